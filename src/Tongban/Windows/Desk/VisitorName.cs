using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Data;

namespace Tongban.Windows.Desk;

/// <summary>The name of whom a window holds, as its clerk may read it.</summary>
public sealed class VisitorName(TongbanDb db, HallClock clock, CurrentStaff staff)
{
    /// <summary>Masked, unless this clerk has just said why the whole name is needed; null for a walk-in.</summary>
    public async Task<string?> OfAsync(Visit visit, CancellationToken stop)
    {
        if (visit.AppointmentId is not { } booking)
        {
            return null;
        }

        var name = await db.Set<Appointment>().Where(a => a.Id == booking).Select(a => a.PersonName).SingleAsync(stop);
        return name is null || await MayReadAsync(visit, stop) ? name : Masking.Name(name);
    }

    // Whoever has given a reason reads the name for a moment; it is masked again by itself.
    private Task<bool> MayReadAsync(Visit visit, CancellationToken stop) => db.HasSeenAsync(visit.Id, Visit.NameSeen, staff.Actor, clock.Now - DeskVisitor.NameFor, stop);
}
