using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;

namespace Tongban.Gate.Guard;

/// <summary>
/// What would open the gate today, as the tablet keeps it against a cut: a code's hash, the signed QR's hash where
/// there is one, the zone, from when until when, and whether it is inside already. No name, no number, no code.
/// </summary>
public sealed record GatePass(string Code, string? Signed, string ZoneZh, string ZoneEn, DateTime? From, DateTime? To, bool Inside);

/// <summary>
/// Lists <see cref="GatePass"/>es of a site. Hashes of what we have issued say the same as a signature, and the tablet
/// needs no key for it.
/// </summary>
public sealed class GatePasses(TongbanDb db, HallClock clock, BookingQr qr)
{
    public async Task<IReadOnlyList<GatePass>> OfSiteAsync(Guid siteId, CancellationToken stop = default)
    {
        var zones = await ZonesAsync(siteId, stop);
        var visits = await db.Set<Visit>().AsNoTracking().Where(v => v.SiteId == siteId && v.On == clock.Today && v.Status == VisitStatus.InHall).ToListAsync(stop);
        var bookings = await db.Set<Appointment>().AsNoTracking()
            .Where(a => a.SiteId == siteId && a.On == clock.Today && (a.Status == AppointmentStatus.Booked || a.Status == AppointmentStatus.CheckedIn)).ToListAsync(stop);
        var inside = await InsideAsync(siteId, stop);
        return
        [
            .. bookings.Select(a => Pass(siteId, a.Code, qr.TextFor(a.Code), zones.GetValueOrDefault(a.GroupId), a, visits.Exists(v => v.AppointmentId == a.Id && inside.Contains(v.Id)))),
            .. visits.SelectMany(v => new[] { v.Number, v.Token }.Select(text => Pass(siteId, text, null, zones.GetValueOrDefault(v.Current?.GroupId ?? Guid.Empty), null, inside.Contains(v.Id)))),
        ];
    }

    /// <summary>The same as <c>gate.js</c> makes of what it scans.</summary>
    public static string Hash(Guid siteId, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{siteId}.{text.ToUpperInvariant()}")))[..32];

    private static GatePass Pass(Guid siteId, string text, string? signed, Zone? zone, Appointment? booking, bool inside) => new(
        Hash(siteId, text),
        signed is null ? null : Hash(siteId, signed),
        $"{zone?.Letter} {zone?.NameZh}".Trim(),
        $"{zone?.Letter} {zone?.NameEn}".Trim(),
        booking is { Status: AppointmentStatus.Booked } ? booking.StartsAt - Appointment.EarliestCheckIn : null,
        booking is { Status: AppointmentStatus.Booked } ? booking.StartsAt + Appointment.LatestCheckIn : null,
        inside);

    private async Task<Dictionary<Guid, Zone>> ZonesAsync(Guid siteId, CancellationToken stop)
    {
        var zones = await db.Set<Zone>().AsNoTracking().Where(z => z.SiteId == siteId).ToDictionaryAsync(z => z.Id, stop);
        var windows = await db.Set<Window>().AsNoTracking().Where(w => w.SiteId == siteId).OrderBy(w => w.Code).ToListAsync(stop);
        return windows.SelectMany(w => w.Groups.Select(served => (served.GroupId, Zone: zones[w.ZoneId]))).GroupBy(served => served.GroupId)
            .ToDictionary(served => served.Key, served => served.First().Zone);
    }

    private Task<HashSet<Guid>> InsideAsync(Guid siteId, CancellationToken stop) => db.Set<Admission>()
        .Where(a => a.SiteId == siteId && a.On == clock.Today && a.VisitId != null && a.Outcome != AdmissionOutcome.Refused && a.UndoneAt == null && a.LeftAt == null)
        .Select(a => a.VisitId!.Value).ToHashSetAsync(stop);
}
