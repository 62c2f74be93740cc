using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Live;
using Tongban.Windows;

namespace Tongban.Queue;

/// <summary>What a walk-in comes for. The ID number only where it was shown: nobody is asked for it. A reason for the green channel only from staff.</summary>
public sealed record WalkIn(Guid SiteId, Guid GroupId, Guid? ItemId, Precedence Precedence, Sealed? IdNumber = null, string? GreenReason = null);

/// <summary>Somebody arrives: a booking is checked in, or a walk-in takes a number (取号).</summary>
public sealed class Arrival(TongbanDb db, HallClock clock, LiveNews news, HallOrders orders, ArmedWindows armed)
{
    /// <summary>Checks the booking in and gives its number. The same booking twice gives one visit (<c>visit.booking-already-used</c>).</summary>
    /// <param name="code">The booking's code.</param>
    /// <param name="by">Who checks it in.</param>
    /// <param name="stop">Stops.</param>
    /// <param name="cameAt">When the person came, where that is entered afterwards.</param>
    public async Task<Visit> CheckInAsync(string code, Actor by, CancellationToken stop = default, DateTime? cameAt = null)
    {
        var now = cameAt ?? clock.Now;
        var appointment = await db.Set<Appointment>().SingleOrDefaultAsync(a => a.Code == code, stop) ?? throw new Refusal("appointment.unknown");
        Refusal.Unless(appointment.Status != AppointmentStatus.CheckedIn, "visit.booking-already-used");
        await orders.RefuseIfClosedAsync(appointment.SiteId, stop);
        appointment.CheckIn(now, by);
        var number = await NumberAsync(appointment.SiteId, appointment.GroupId, stop);
        var idNumber = appointment.IdHash is { } hash ? new Sealed(appointment.IdCipher!, hash) : null;
        var visit = new Visit(db.CentreId, appointment.SiteId, clock.Today, number, Codes.Token(), appointment.Id, appointment.StartsAt, Precedence.None, idNumber, now, by);
        foreach (var matter in appointment.Matters.OrderBy(matter => matter.Seq))
        {
            visit.Wait(matter.GroupId, matter.ItemId, now, by);
        }

        return await SaveAsync(visit, stop);
    }

    public Task<Visit> WalkInAsync(Guid siteId, Guid groupId, Guid? itemId, Precedence precedence, Actor by, CancellationToken stop = default) =>
        WalkInAsync(new WalkIn(siteId, groupId, itemId, precedence), by, stop);

    public async Task<Visit> WalkInAsync(WalkIn who, Actor by, CancellationToken stop = default)
    {
        await orders.RefuseIfStoppedAsync(who.SiteId, who.GroupId, stop);
        var number = await NumberAsync(who.SiteId, who.GroupId, stop);
        var visit = new Visit(db.CentreId, who.SiteId, clock.Today, number, Codes.Token(), null, null, who.Precedence, who.IdNumber, clock.Now, by);
        visit.Wait(who.GroupId, who.ItemId, clock.Now, by);
        if (who.GreenReason is { } reason)
        {
            visit.GoGreen(reason, clock.Now, by);
        }

        return await SaveAsync(visit, stop);
    }

    private async Task<Visit> SaveAsync(Visit visit, CancellationToken stop)
    {
        db.Add(visit);
        await db.SaveChangesAsync(stop);
        news.Changed(visit.SiteId, visit.Touches);
        armed.Look(visit.SiteId);
        return visit;
    }

    private async Task<string> NumberAsync(Guid siteId, Guid groupId, CancellationToken stop)
    {
        var group = await db.Set<MatterGroup>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == groupId, stop) ?? throw new Refusal("matter-group.unknown");
        var last = await NumberSeries.NextAsync(db, $"{siteId:N}.{group.TicketLetter}", clock.Today, stop);
        return $"{group.TicketLetter}{last:000}";
    }
}
