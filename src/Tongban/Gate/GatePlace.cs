using Microsoft.EntityFrameworkCore;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;

namespace Tongban.Gate;

/// <summary>At which site's gate this request stands: the tablet's, else the guard's post, else the main hall's.</summary>
public sealed class GatePlace(TongbanDb db, CurrentDevice device, CurrentStaff staff)
{
    private Site? site;

    public async Task<Site> SiteAsync(CancellationToken stop = default)
    {
        var id = device.SiteId ?? (await staff.PostsAsync()).Select(post => post.SiteId).FirstOrDefault(posted => posted is not null);
        var sites = await db.Set<Site>().AsNoTracking().Where(s => id == null || s.Id == id).ToListAsync(stop);
        return site ??= sites.OrderBy(s => s.Kind).ThenBy(s => s.Code, StringComparer.Ordinal).FirstOrDefault() ?? throw new Refusal("gate.no-site");
    }
}
