using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Network;
using Tongban.People;
using Tongban.Ratings.Figures;
using Tongban.Shared.Words;

namespace Tongban.Ratings.FairPlay;

/// <summary>A rating as evidence: when, by which way, how fast, at which device. Not who, and not what was written.</summary>
public sealed record EvidenceRow(Rating Rating, FairPlayEvidence Evidence, DateTime EndedAt, ServiceMoment Moment, string Place, RatingExclusion? Exclusion)
{
    /// <summary>Of a bad one, what became of it.</summary>
    public Rectification? Mending { get; init; }

    /// <summary>Its rectification is in the reader's own hands: others take it out, or not.</summary>
    public bool IsInHand { get; init; }

    /// <summary>Counts no more, by an alert or by what its rectification came to.</summary>
    public bool IsOut => Rating.ExcludedAt is not null || Mending is { IsExcluded: true };
}

/// <summary>All that the page of one alert shows.</summary>
public sealed record FairPlayView(FairPlayAlert One, IReadOnlyList<EvidenceRow> Rows, IReadOnlyDictionary<Guid, string> People, string? Site, string? Device)
{
    public string NameOf(Guid? accountId) => accountId is { } id ? People.GetValueOrDefault(id, "") : "";

    /// <summary>Counts of the levels when it was raised, the best first.</summary>
    public IReadOnlyList<long> Levels => One.Levels.Length == 0 ? [] : [.. LevelRows.Levels.Select(level => LevelsOf(One)[level])];

    private static LevelCounts LevelsOf(FairPlayAlert alert) =>
        LevelCounts.Of(LevelRows.Levels.Zip(alert.Levels.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(count => long.Parse(count, CultureInfo.InvariantCulture))));

    /// <summary>Levels that nobody used when it was raised, in words; empty where that is not what it is about.</summary>
    public static string NeverUsed(Say say, FairPlayAlert alert) =>
        string.Join(say["rating.comma"], LevelHoles.In(LevelsOf(alert), enough: 0, beside: 1).Select(level => say["rating.level." + level]));

    /// <summary>What an alert is called: its rule, or which level it is about.</summary>
    public static string TitleOf(Say say, FairPlayAlert alert) => alert.Rule == FairPlayRule.LevelNeverUsed ? say["fair-play.title.LevelNeverUsed", NeverUsed(say, alert)] : say["fair-play.rule." + alert.Rule];

    /// <summary>Which settings a rule goes by.</summary>
    public static IReadOnlyList<string> SettingsOf(FairPlayRule rule) => rule switch
    {
        FairPlayRule.DeviceBurst => ["deviceRatings", "deviceMinutes"],
        FairPlayRule.BrowserBurst => ["browserRatings", "browserMinutes"],
        FairPlayRule.NetworkBurst => ["networkRatings", "networkMinutes"],
        FairPlayRule.FasterThanReading => ["readingSeconds", "fastRatings"],
        FairPlayRule.OnePhoneManyCases => ["phoneServices"],
        FairPlayRule.LevelNeverUsed => ["levelRatings", "levelBeside"],
        FairPlayRule.BestStreak => ["streakRatings", "streakOneIn", "streakDays"],
        FairPlayRule.OutsideHours => ["outsideRatings", "outsideMinutes"],
        _ => [],
    };

    /// <summary>Of thousandths: 89.6%.</summary>
    public static string PerMille(int thousandths) => (thousandths / 1000m).ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
}

/// <summary>Gathers a <see cref="FairPlayView"/>.</summary>
public sealed class FairPlayViews(TongbanDb db, CurrentStaff staff)
{
    public async Task<FairPlayView> OfAsync(FairPlayAlert alert)
    {
        var rows = await (
            from one in db.Set<FairPlayEvidence>().AsNoTracking()
            where one.AlertId == alert.Id
            join rating in db.Set<Rating>() on one.RatingId equals rating.Id
            join service in db.Set<Service>() on rating.ServiceId equals service.Id
            orderby rating.RatedAt, rating.Id
            select new { one, rating, service.EndedAt, service.Moment }).AsNoTracking().ToListAsync();
        var exclusions = (await db.Set<RatingExclusion>().AsNoTracking().Where(one => one.AlertId == alert.Id).OrderBy(one => one.ExcludedAt).ToListAsync()).ToLookup(one => one.RatingId);
        var rated = rows.ConvertAll(row => row.rating.Id);
        var mending = await db.Set<Rectification>().AsNoTracking().IgnoreAutoIncludes().Where(one => rated.Contains(one.RatingId)).ToDictionaryAsync(one => one.RatingId);
        var windows = await NamesAsync(db.Set<Window>(), rows.Select(row => row.rating.WindowId), window => window.Id, window => Named.In(window.NameZh, window.NameEn));
        var devices = await NamesAsync(db.Set<Device>(), rows.Select(row => row.one.DeviceId).Append(alert.DeviceId), device => device.Id, device => device.Name);
        var site = await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == alert.SiteId);
        return new FairPlayView(
            alert,
            [.. rows.Select(row => new EvidenceRow(row.rating, row.one, row.EndedAt, row.Moment, PlaceOf(NameOf(row.rating.WindowId, windows), NameOf(row.one.DeviceId, devices)), exclusions[row.rating.Id].LastOrDefault()) { Mending = mending.GetValueOrDefault(row.rating.Id), IsInHand = mending.GetValueOrDefault(row.rating.Id)?.HandlerId is { } handler && handler == staff.AccountId })],
            await PeopleAsync(alert, exclusions.SelectMany(group => group)), site is null ? null : Named.In(site.NameZh, site.NameEn), alert.DeviceId is null ? null : NameOf(alert.DeviceId, devices));
    }

    private static string PlaceOf(string window, string device) => window.Length > 0 && device.Length > 0 ? $"{window}　{device}" : window + device;

    private static string NameOf(Guid? id, Dictionary<Guid, string> names) => id is { } some ? names.GetValueOrDefault(some, "") : "";

    private static async Task<Dictionary<Guid, string>> NamesAsync<T>(IQueryable<T> all, IEnumerable<Guid?> ids, Func<T, Guid> id, Func<T, string> name)
        where T : Entity
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return (await all.AsNoTracking().Where(one => wanted.Contains(one.Id)).ToListAsync()).ToDictionary(id, name);
    }

    private async Task<Dictionary<Guid, string>> PeopleAsync(FairPlayAlert alert, IEnumerable<RatingExclusion> exclusions)
    {
        var ids = exclusions.SelectMany(one => new[] { one.ExcludedById, one.PutBackById }).Concat([alert.StaffId, alert.JudgedById]).OfType<Guid>().Distinct().ToList();
        return await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
