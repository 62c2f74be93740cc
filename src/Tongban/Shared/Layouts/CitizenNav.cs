namespace Tongban.Shared.Layouts;

/// <summary>The citizen's five doors. A page marks its own by <c>ViewData["Nav"]</c>.</summary>
public static class CitizenNav
{
    public static IReadOnlyList<(string Key, string Href)> Entries { get; } =
    [
        ("nav.home", "/"),
        ("nav.guides", "/guide"),
        ("nav.book", "/book"),
        ("nav.progress", "/progress"),
        ("nav.rate", "/rate"),
    ];
}
