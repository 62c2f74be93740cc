using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;

namespace Tongban.Queue.HelpDesk;

/// <summary>At which site somebody helps: the post's, or the main hall for a post without one.</summary>
public sealed class HelpDeskPlace(TongbanDb db, CurrentStaff staff)
{
    public async Task<Site> SiteAsync(CancellationToken stop)
    {
        var id = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.HelpWithBookings))
            .Select(post => post.SiteId).FirstOrDefault(site => site is not null);
        var sites = await db.Set<Site>().AsNoTracking().Where(site => id == null || site.Id == id).ToListAsync(stop);
        return sites.OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal).FirstOrDefault() ?? throw new Refusal("kiosk.no-site");
    }
}
