using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Voices.Desk;

/// <summary>A row of the list.</summary>
public sealed record VoiceRow(Voice One, string Body, string? Handler, VoiceClock? Clock);

/// <summary>Voices in sight, the most urgent first.</summary>
[Needs(Permission.HandleVoices)]
public sealed class InboxModel(TongbanDb db, CurrentStaff staff, VoicesInSight sight, HallClock clock, WorkCalendar calendar, ClockRules rules) : TongbanPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "number")]
    public string? Number { get; set; }

    public static IReadOnlyList<string> Shown { get; } = ["open", "mine", "free", "route", "call", "contradicted", "judge", "alerts", "publish", "closed"];

    public IReadOnlyList<VoiceRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    /// <summary>Takes voices from the phone and the box too.</summary>
    public bool Takes { get; private set; }

    /// <summary>Records the visitors of the director's day too.</summary>
    public bool Hears { get; private set; }

    /// <summary>Who works for one body sees nothing that waits to be routed.</summary>
    public bool Routes { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Show = Shown.Contains(Show) ? Show : Shown[0];
        (Takes, Hears) = (await staff.MayAsync(Permission.TakeVoices), await staff.MayAsync(Permission.HearVisitors));
        Routes = await sight.MayRouteAsync();
        var mine = await sight.MineAsync();
        if (Number is { Length: > 0 } typed && VoiceNumbers.Read(typed) is { Length: > 0 } number && await mine.Where(one => one.Number == number).Select(one => (Guid?)one.Id).SingleOrDefaultAsync() is { } id)
        {
            return RedirectToPage("/Voices/Desk/Show", new { id });
        }

        var counts = new Dictionary<string, int>();
        foreach (var show in new[] { "mine", "free", "route", "contradicted", "judge", "alerts" })
        {
            counts[show] = await Chosen(mine, show).CountAsync();
        }

        Counts = counts;
        var found = await Chosen(mine, Show!).AsNoTracking().IgnoreAutoIncludes()
            .OrderBy(one => one.Status == VoiceStatus.Closed).ThenBy(one => one.DueOn == null).ThenBy(one => one.DueOn).ThenByDescending(one => one.ReceivedAt).Take(Most).ToListAsync();
        Rows = await RowsAsync(found);
        return Page();
    }

    private IQueryable<Voice> Chosen(IQueryable<Voice> some, string show)
    {
        var me = staff.AccountId;
        return show switch
        {
            "mine" => some.Where(one => one.HandlerId == me && one.Status != VoiceStatus.Closed),
            "free" => some.Where(one => one.HandlerId == null && one.Status == VoiceStatus.InHand),
            "route" => some.Where(one => one.Status == VoiceStatus.ToRoute),
            "call" => some.Where(one => one.Status == VoiceStatus.Replied),
            "contradicted" => some.Where(one => one.ContradictedOn != null && one.ContradictionCheckedOn == null),
            "judge" => some.Where(one => one.HandlerId != me && ((one.TransferAskedById != null && one.TransferAskedById != me) || (one.ExtensionAskedById != null && one.ExtensionAskedById != me) || one.PublicState == PublicText.Proposed)),
            "alerts" => some.Where(one => db.Set<VoiceAlert>().Any(alert => alert.VoiceId == one.Id && alert.SeenAt == null)),
            "publish" => some.Where(one => one.MayPublish && one.RepliedOn != null && one.PublicState != PublicText.Published),
            "closed" => some.Where(one => one.Status == VoiceStatus.Closed),
            _ => some.Where(one => one.Status != VoiceStatus.Closed),
        };
    }

    private async Task<IReadOnlyList<VoiceRow>> RowsAsync(List<Voice> found)
    {
        var bodies = found.Select(one => one.DepartmentId).OfType<Guid>().Distinct().ToList();
        var handlers = found.Select(one => one.HandlerId).OfType<Guid>().Distinct().ToList();
        var bodyNames = (await db.Set<Department>().AsNoTracking().Where(one => bodies.Contains(one.Id)).ToListAsync()).ToDictionary(one => one.Id, one => Named.In(one.NameZh, one.NameEn));
        var names = await db.Users.Where(user => handlers.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
        return [.. found.Select(one => new VoiceRow(
            one, one.DepartmentId is { } body ? bodyNames.GetValueOrDefault(body, "") : "", one.HandlerId is { } id ? names.GetValueOrDefault(id) : null, VoiceClock.Of(one, calendar, rules, clock.Today)))];
    }
}
