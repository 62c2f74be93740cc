using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Allotting;
using Tongban.Appointments.Releasing;
using Tongban.Kernel;

namespace Tongban.Appointments;

/// <summary>
/// Holding, confirming, cancelling, moving and releasing bookings, inside the caller's transaction. Every act
/// touches rows in one order (bookings, allowances, places by id), so that no two of them wait in a circle.
/// </summary>
public sealed class Booking(TongbanDb db, HallClock clock, HoldBatch holds, Wishes wishes, DeadHolds dead, Places places, Releases releases, PersonLimits limits)
{
    /// <summary>
    /// Keeps the places of the chain that begins with the first of <paramref name="slotIds"/> for ten minutes, and gives
    /// up the hold that it takes the place of.
    /// </summary>
    /// <remarks>
    /// Refusals: <c>appointment.slot-full</c>, <c>appointment.slot-gone</c>, <c>appointment.slot-closed</c>,
    /// <c>appointment.in-the-past</c>, <c>appointment.not-a-chain</c>, those of <see cref="WishFacts"/>.
    /// </remarks>
    public Task<Appointment> HoldAsync(
        IReadOnlyList<Guid> slotIds, IReadOnlyList<Guid> itemIds, Person person, Actor by, CancellationToken stop = default, Appointment? insteadOf = null) =>
        HoldAsync(new Hold(slotIds, itemIds, person, by, InsteadOf: insteadOf?.Id), stop);

    /// <summary>Staff book a staff place for somebody at the desk or on the phone; it counts for that person's day.</summary>
    public async Task<Appointment> BookAtDeskAsync(Guid firstSlotId, IReadOnlyList<Guid> itemIds, Person person, Actor by, CancellationToken stop = default)
    {
        var appointment = await HoldAsync(new Hold([firstSlotId], itemIds, person, by, ByStaff: true), stop);
        return await ConfirmAsync(appointment.Id, by, stop);
    }

    public async Task<Appointment> ConfirmAsync(Guid id, Actor by, CancellationToken stop = default)
    {
        var appointment = await FindAsync(id, stop);
        appointment.Confirm(clock.Now, by);
        await wishes.MustStillBeOpenAsync(appointment, stop);
        if (!appointment.IsStaffPlace)
        {
            await limits.MustNotBePausedAsync(appointment, stop);
        }

        await db.SaveChangesAsync(stop);
        await limits.TakeAsync(appointment, stop);
        return appointment;
    }

    public async Task CancelAsync(Guid id, Actor by, CancellationToken stop = default)
    {
        var appointment = await FindAsync(id, stop);
        var wasBooked = appointment.Status == AppointmentStatus.Booked;
        appointment.Cancel(clock.Now, by);
        await GiveBackAsync(appointment, wasBooked, stop);
    }

    /// <summary>The person it names stands at the desk with a document and did not make it.</summary>
    public async Task ReleaseAsync(Guid id, string reason, Actor by, CancellationToken stop = default)
    {
        var appointment = await FindAsync(id, stop);
        var wasBooked = appointment.Status == AppointmentStatus.Booked;
        appointment.Release(reason, clock.Now, by);
        await GiveBackAsync(appointment, wasBooked, stop);
    }

    /// <summary>The new places first, then the old ones are free: both or neither.</summary>
    public async Task<Appointment> MoveAsync(Guid id, Guid firstSlotId, Actor by, CancellationToken stop = default)
    {
        var appointment = await FindAsync(id, stop);
        var matters = appointment.Matters.OrderBy(m => m.Seq).Select(m => new Matter(m.ItemId, m.GroupId, m.Minutes)).ToList();
        var facts = await wishes.ReadAsync([firstSlotId], [], matters.Select(matter => matter.GroupId), stop);
        var to = facts.Chain([firstSlotId], matters, clock.Now);
        Refusal.Unless(to.Slots[0].SiteId == appointment.SiteId, "appointment.slot-gone");
        var (from, fromOn) = (appointment.SlotIds, appointment.On);
        appointment.Move(to, clock.Now, by);
        await db.SaveChangesAsync(stop);
        var freed = await dead.EndAsync(to.SlotIds, stop);
        await limits.MoveAsync(appointment, fromOn, stop);
        var staff = appointment.IsStaffPlace;
        await ChangeAsync(to, [.. freed, .. PlaceChange.Take(to.SlotIds, staff), .. PlaceChange.Free(from, staff)], stop);
        return appointment;
    }

    /// <summary>Whoever has the page's address may see it; nobody else learns that it exists.</summary>
    public Task<Appointment?> ByTokenAsync(string token, CancellationToken stop = default) =>
        db.Set<Appointment>().SingleOrDefaultAsync(a => a.Token == token, stop);

    // A place that is not open yet cannot be moved to either; which of the two it is, is said.
    private async Task ChangeAsync(Chain to, IReadOnlyList<PlaceChange> changes, CancellationToken stop)
    {
        var (plan, now) = (await releases.OfAsync([to.Slots[0].SiteId], stop), clock.Now);
        try
        {
            await places.ChangeAsync(changes, stop, slot => to.Slots.FirstOrDefault(one => one.Id == slot) is { } one ? plan.OpenAt(one, now) : int.MaxValue);
        }
        catch (Refusal full) when (full.Code == "appointment.slot-full" && !plan.IsEmpty && changes.Any(change => change is { By: > 0, ByStaff: false }))
        {
            throw plan.RefusalOf(to.Slots, slot => slot.Taken - changes.Count(change => change is { By: < 0, ByStaff: false } && change.SlotId == slot.Id), now);
        }
    }

    // A batch of one: the rules are the same for one as for hundreds.
    private async Task<Appointment> HoldAsync(Hold hold, CancellationToken stop) =>
        await FindAsync((await holds.RunAsync([hold], stop))[0].OrRefuse().Id, stop);

    private async Task GiveBackAsync(Appointment appointment, bool wasBooked, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        if (wasBooked)
        {
            await limits.GiveBackAsync(appointment, stop);
        }

        await places.ChangeAsync(PlaceChange.Free(appointment.SlotIds, appointment.IsStaffPlace), stop);
    }

    private async Task<Appointment> FindAsync(Guid id, CancellationToken stop) =>
        await db.Set<Appointment>().SingleOrDefaultAsync(a => a.Id == id, stop) ?? throw new Refusal("appointment.unknown");
}
