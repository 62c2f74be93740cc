using Microsoft.Extensions.Options;
using Tongban.Kernel;

namespace Tongban.Appointments.Allotting;

/// <summary>What a booking keeps at a moment.</summary>
public sealed record Kept(Guid SiteId, DateOnly On, DateTime StartsAt, PlaceKind Kind, bool IsBooked, IReadOnlyList<Guid> SlotIds)
{
    public static Kept Of(Appointment booking) =>
        new(booking.SiteId, booking.On, booking.StartsAt, booking.Kind, booking.Status == AppointmentStatus.Booked, booking.SlotIds);
}

/// <summary>Gives places back: to staff at once, to the public when they have cooled.</summary>
public sealed class GivingBack(CoolingPlaces cooling, Places places)
{
    /// <param name="kept">What was kept.</param>
    /// <param name="cools">Public places of a confirmed booking, or of an offer, cool first.</param>
    /// <param name="stop">Stops it.</param>
    public async Task AllAsync(Kept kept, bool cools, CancellationToken stop)
    {
        if (kept.Kind == PlaceKind.Extra)
        {
            await places.EndOverbookedAsync(kept.SlotIds, stop);
            return;
        }

        await places.ChangeAsync(await FreedAsync(kept, kept.SlotIds, cools, stop), stop);
    }

    /// <summary>The changes to write; what cools is written here.</summary>
    public async Task<IReadOnlyList<PlaceChange>> FreedAsync(Kept kept, IReadOnlyList<Guid> left, bool cools, CancellationToken stop) =>
        left.Count == 0 ? []
        : cools && kept.Kind == PlaceKind.Public ? await cooling.GiveUpAsync(new GivenUp(kept.SiteId, kept.On, kept.StartsAt, left), stop)
        : [.. PlaceChange.Free(left, kept.Kind == PlaceKind.Staff)];
}

/// <summary>Takes a booking's new places and gives its old ones back, in the order that every batch keeps.</summary>
public sealed class Moving(Taking taking, GivingBack givingBack, Places places, IOptions<BookingPolicy> policy)
{
    /// <returns>Which places it was given.</returns>
    /// <remarks>Refusals: <c>appointment.slot-full</c>, <c>appointment.opens-later</c>, <c>appointment.overbooked-enough</c>, <c>appointment.slot-closed</c>.</remarks>
    public async Task<PlaceKind> ExchangeAsync(Kept from, Chain to, PlaceKind usual, IReadOnlyList<PlaceChange> freed, bool byStaff, string? overbook, CancellationToken stop)
    {
        // A slot in both chains keeps its place, if that is of the usual kind.
        var stays = from.Kind == usual ? from.SlotIds.Intersect(to.SlotIds).ToList() : [];
        var (wanted, left) = (to.SlotIds.Except(stays).ToList(), from.SlotIds.Except(stays).ToList());
        var allotment = await taking.LockAsync([.. to.SlotIds, .. from.SlotIds, .. freed.Select(change => change.SlotId)], stop);
        allotment.Change(freed);
        Refusal.Unless(!allotment.IsClosed(wanted), "appointment.slot-closed");
        var given = Choose(allotment, wanted, usual, byStaff, overbook);
        if (given != usual)
        {
            // Of another kind it is so in all of its slots.
            left = [.. left, .. stays];
        }

        if (from.Kind != PlaceKind.Extra)
        {
            allotment.Change(await givingBack.FreedAsync(from, left, cools: true, stop));
        }

        await taking.WriteAsync(allotment, stop);
        await (from.Kind == PlaceKind.Extra ? places.EndOverbookedAsync(from.SlotIds, stop) : Task.CompletedTask);
        return given;

        PlaceKind Choose(Allotment slots, IReadOnlyList<Guid> rest, PlaceKind kind, bool staff, string? reason) =>
            slots.Take(rest, kind == PlaceKind.Staff) ? kind
            : staff && stays.Count == 0 && slots.TakeCooling(rest, orFree: false) ? PlaceKind.Public
            : staff && reason is not null ? slots.Overbook(to.SlotIds, policy.Value.OverbookedPerSlot) ? PlaceKind.Extra : throw new Refusal("appointment.overbooked-enough", policy.Value.OverbookedPerSlot)
            : throw slots.RefusalOf(rest, kind == PlaceKind.Staff);
    }
}
