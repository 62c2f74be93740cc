using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Mending;

/// <summary>A row of the list; no words of the person stand in it.</summary>
public sealed record MendingRow(Rectification One, string Where, string? Handler, IReadOnlyList<MendingClock> Clocks);

/// <summary>Rectifications in sight, the most urgent first, with the figures that nobody can edit.</summary>
[Needs(Permission.MendRatings)]
public sealed class InboxModel(TongbanDb db, CurrentStaff staff, RectificationsInSight sight, HallClock clock, WorkCalendar calendar, ClockRules rules) : TongbanPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    public static IReadOnlyList<string> Shown { get; } = ["open", "mine", "free", "verify", "mend", "call", "judge", "alerts", "publish", "closed"];

    public IReadOnlyList<MendingRow> Rows { get; private set; } = [];

    public MendingSums Sums { get; private set; } = null!;

    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    public async Task OnGetAsync()
    {
        Show = Shown.Contains(Show) ? Show : Shown[0];
        var mine = await sight.MineAsync();
        Sums = await MendingFigures.OfAsync(await sight.BodysAsync());
        var counts = new Dictionary<string, int>();
        foreach (var show in new[] { "free", "judge", "alerts" })
        {
            counts[show] = await Chosen(mine, show).CountAsync();
        }

        Counts = counts;
        var found = await Chosen(mine, Show!).AsNoTracking().AsSplitQuery()
            .OrderBy(one => one.Status == RectificationStatus.Closed).ThenBy(one => one.DueOn == null).ThenBy(one => one.DueOn).ThenByDescending(one => one.RatedOn).Take(Most).ToListAsync();
        Rows = await RowsAsync(found);
    }

    private IQueryable<Rectification> Chosen(IQueryable<Rectification> some, string show)
    {
        var me = staff.AccountId;
        return show switch
        {
            "mine" => some.Where(one => one.HandlerId == me && one.Status != RectificationStatus.Closed),
            "free" => some.Where(one => one.HandlerId == null && one.Status != RectificationStatus.Closed),
            "verify" => some.Where(one => one.Status == RectificationStatus.ToVerify),
            "mend" => some.Where(one => one.Status == RectificationStatus.Mending),
            "call" => some.Where(one => one.Status == RectificationStatus.ToCallAgain),
            "judge" => some.Where(one => one.HandlerId != me && (one.Status == RectificationStatus.ToReview || (one.AppealedOn != null && one.AppealDecidedOn == null))),
            "alerts" => some.Where(one => db.Set<RectificationAlert>().Any(alert => alert.RectificationId == one.Id && alert.SeenAt == null)),
            "publish" => some.Where(one => one.Status == RectificationStatus.Closed && one.MendedOn != null && one.ExcludedOn == null && one.PublicState != PublicText.Published),
            "closed" => some.Where(one => one.Status == RectificationStatus.Closed),
            _ => some.Where(one => one.Status != RectificationStatus.Closed),
        };
    }

    private async Task<IReadOnlyList<MendingRow>> RowsAsync(List<Rectification> found)
    {
        var windows = found.Select(one => one.WindowId).OfType<Guid>().Distinct().ToList();
        var bodies = found.Select(one => one.DepartmentId).OfType<Guid>().Distinct().ToList();
        var handlers = found.Select(one => one.HandlerId).OfType<Guid>().Distinct().ToList();
        var windowNames = await db.Set<Window>().AsNoTracking().Where(one => windows.Contains(one.Id)).Select(one => new { one.Id, one.NameZh, one.NameEn }).ToDictionaryAsync(one => one.Id, one => Named.In(one.NameZh, one.NameEn));
        var bodyNames = await db.Set<Department>().AsNoTracking().Where(one => bodies.Contains(one.Id)).Select(one => new { one.Id, one.NameZh, one.NameEn }).ToDictionaryAsync(one => one.Id, one => Named.In(one.NameZh, one.NameEn));
        var names = await db.Users.Where(user => handlers.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
        string Of(Guid? id, Dictionary<Guid, string> known) => id is { } some ? known.GetValueOrDefault(some, "") : "";
        return [.. found.Select(one => new MendingRow(
            one, string.Join("　", new[] { Of(one.DepartmentId, bodyNames), Of(one.WindowId, windowNames) }.Where(name => name.Length > 0)),
            one.HandlerId is { } id ? names.GetValueOrDefault(id) : null, MendingClocks.Of(one, calendar, rules, clock.Today)))];
    }
}
