using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Appointments;

/// <summary>
/// Holding, confirming, cancelling and moving bookings. A place is taken by one guarded statement a slot, in id
/// order, inside the caller's transaction: the last place has one taker on both databases.
/// </summary>
public sealed class Booking(TongbanDb db, HallClock clock)
{
    /// <summary>Keeps the places of <paramref name="slotIds"/> for ten minutes.</summary>
    /// <remarks>Refusals: <c>appointment.slot-full</c>, <c>appointment.slot-gone</c>, <c>appointment.in-the-past</c>, <c>appointment.not-a-chain</c>.</remarks>
    public async Task<Appointment> HoldAsync(IReadOnlyList<Guid> slotIds, IReadOnlyList<Guid> itemIds, Person person, Actor by, CancellationToken stop = default)
    {
        var now = clock.Now;
        var chain = await ChainAsync(slotIds, now, stop);
        await FreeDeadHoldsAsync(slotIds, now, stop);
        foreach (var slot in chain.OrderBy(slot => slot.Id))
        {
            Refusal.Unless(await TakeAsync(slot.Id, stop), "appointment.slot-full");
        }

        var appointment = new Appointment(db.CentreId, Codes.ForSpeaking(), person, itemIds, chain, byStaff: false, now, by);
        db.Add(appointment);
        await db.SaveChangesAsync(stop);
        return appointment;
    }

    public async Task<Appointment> ConfirmAsync(Guid id, Actor by, CancellationToken stop = default)
    {
        var appointment = await FindAsync(id, stop);
        appointment.Confirm(clock.Now, by);
        await db.SaveChangesAsync(stop);
        return appointment;
    }

    public async Task CancelAsync(Guid id, Actor by, CancellationToken stop = default)
    {
        var appointment = await FindAsync(id, stop);
        appointment.Cancel(clock.Now, by);
        await db.SaveChangesAsync(stop);
        await FreeAsync(appointment, stop);
    }

    /// <summary>Holds that are dead at <paramref name="now"/> give their places back before anybody is told "full".</summary>
    public async Task FreeDeadHoldsAsync(IReadOnlyList<Guid> slotIds, DateTime now, CancellationToken stop)
    {
        var dead = await db.Set<Appointment>()
            .Where(a => a.Status == AppointmentStatus.Held && a.HoldUntilAt <= now && a.Places.Any(place => slotIds.Contains(place.SlotId)))
            .ToListAsync(stop);
        dead.ForEach(appointment => appointment.Expire(now));
        await db.SaveChangesAsync(stop);
        foreach (var appointment in dead)
        {
            await FreeAsync(appointment, stop);
        }
    }

    private async Task<IReadOnlyList<Slot>> ChainAsync(IReadOnlyList<Guid> slotIds, DateTime now, CancellationToken stop)
    {
        var slots = await db.Set<Slot>().AsNoTracking().Where(slot => slotIds.Contains(slot.Id)).OrderBy(slot => slot.StartsAt).ToListAsync(stop);
        Refusal.Unless(slots.Count == slotIds.Count && slots.Count > 0, "appointment.slot-gone");
        Refusal.Unless(slots[0].StartsAt > now, "appointment.in-the-past");
        Refusal.Unless(slots.All(slot => slot.ClosedAt is null), "appointment.slot-closed");
        Refusal.Unless(slots.Zip(slots.Skip(1)).All(Follows), "appointment.not-a-chain");
        return slots;
    }

    private static bool Follows((Slot First, Slot Second) pair) =>
        pair.First.EndsAt == pair.Second.StartsAt && pair.First.SiteId == pair.Second.SiteId && pair.First.GroupId == pair.Second.GroupId;

    // The statement's "where" is the guard; it raises the version, so a loaded slot cannot overwrite it.
    private async Task<bool> TakeAsync(Guid slotId, CancellationToken stop) =>
        await db.Set<Slot>()
            .Where(slot => slot.Id == slotId && slot.ClosedAt == null && slot.Taken < slot.Capacity)
            .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.Taken, slot => slot.Taken + 1).SetProperty(slot => slot.Version, slot => slot.Version + 1), stop) == 1;

    private async Task FreeAsync(Appointment appointment, CancellationToken stop)
    {
        foreach (var place in appointment.Places.OrderBy(place => place.SlotId))
        {
            await db.Set<Slot>()
                .Where(slot => slot.Id == place.SlotId && slot.Taken > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.Taken, slot => slot.Taken - 1).SetProperty(slot => slot.Version, slot => slot.Version + 1), stop);
        }
    }

    private async Task<Appointment> FindAsync(Guid id, CancellationToken stop) =>
        await db.Set<Appointment>().SingleOrDefaultAsync(a => a.Id == id, stop) ?? throw new Refusal("appointment.unknown");
}
