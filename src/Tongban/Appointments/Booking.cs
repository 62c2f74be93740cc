using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Allotting;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Appointments;

/// <summary>
/// Holding, confirming, cancelling, moving and releasing bookings, inside the caller's transaction. Every act
/// touches rows in one order (bookings, allowances, places by id), so that no two of them wait in a circle.
/// </summary>
public sealed class Booking(TongbanDb db, HallClock clock, HoldBatch holds, Wishes wishes, DeadHolds dead, Moving moving, GivingBack givingBack, PersonLimits limits)
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

    /// <summary>
    /// Staff book a staff place, or one that cools, for somebody at the desk or on the phone; it counts for that person's
    /// day. With a reason it may go on top of a full slot.
    /// </summary>
    /// <remarks>Refusals: <c>appointment.overbooked-enough</c>, <c>appointment.reason-missing</c>, those of a hold.</remarks>
    public async Task<Appointment> BookAtDeskAsync(Guid firstSlotId, IReadOnlyList<Guid> itemIds, Person person, Actor by, CancellationToken stop = default, string? overbook = null)
    {
        var appointment = await HoldAsync(new Hold([firstSlotId], itemIds, person, by, ByStaff: true, Overbook: overbook), stop);
        return await ConfirmAsync(appointment.Id, by, stop);
    }

    public async Task<Appointment> ConfirmAsync(Guid id, Actor by, CancellationToken stop = default)
    {
        var appointment = await FindAsync(id, stop);
        appointment.Confirm(clock.Now, by);
        await wishes.MustStillBeOpenAsync(appointment, stop);
        if (!appointment.IsByDesk)
        {
            await limits.MustNotBePausedAsync(appointment.IdHash, appointment.PhoneHash, stop);
        }

        await db.SaveChangesAsync(stop);
        await limits.TakeAsync(appointment, stop);
        return appointment;
    }

    public async Task CancelAsync(Guid id, Actor by, CancellationToken stop = default)
    {
        var appointment = await FindAsync(id, stop);
        var before = Kept.Of(appointment);
        appointment.Cancel(clock.Now, by);
        await GiveBackAsync(appointment, before, stop);
    }

    /// <summary>The person it names stands at the desk with a document and did not make it.</summary>
    public async Task ReleaseAsync(Guid id, string reason, Actor by, CancellationToken stop = default)
    {
        var appointment = await FindAsync(id, stop);
        var before = Kept.Of(appointment);
        appointment.Release(reason, clock.Now, by);
        await GiveBackAsync(appointment, before, stop);
    }

    /// <summary>The new places first, then the old ones are given up: both or neither. Staff may put it on top of a full slot for a reason.</summary>
    public async Task<Appointment> MoveAsync(Guid id, Guid firstSlotId, Actor by, CancellationToken stop = default, string? overbook = null)
    {
        await db.LockAsync<Appointment>([id], stop);
        var appointment = await FindAsync(id, stop);
        var byStaff = by.Kind == Actor.OfStaff;
        if (!byStaff)
        {
            await limits.MustNotBePausedAsync(appointment.IdHash, appointment.PhoneHash, stop);
        }

        var matters = appointment.Matters.OrderBy(m => m.Seq).Select(m => new Matter(m.ItemId, m.GroupId, m.Minutes)).ToList();
        var facts = await wishes.ReadAsync([firstSlotId], [], matters.Select(matter => matter.GroupId), stop);
        var to = facts.Chain([firstSlotId], matters, clock.Now);
        Refusal.Unless(to.Slots[0].SiteId == appointment.SiteId, "appointment.slot-gone");
        var from = Kept.Of(appointment);
        var usual = appointment.Kind == PlaceKind.Staff ? PlaceKind.Staff : PlaceKind.Public;
        appointment.Move(to, usual, clock.Now, by);
        var freed = await dead.EndAsync(to.SlotIds, stop);
        await limits.MoveAsync(appointment, from.On, stop);
        if (await moving.ExchangeAsync(from, to, usual, freed, byStaff, overbook, stop) is var kind && kind != usual)
        {
            appointment.Place(kind, overbook, clock.Now, by);
            await db.SaveChangesAsync(stop);
        }

        return appointment;
    }

    /// <summary>Whoever has the page's address may see it; nobody else learns that it exists.</summary>
    public Task<Appointment?> ByTokenAsync(string token, CancellationToken stop = default) =>
        db.Set<Appointment>().At(token).SingleOrDefaultAsync(stop);

    // A batch of one: the rules are the same for one as for hundreds.
    private async Task<Appointment> HoldAsync(Hold hold, CancellationToken stop) =>
        await FindAsync((await holds.RunAsync([hold], stop))[0].OrRefuse().Id, stop);

    private async Task GiveBackAsync(Appointment appointment, Kept before, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        if (before.IsBooked)
        {
            await limits.GiveBackAsync(appointment, stop);
        }

        await givingBack.AllAsync(before, before.IsBooked || appointment.IsOffer, stop);
    }

    private async Task<Appointment> FindAsync(Guid id, CancellationToken stop) =>
        await db.Set<Appointment>().SingleOrDefaultAsync(a => a.Id == id, stop) ?? throw new Refusal("appointment.unknown");
}
