namespace Tongban.Kernel;

/// <summary>A name as people and organisations write it, in any script. Only what no name has is refused.</summary>
public static class PersonName
{
    /// <summary>Markup is no name: it is refused rather than kept as text that every reader must mask.</summary>
    /// <remarks>Refusal: <c>name.markup</c>.</remarks>
    public static string MustBePlain(string name)
    {
        Refusal.Unless(name.AsSpan().IndexOfAny('<', '>') < 0, "name.markup");
        return name;
    }
}
