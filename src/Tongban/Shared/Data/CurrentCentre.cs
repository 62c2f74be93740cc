namespace Tongban.Shared.Data;

/// <summary>The centre this request or job works for. Every query of a centre's rows is filtered by it.</summary>
public sealed class CurrentCentre
{
    /// <summary>Where facts about platform rows (accounts) go: they belong to no one centre.</summary>
    public static Guid Platform { get; } = new("00000000-0000-7000-8000-000000000001");

    /// <summary>The centre of an installation with one; a second gets its own id and host name.</summary>
    public static Guid First { get; } = new("00000000-0000-7000-8000-000000000010");

    public Guid Id { get; set; } = First;
}
