using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Partners;

namespace Tongban.Voices.Open311;

/// <summary>Who may send: an app registered with the partners, by the key <c>clientId.secret</c>. Reading needs none.</summary>
public sealed class GeoReportKeys(TongbanDb db, HallClock clock)
{
    public async Task<Guid> FindAsync(string? key, CancellationToken stop = default)
    {
        var parts = (key ?? "").Split('.', 2);
        var client = parts.Length == 2 && Guid.TryParseExact(parts[0], "N", out var id)
            ? await db.Set<PartnerClient>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.Kind == PartnerKind.VoiceApp, stop)
            : null;
        return client?.Knows(PartnerSecrets.Hash(parts[^1]), clock.Now) == true ? client.Id : throw new GeoFault(StatusCodes.Status403Forbidden, "geo.key");
    }

    /// <summary>May be left out: this is the endpoint of one centre. Another's is not answered for.</summary>
    public async Task NeedJurisdictionAsync(string? id, CancellationToken stop = default)
    {
        if (!string.IsNullOrEmpty(id) && !await db.Set<Centre>().AnyAsync(centre => centre.Code.ToLower() == id.ToLower(), stop))
        {
            throw new GeoFault(StatusCodes.Status404NotFound, "geo.no-jurisdiction");
        }
    }
}
