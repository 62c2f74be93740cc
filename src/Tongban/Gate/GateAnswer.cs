using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;

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

/// <summary>What the gate shows about one answer: whom it is about, masked, where to go and how many are ahead.</summary>
public sealed record GateAnswer(Admission Admission, Zone? Zone, Visit? Visit, Appointment? Booking, int? Ahead)
{
    public string? MaskedName => Booking is null ? null : Masking.Name(Booking.PersonName);

    public static async Task<GateAnswer?> LoadAsync(TongbanDb db, Guid siteId, Guid admissionId)
    {
        var admission = await db.Set<Admission>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == admissionId && a.SiteId == siteId);
        if (admission is null)
        {
            return null;
        }

        var visit = await db.Set<Visit>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == admission.VisitId);
        return new GateAnswer(
            admission,
            await db.Set<Zone>().AsNoTracking().SingleOrDefaultAsync(z => z.Id == admission.ZoneId),
            visit,
            await db.Set<Appointment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == admission.AppointmentId),
            visit is null ? null : await AheadAsync(db, visit));
    }

    private static async Task<int?> AheadAsync(TongbanDb db, Visit visit)
    {
        var leg = visit.Legs.OrderBy(l => l.Seq).FirstOrDefault(l => l.Status == LegStatus.Waiting);
        return leg is null ? null : await db.Set<Leg>().CountAsync(l =>
            l.SiteId == visit.SiteId && l.On == visit.On && l.GroupId == leg.GroupId && l.Status == LegStatus.Waiting && l.WaitingSinceAt < leg.WaitingSinceAt);
    }
}
