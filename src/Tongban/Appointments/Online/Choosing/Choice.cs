using Microsoft.EntityFrameworkCore;
using Tongban.Network;

namespace Tongban.Appointments.Online.Choosing;

/// <summary>What somebody chose so far: matters and a site. It stands in the address, so that going back works.</summary>
public sealed record Choice(IReadOnlyList<BookableItem> Items, Site? Site)
{
    /// <summary>What the guide was told: it stays in the address, too.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Told { get; init; } = [];

    public int Minutes => Items.Sum(item => item.Matter.Minutes);

    /// <summary>Those of one group together, as they will be handled.</summary>
    public IReadOnlyList<Matter> Matters => [.. Items.Select(item => item.Matter).GroupBy(matter => matter.GroupId).SelectMany(group => group)];

    public string TimesAddress(DateOnly? day = null) =>
        $"/book/{Items[0].Code}/times{QueryString.Create(Query(day))}";

    /// <summary>Where to get on the waiting list for it.</summary>
    public string WaitingAddress(DateOnly? day = null) => $"/book/{Items[0].Code}/waiting{QueryString.Create(Query(day))}";

    public string ChooseAddress() => $"/book/{Items[0].Code}{QueryString.Create(Query(null))}";

    private IEnumerable<KeyValuePair<string, string?>> Query(DateOnly? day) =>
    [
        .. Site is null ? [] : new KeyValuePair<string, string?>[] { new("site", Site.Code) },
        .. Items.Select(item => new KeyValuePair<string, string?>("item", item.Code)),
        .. day is null ? [] : new KeyValuePair<string, string?>[] { new("day", day.Value.ToString("yyyy-MM-dd", null)) },
        .. Told,
    ];
}

/// <summary>Reads choices, and the sites at which all of some matters are handled.</summary>
public sealed class Choices(TongbanDb db, BookableItems items, GuideAnswers answers)
{
    public async Task<Choice> ReadAsync(IEnumerable<string> codes, string? site, CancellationToken stop) =>
        new(await items.ByCodeAsync(codes), site is null ? null : await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(s => s.Code == site, stop)) { Told = answers.Pairs };

    /// <summary>Named by every item, with a window for each of their groups.</summary>
    public async Task<IReadOnlyList<Site>> SitesAsync(IReadOnlyList<BookableItem> chosen, CancellationToken stop)
    {
        var named = chosen.Select(item => item.Content.Sites.AsEnumerable()).Aggregate((all, next) => all.Intersect(next)).ToList();
        var sites = await db.Set<Site>().AsNoTracking().Where(site => named.Contains(site.Code)).ToListAsync(stop);
        var served = (await db.Set<Window>().AsNoTracking().ToListAsync(stop)).SelectMany(window => window.Groups.Select(group => (window.SiteId, group.GroupId))).ToHashSet();
        return [.. sites.Where(site => chosen.All(item => served.Contains((site.Id, item.Item.GroupId)))).OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal)];
    }
}
