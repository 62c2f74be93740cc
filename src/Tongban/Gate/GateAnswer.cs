using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Forecast;

namespace Tongban.Gate;

/// <summary>How many are inside each zone, and the latest answers.</summary>
public sealed record GateNow(IReadOnlyList<Zone> Zones, IReadOnlyList<Admission> Latest)
{
    public int Inside => Zones.Sum(zone => zone.Inside);

    public int Capacity => Zones.Sum(zone => zone.Capacity);

    public Zone? ZoneOf(Admission admission) => Zones.FirstOrDefault(zone => zone.Id == admission.ZoneId);

    /// <summary>Nine tenths of the capacity or more.</summary>
    public static bool IsNearlyFull(Zone zone) => zone.Inside * 10 >= zone.Capacity * 9;
}

/// <summary>What the gate shows about one answer: whom it is about, masked, where to go, and the place in line that the ticket tells too.</summary>
public sealed record GateAnswer(Admission Admission, Zone? Zone, Visit? Visit, Appointment? Booking, int? Ahead, WaitRange? Wait)
{
    public string? MaskedName => Booking is null ? null : Masking.Name(Booking.PersonName);
}

/// <summary>Reads a <see cref="GateAnswer"/>.</summary>
public sealed class GateAnswers(TongbanDb db, SiteQueues queues)
{
    public async Task<GateAnswer?> FindAsync(Guid siteId, Guid admissionId)
    {
        var admission = await db.Set<Admission>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == admissionId && a.SiteId == siteId);
        if (admission is null)
        {
            return null;
        }

        var visit = await db.Set<Visit>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == admission.VisitId);
        var zone = await db.Set<Zone>().AsNoTracking().SingleOrDefaultAsync(z => z.Id == admission.ZoneId);
        var booking = await db.Set<Appointment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == admission.AppointmentId);
        var leg = visit?.Current is { Status: LegStatus.Waiting } waiting ? waiting.Id : (Guid?)null;
        var now = leg is null ? null : await queues.OfAsync(siteId);
        return new GateAnswer(admission, zone, visit, booking, leg is { } place ? now!.Ahead(place) : null, leg is { } wait ? now!.WaitOf(wait) : null);
    }
}
