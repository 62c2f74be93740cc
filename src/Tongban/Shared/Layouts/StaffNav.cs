using System.Security.Claims;

namespace Tongban.Shared.Layouts;

/// <param name="Key">The word, and what a page puts into <c>ViewData["Nav"]</c>.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Permission">Who sees it.</param>
public sealed record StaffNavEntry(string Key, string Href, string Permission);

/// <summary>The staff's doors, of which each person sees their own. It hides; the page itself refuses.</summary>
/// <param name="may">Whether a person holds a permission.</param>
public sealed class StaffNav(Func<ClaimsPrincipal, string, bool> may)
{
    public static IReadOnlyList<StaffNavEntry> All { get; } =
    [
        new("staff.overview", "/figures", "figures.see"),
        new("staff.desk", "/desk", "desk.serve"),
        new("staff.hall", "/hall", "hall.see"),
        new("staff.cases", "/cases", "cases.see"),
        new("staff.ratings", "/ratings", "ratings.see"),
        new("staff.one-thing", "/one-things", "one-things.see"),
        new("staff.nearby", "/nearby", "network.see"),
        new("staff.reports", "/reports", "reports.see"),
        new("staff.settings", "/settings", "settings.change"),
    ];

    public IEnumerable<StaffNavEntry> For(ClaimsPrincipal person) => All.Where(entry => may(person, entry.Permission));
}
