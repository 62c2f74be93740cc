using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Appointments.Allotting;

/// <summary>
/// Holds that ran out. Each is ended by one guarded statement, so that of all who notice it exactly one gives its
/// places back; whoever waited for that statement sees them free. Those of an offer that nobody took cool until the
/// instant that the offer said, so that the next in line comes before the public.
/// </summary>
public sealed class DeadHolds(TongbanDb db, HallClock clock, CoolingPlaces cooling)
{
    /// <summary>Ends the dead holds that touch these slots and answers the places to give back.</summary>
    public Task<IReadOnlyList<PlaceChange>> EndAsync(IReadOnlyList<Guid> slotIds, CancellationToken stop)
    {
        var now = clock.Now;
        return EndAsync(Dead(now).Where(a => a.Places.Any(place => slotIds.Contains(place.SlotId))), now, stop);
    }

    /// <summary>Ends up to <paramref name="most"/> dead holds, whatever they touch.</summary>
    public Task<IReadOnlyList<PlaceChange>> EndSomeAsync(int most, CancellationToken stop)
    {
        var now = clock.Now;
        return EndAsync(Dead(now).OrderBy(a => a.HoldUntilAt).Take(most), now, stop);
    }

    private IQueryable<Appointment> Dead(DateTime now) =>
        db.Set<Appointment>().AsNoTracking().Where(a => a.Status == AppointmentStatus.Held && a.HoldUntilAt <= now);

    private async Task<IReadOnlyList<PlaceChange>> EndAsync(IQueryable<Appointment> dead, DateTime now, CancellationToken stop)
    {
        var freed = new List<PlaceChange>();
        foreach (var appointment in (await dead.ToListAsync(stop)).OrderBy(a => a.Id))
        {
            if (await EndOneAsync(appointment, now, stop) == 1)
            {
                db.Facts.Add(Fact.Of(db.CentreId, nameof(Appointment), appointment.Id, appointment.Version + 1, "appointment.expired", now, Actor.System.ToString()));
                freed.AddRange(appointment.FreeAt <= now ? PlaceChange.Free(appointment.SlotIds, appointment.IsStaffPlace) : await CoolAsync(appointment, stop));
            }
        }

        await db.SaveChangesAsync(stop);
        return freed;
    }

    private async Task<IEnumerable<PlaceChange>> CoolAsync(Appointment offer, CancellationToken stop)
    {
        await cooling.CoolAsync(offer.SlotIds, offer.FreeAt, stop);
        return [];
    }

    // The same as Appointment.Expire, which the tests drive against it.
    private Task<int> EndOneAsync(Appointment dead, DateTime now, CancellationToken stop) => db.Set<Appointment>()
        .Where(a => a.Id == dead.Id && a.Version == dead.Version && a.Status == AppointmentStatus.Held && a.HoldUntilAt <= now)
        .ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Status, AppointmentStatus.Expired)
            .SetProperty(a => a.PersonName, "")
            .SetProperty(a => a.PhoneCipher, (string?)null)
            .SetProperty(a => a.PhoneHash, (string?)null)
            .SetProperty(a => a.IdCipher, (string?)null)
            .SetProperty(a => a.IdHash, (string?)null)
            .SetProperty(a => a.AccountId, (Guid?)null)
            .SetProperty(a => a.DeviceHash, (string?)null)
            .SetProperty(a => a.Version, a => a.Version + 1), stop);
}
