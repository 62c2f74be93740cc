namespace Tongban.Shared;

/// <summary>What somebody wrote, as it is kept.</summary>
public static class PlainText
{
    /// <summary>One character for a line's end, as browsers count it, and no control characters: PostgreSQL takes no character 0.</summary>
    public static string Of(string? text) => string.Concat((text ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))).Trim();
}
