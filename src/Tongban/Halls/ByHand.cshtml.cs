using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Queue.Forecast;
using Tongban.Shared;

namespace Tongban.Halls;

/// <summary>Enters the numbers that were written by hand, row by row.</summary>
[Needs(Permission.ManageHall)]
public sealed class ByHandModel(TongbanDb db, HallPlace place, HandWritten handWritten, SiteQueues queues, CurrentStaff staff, HallClock clock) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? GroupId { get; set; }

    [BindProperty]
    public int Row { get; set; }

    [BindProperty]
    public TimeOnly? ArrivedAt { get; set; }

    /// <summary>Empty while the person still waits.</summary>
    [BindProperty]
    public TimeOnly? ServedAt { get; set; }

    [BindProperty]
    public Guid? WindowId { get; set; }

    public Site Site { get; private set; } = null!;

    public IReadOnlyList<GroupNow> Groups { get; private set; } = [];

    public IReadOnlyList<Window> Windows { get; private set; } = [];

    public IReadOnlyList<Visit> Entered { get; private set; } = [];

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var site = await place.SiteAsync(SiteCode);
        Refusal.Unless(ArrivedAt is not null && GroupId is not null, "hall.time-not-today");
        var written = new HandWrittenNumber(GroupId!.Value, Row, Instant(ArrivedAt!.Value), ServedAt is { } served ? Instant(served) : null, WindowId);
        await handWritten.EnterAsync(site.Id, written, staff.AccountId!.Value, staff.Actor, HttpContext.RequestAborted);
        return LocalRedirect($"/staff/hall/by-hand?site={site.Code}&groupId={GroupId}");
    }

    public override async Task ShowAgainAsync()
    {
        Site = await place.SiteAsync(SiteCode);
        Groups = (await queues.OfAsync(Site.Id)).Groups;
        Windows = await db.Set<Window>().AsNoTracking().Where(w => w.SiteId == Site.Id).OrderBy(w => w.Code).ToListAsync();
        Entered = await db.Set<Visit>().AsNoTracking().Where(v => v.SiteId == Site.Id && v.On == clock.Today && v.Number.Contains("-")).OrderBy(v => v.Number).ToListAsync();
        Row = Row > 0 ? Row : NextRow();
    }

    private DateTime Instant(TimeOnly time) => clock.At(clock.Today, time);

    // The next row of the list that was entered last.
    private int NextRow()
    {
        var letter = Groups.FirstOrDefault(group => group.Group.Id == GroupId)?.Group.TicketLetter;
        return 1 + Entered.Where(visit => visit.Number.StartsWith($"{letter}-", StringComparison.Ordinal)).Select(visit => int.Parse(visit.Number.Split('-')[1], null)).DefaultIfEmpty(0).Max();
    }
}
