using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.Desk;

/// <summary>The hall manager sets slot lengths and shares per group; days that are planned already stay as they are.</summary>
[Needs(Permission.ManageHall)]
public sealed class MeasuresModel(TongbanDb db, SlotRests rests, CurrentStaff staff, HallClock clock) : TongbanPage
{
    [BindProperty]
    public Guid GroupId { get; set; }

    [BindProperty]
    public int Minutes { get; set; }

    [BindProperty]
    public int PublicPercent { get; set; }

    [BindProperty]
    public int StaffPercent { get; set; }

    public IReadOnlyList<(MatterGroup Group, SlotMeasure Measure)> Rows { get; private set; } = [];

    /// <summary>Where a group's slots do not fill the opening hours.</summary>
    public ILookup<Guid, SlotRest> Rests { get; private set; } = Array.Empty<SlotRest>().ToLookup(rest => rest.GroupId);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var measure = new SlotMeasure(Minutes, PublicPercent, StaffPercent);
        if (await db.Set<SlotRule>().SingleOrDefaultAsync(rule => rule.GroupId == GroupId, stop) is { } rule)
        {
            rule.Change(measure, clock.Now, staff.Actor);
        }
        else
        {
            Refusal.Unless(await db.Set<MatterGroup>().AnyAsync(group => group.Id == GroupId, stop), "matter-group.unknown");
            db.Add(new SlotRule(db.CentreId, GroupId, measure, clock.Now, staff.Actor));
        }

        await db.SaveChangesAsync(stop);
        return LocalRedirect("/staff/bookings/places");
    }

    public override Task ShowAgainAsync() => LoadAsync(default);

    private async Task LoadAsync(CancellationToken stop)
    {
        var rules = await db.Set<SlotRule>().AsNoTracking().ToDictionaryAsync(rule => rule.GroupId, rule => rule.Measure, stop);
        var groups = await db.Set<MatterGroup>().AsNoTracking().OrderBy(group => group.TicketLetter).ToListAsync(stop);
        Rows = [.. groups.Select(group => (group, rules.GetValueOrDefault(group.Id, SlotMeasure.Usual)))];
        Rests = await rests.OfAllAsync(Rows.ToDictionary(row => row.Group.Id, row => row.Measure), stop);
    }
}
