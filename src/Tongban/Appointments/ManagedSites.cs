using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.People;

namespace Tongban.Appointments;

/// <summary>The sites that the posts of this member of staff let them run; a post without a site runs any.</summary>
public sealed class ManagedSites(TongbanDb db, CurrentStaff staff)
{
    public async Task<IReadOnlyList<Site>> OfAsync(Permission permission, CancellationToken stop)
    {
        var posted = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(permission)).Select(post => post.SiteId).ToList();
        return [.. (await db.Set<Site>().AsNoTracking().ToListAsync(stop)).Where(site => posted.Contains(null) || posted.Contains(site.Id)).OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal)];
    }
}
