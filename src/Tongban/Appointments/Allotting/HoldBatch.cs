using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Caps;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.Allotting;

/// <summary>
/// Keeps the places of chains for ten minutes, for one person or for hundreds who press at once. Rows are touched in one
/// order (devices, holds that are given up or dead, slots by id), so that no two batches of two nodes wait in a circle.
/// </summary>
public sealed class HoldBatch(
    TongbanDb db, HallClock clock, Wishes wishes, DeadHolds dead, Taking taking, DeviceHolds devices, NewRows rows, IOptions<BookingPolicy> policy) : IBatch<Hold, Held>
{
    /// <remarks>Refusals: <c>appointment.slot-full</c>, <c>appointment.opens-later</c>, <c>appointment.device-holds</c>, <c>request.changed-meanwhile</c>, those of <see cref="WishFacts"/>.</remarks>
    public async Task<IReadOnlyList<Outcome<Held>>> RunAsync(IReadOnlyList<Hold> commands, CancellationToken stop)
    {
        var facts = await wishes.ReadAsync(commands.Select(hold => hold.SlotIds[0]), commands.SelectMany(hold => hold.ItemIds), [], stop);
        var wanted = Wanted.Of(commands, facts, clock.Now);
        var held = await devices.LockAsync(commands, stop);
        var given = await GivenUpAsync(commands, stop);
        var slots = wanted.Where(one => one.Refused is null).SelectMany(one => one.Chain!.SlotIds).Distinct().ToList();
        var freed = await dead.EndAsync(slots, stop);
        var allotment = await taking.LockAsync([.. slots, .. freed.Select(change => change.SlotId), .. given.Values.SelectMany(hold => hold.SlotIds)], stop);
        allotment.Change(freed);
        foreach (var one in wanted.Where(one => one.Refused is null))
        {
            Serve(one, one.Hold.InsteadOf is { } id ? given.GetValueOrDefault(id) : null, allotment, held);
        }

        await SaveAsync([.. wanted.Select(one => one.Made).OfType<Appointment>()], allotment, stop);
        return [.. wanted.Select(one => one.Outcome(facts))];
    }

    private async Task<Dictionary<Guid, Appointment>> GivenUpAsync(IReadOnlyList<Hold> commands, CancellationToken stop)
    {
        var ids = commands.Select(hold => hold.InsteadOf).OfType<Guid>().Distinct().ToList();
        await db.LockAsync<Appointment>(ids, stop);
        return ids.Count == 0 ? [] : await db.Set<Appointment>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, stop);
    }

    private void Serve(Wanted one, Appointment? instead, Allotment allotment, HeldByDevice held)
    {
        var now = clock.Now;
        var mine = instead?.IsOnHold(now) == true ? instead.SlotIds : [];
        if (instead is not null && mine.Count == 0 && now < instead.HoldUntilAt)
        {
            one.Refused = new Refusal("request.changed-meanwhile");
        }
        else if (allotment.IsClosed(one.Chain!.SlotIds))
        {
            one.Refused = new Refusal("appointment.slot-closed");
        }
        else if (!held.HasRoom(one.Hold.Device, mine.Count > 0 ? instead!.DeviceHash : null))
        {
            one.Refused = new Refusal("appointment.device-holds", held.Most);
        }
        else if ((one.Given = Exchange(allotment, mine, one.Hold, one.Chain.SlotIds)) is null)
        {
            one.Refused = one.Hold.Overbook is null ? allotment.RefusalOf(one.Chain.SlotIds, one.Hold.ByStaff) : new Refusal("appointment.overbooked-enough", policy.Value.OverbookedPerSlot);
        }
        else
        {
            if (mine.Count > 0)
            {
                held.GivenUp(instead!.DeviceHash);
                instead!.GiveUp(now, one.Hold.By);
            }

            held.Made(one.Hold.Device);
            one.Made = Make(one, now);
        }
    }

    private Appointment Make(Wanted one, DateTime now)
    {
        var made = new Appointment(db.CentreId, one.Hold.Person, one.Matters!, one.Chain!, one.Hold.ByStaff, now, one.Hold.By, one.Given, one.Hold.Device);
        if (one.Hold.Offer is { } offer)
        {
            made.Offer(offer.UntilAt, offer.FreeAt, now, one.Hold.By);
        }

        if (one.Given == PlaceKind.Extra)
        {
            made.Overbook(one.Hold.Overbook!, now, one.Hold.By);
        }

        return made;
    }

    // The places that are given up are free for whoever gives them up.
    private PlaceKind? Exchange(Allotment allotment, IReadOnlyList<Guid> mine, Hold hold, IReadOnlyList<Guid> wanted)
    {
        allotment.Change(PlaceChange.Free(mine, byStaff: false));
        var usual = hold.ByStaff ? PlaceKind.Staff : PlaceKind.Public;
        var given = hold.Offer is not null ? allotment.TakeCooling(wanted, orFree: true) ? PlaceKind.Public : (PlaceKind?)null : Taking.Choose(allotment, wanted, usual, hold.ByStaff, hold.Overbook, policy.Value);
        if (given is null)
        {
            allotment.Change(PlaceChange.Take(mine, byStaff: false));
        }

        return given;
    }

    private async Task SaveAsync(IReadOnlyList<Appointment> made, Allotment allotment, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        await taking.WriteAsync(allotment, stop);
        await rows.AddWithFactsAsync(made);
        await rows.AddAsync(made.SelectMany(appointment => appointment.Matters));
        await rows.AddAsync(made.SelectMany(appointment => appointment.Places));
    }
}
