using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Planning;
using Tongban.Halls;

namespace Tongban.Appointments.Closing;

/// <summary>Whether the hall keeps its side of a booking: whoever could not come because it was closed has missed nothing.</summary>
public sealed class HallThere(TongbanDb db, SlotHoursReader hours)
{
    /// <summary>Whether the hours hold every slot of it.</summary>
    public async Task<bool> HoldsAsync(Appointment booking, CancellationToken stop)
    {
        var (open, ids) = (await hours.NowAsync(booking.SiteId, stop), booking.SlotIds);
        return (await db.Set<Slot>().AsNoTracking().Where(slot => ids.Contains(slot.Id)).ToListAsync(stop)).TrueForAll(open.Hold);
    }

    /// <summary>Whether somebody could have come: the hours held it, and its day was not ended while there was still time to check in.</summary>
    public async Task<bool> WasThereAsync(Appointment booking, CancellationToken stop)
    {
        var last = booking.StartsAt + Appointment.LatestCheckIn;
        var until = last < booking.EndsAt ? last : booking.EndsAt;
        return !await db.Set<HallDay>().AnyAsync(day => day.SiteId == booking.SiteId && day.On == booking.On && day.ClosedAt < until, stop)
            && await HoldsAsync(booking, stop);
    }
}
