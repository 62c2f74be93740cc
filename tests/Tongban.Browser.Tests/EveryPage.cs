using System.Text.Json;
using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests;

/// <summary>The program's own list of its pages, and the addresses at which they can be looked at.</summary>
public sealed class EveryPage(IReadOnlyList<EveryPage.Entry> all)
{
    /// <summary>Pages that would end the visit or download something rather than show themselves.</summary>
    private static readonly string[] Left = ["sign-out"];

    public sealed record Entry(string Address, string? Permission, string? Device, bool IsPublic)
    {
        public bool IsPlain => !Address.Contains('{', StringComparison.Ordinal);

        /// <summary>Whether a link leads to this page.</summary>
        public bool Matches(string path) => Regex.IsMatch(path, Pattern, RegexOptions.IgnoreCase);

        // {id:guid} and the like take one segment; {handler?} may be left out. A constraint may hold doubled braces.
        private string Pattern => "^" + Regex.Replace(Regex.Replace(Address.Replace("{{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal), @"/\{[^}]*\?\}", "(/[^/]+)?"), @"\{[^}]*\}", "[^/]+") + "$";
    }

    public static async Task<EveryPage> OfAsync(TongbanServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Url };
        var json = await http.GetStringAsync("/dev/pages", TestContext.Current.CancellationToken);
        var pages = JsonSerializer.Deserialize<List<Entry>>(json, JsonSerializerOptions.Web)!;
        return new EveryPage([.. pages.Where(page => !Left.Any(page.Address.Contains))]);
    }

    public IEnumerable<string> Permissions => all.Select(page => page.Permission).OfType<string>().Distinct();

    public IReadOnlyList<Entry> Public => [.. all.Where(page => page is { IsPublic: true, Device: null })];

    /// <summary>Without the page for programmers, who read Chinese terms beside the English and need no elder mode.</summary>
    public IReadOnlyList<Entry> ForCitizens => [.. Public.Where(page => page.Address != "/docs")];

    /// <summary>A signed-in citizen's own pages.</summary>
    public IReadOnlyList<Entry> OfCitizens => [.. all.Where(page => page is { IsPublic: false, Device: null, Permission: null } && !page.Address.StartsWith("/staff", StringComparison.Ordinal))];

    public IReadOnlyList<Entry> OfDevice(string kind) => [.. all.Where(page => page.Device == kind)];

    /// <summary>What somebody with these permissions is let in to and others are not.</summary>
    public IReadOnlyList<Entry> OfStaff(params string[] permissions) =>
        [.. all.Where(page => page is { IsPublic: false, Device: null } && permissions.Contains(page.Permission))];

    /// <summary>What all of the staff are let in to.</summary>
    public IReadOnlyList<Entry> OfAllStaff =>
        [.. all.Where(page => page is { IsPublic: false, Device: null, Permission: null } && page.Address.StartsWith("/staff", StringComparison.Ordinal))];

    /// <summary>
    /// Visits each of these: plain addresses, those of pages with parameters that are <paramref name="known"/>, and
    /// one link of each page with parameters that a page offers.
    /// </summary>
    /// <returns>Pages that nothing led to.</returns>
    public static async Task<IReadOnlyList<string>> VisitAsync(IPage page, IReadOnlyList<Entry> entries, IEnumerable<string> known, Func<string, Task> look)
    {
        // A plain address also fits the pattern of a page beside it: it comes first.
        entries = [.. entries.OrderBy(entry => !entry.IsPlain)];
        var waiting = new Queue<string>(entries.Where(entry => entry.IsPlain).Select(entry => entry.Address));
        var seen = waiting.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new HashSet<string>();
        foreach (var address in known)
        {
            Take(address, again: true);
        }

        while (waiting.TryDequeue(out var address))
        {
            await look(address);
            foreach (var link in await LinksAsync(page))
            {
                Take(link, again: false);
            }
        }

        return [.. entries.Where(entry => !entry.IsPlain && !found.Contains(entry.Address)).Select(entry => entry.Address)];

        void Take(string link, bool again)
        {
            var path = link.Split('?')[0];
            var entry = entries.FirstOrDefault(entry => entry.IsPlain ? entry.Address.Equals(path, StringComparison.OrdinalIgnoreCase) : entry.Matches(path));
            if (entry is { IsPlain: false } && (again || !found.Contains(entry.Address)) && seen.Add(link))
            {
                found.Add(entry.Address);
                waiting.Enqueue(link);
            }
        }
    }

    private static async Task<string[]> LinksAsync(IPage page) => await page.EvalOnSelectorAllAsync<string[]>(
        "a[href]", "links => links.filter(a => a.origin === location.origin && !a.hasAttribute('download') && !a.search.includes('lang=')).map(a => a.pathname + a.search)");
}
