using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Planning;
using Tongban.Appointments.WaitingRoom;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.Releasing;

/// <summary>The hall manager sets in which shares the places of coming days open, and how fast people may enter booking.</summary>
[Needs(Permission.ManageHall)]
public sealed class ReleasesModel(
    TongbanDb db, Releases releases, EntranceRates rates, ManagedSites managed, Openings openings, SlotPlanning planning, CurrentStaff staff, HallClock clock, IOptions<BookingPolicy> policy) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    /// <summary>None: all groups of the site.</summary>
    [BindProperty]
    public Guid? GroupId { get; set; }

    [BindProperty]
    public DateOnly? FromOn { get; set; }

    [BindProperty]
    public List<ShareRow> Rows { get; set; } = [];

    /// <summary>Everything at once, without shares: said in so many words, never by an empty form.</summary>
    [BindProperty]
    public bool AtOnce { get; set; }

    /// <summary>Entries a second.</summary>
    [BindProperty]
    public double? PerSecond { get; set; }

    /// <summary>Nobody waits any more: a button of its own.</summary>
    [BindProperty]
    public bool NoLine { get; set; }

    /// <summary>What the last press did.</summary>
    [BindProperty(SupportsGet = true)]
    public ReleaseDone? Done { get; set; }

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public Site Site { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, MatterGroup> Groups { get; private set; } = new Dictionary<Guid, MatterGroup>();

    /// <summary>Rules that hold now or later.</summary>
    public IReadOnlyList<ReleaseRule> Rules { get; private set; } = [];

    /// <summary>What they come to on the days that can be booked, for groups that open in shares.</summary>
    public IReadOnlyList<ReleaseRow> Coming { get; private set; } = [];

    public IReadOnlyList<DateOnly> Days { get; private set; } = [];

    /// <summary>Entries a second as it is set; 0: nobody waits.</summary>
    public double RateNow { get; private set; }

    public int FurthestAhead => policy.Value.DaysAhead;

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await FindSiteAsync(stop);
        Refusal.Unless(ModelState.IsValid, "release-rule.unreadable");
        Refusal.Unless(FromOn is not null, "release-rule.no-day");
        var shares = Rows.Where(row => !row.IsEmpty).Select(row => row.Read()).ToList();
        Refusal.Unless(AtOnce || shares.Count > 0, "release-rule.empty");
        Refusal.Unless(!AtOnce || shares.Count == 0, "release-rule.either");
        var replaced = await releases.SetAsync(Site.Id, GroupId, FromOn!.Value, shares, staff.Actor, stop);
        return Back(replaced ? ReleaseDone.Replaced : ReleaseDone.Set);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken stop)
    {
        await FindSiteAsync(stop);
        await releases.WithdrawAsync(Site.Id, id, staff.Actor, stop);
        return Back(ReleaseDone.Withdrawn);
    }

    public async Task<IActionResult> OnPostEntranceAsync(CancellationToken stop)
    {
        await FindSiteAsync(stop);
        var perSecond = NoLine ? 0 : PerSecond ?? throw new Refusal("entrance.no-rate");
        if (await db.Set<EntranceRate>().SingleOrDefaultAsync(rate => rate.SiteId == Site.Id, stop) is { } rate)
        {
            rate.Set(perSecond, clock.Now, staff.Actor);
        }
        else
        {
            db.Add(new EntranceRate(db.CentreId, Site.Id, perSecond, clock.Now, staff.Actor));
        }

        await db.SaveChangesAsync(stop);
        var centre = db.CentreId;
        db.AfterCommit(() => rates.Forget(centre));
        return Back(perSecond > 0 ? ReleaseDone.Line : ReleaseDone.NoLine);
    }

    public override Task ShowAgainAsync() => LoadAsync(default);

    private LocalRedirectResult Back(ReleaseDone done) => LocalRedirect($"/staff/bookings/releases?site={Site.Code}&done={done}");

    private async Task FindSiteAsync(CancellationToken stop)
    {
        Sites = await managed.OfAsync(Permission.ManageHall, stop);
        Site = Sites.FirstOrDefault(site => site.Code == SiteCode) ?? Sites.FirstOrDefault() ?? throw new Refusal("opening.no-site");
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        await FindSiteAsync(stop);
        if (db.Database.CurrentTransaction is null)
        {
            await planning.ExtendAsync(Site.Id, stop);
        }

        Groups = await db.Set<MatterGroup>().AsNoTracking().ToDictionaryAsync(group => group.Id, stop);
        Days = planning.BookableDays(await openings.OfAsync(Site.Id));
        FromOn ??= Days.Count > 0 ? Days[^1].AddDays(1) : clock.Today;
        RateNow = await rates.PerSecondAsync(db.CentreId, Site.Id);
        PerSecond ??= RateNow;
        Rows = Rows.Count > 0 ? Rows : [.. Enumerable.Range(0, ReleaseRule.MostShares).Select(_ => new ShareRow())];
        Rules = await RulesAsync(stop);
        Coming = await ComingAsync(stop);
    }

    // One that another of the same groups has taken the place of since is history.
    private async Task<IReadOnlyList<ReleaseRule>> RulesAsync(CancellationToken stop)
    {
        var all = (await db.Set<ReleaseRule>().AsNoTracking().Where(rule => rule.SiteId == Site.Id).ToListAsync(stop)).OrderBy(rule => rule.FromOn).ToList();
        var today = clock.Today;
        return [.. all.Where(rule => rule.FromOn > today || all.Last(other => other.GroupId == rule.GroupId && other.FromOn <= today) == rule)
            .OrderBy(rule => rule.GroupId is null ? "" : Groups[rule.GroupId.Value].TicketLetter, StringComparer.Ordinal).ThenBy(rule => rule.FromOn)];
    }

    private async Task<IReadOnlyList<ReleaseRow>> ComingAsync(CancellationToken stop)
    {
        var (plan, now, days) = (await releases.OfAsync([Site.Id], stop), clock.Now, Days);
        var slots = plan.IsEmpty ? [] : await db.Set<Slot>().AsNoTracking().Where(slot => slot.SiteId == Site.Id && days.Contains(slot.On) && slot.ClosedAt == null).ToListAsync(stop);
        return [.. slots.GroupBy(slot => slot.GroupId).Where(group => group.Any(plan.IsPaced))
            .OrderBy(group => Groups[group.Key].TicketLetter, StringComparer.Ordinal)
            .Select(group => new ReleaseRow(Groups[group.Key], [.. days.Select(day => ReleaseCell.Of([.. group.Where(slot => slot.On == day)], plan, now))]))];
    }
}

/// <summary>What the manager has just done here.</summary>
public enum ReleaseDone
{
    Set,
    Replaced,
    Withdrawn,
    Line,
    NoLine,
}

/// <summary>A line of the form; without percent and time it is left out.</summary>
public sealed class ShareRow
{
    public int? Percent { get; set; }

    public int DaysAhead { get; set; }

    public TimeOnly? At { get; set; }

    public bool IsEmpty => Percent is null && At is null;

    /// <remarks>Refusals: <c>release-rule.no-time</c>, <c>release-rule.share</c>.</remarks>
    public ReleaseShare Read() => new(Percent ?? throw new Refusal("release-rule.share"), DaysAhead, At ?? throw new Refusal("release-rule.no-time"));
}

/// <summary>A group whose places open in shares, by day.</summary>
public sealed record ReleaseRow(MatterGroup Group, IReadOnlyList<ReleaseCell> Days);

/// <summary>A day of it: places open now, of how many, and what opens next.</summary>
public sealed record ReleaseCell(int Open, int Places, NextRelease? Next)
{
    public static ReleaseCell Of(IReadOnlyList<Slot> slots, ReleasePlan plan, DateTime now) => new(
        slots.Sum(slot => plan.OpenAt(slot, now)),
        slots.Sum(slot => slot.Capacity),
        NextRelease.Of(slots.Select(slot => plan.NextOf([slot], _ => 0, now))));
}
