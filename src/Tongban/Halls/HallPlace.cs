using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;

namespace Tongban.Halls;

/// <summary>Which hall a manager runs: the site of the post, or any for a post without one.</summary>
public sealed class HallPlace(TongbanDb db, CurrentStaff staff)
{
    /// <summary>The sites that this manager may run.</summary>
    public async Task<IReadOnlyList<Site>> SitesAsync(CancellationToken stop = default)
    {
        var posted = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.ManageHall)).Select(post => post.SiteId).ToList();
        var sites = (await db.Set<Site>().AsNoTracking().ToListAsync(stop)).OrderBy(s => s.Kind).ThenBy(s => s.Code, StringComparer.Ordinal);
        return [.. sites.Where(site => posted.Contains(null) || posted.Contains(site.Id))];
    }

    /// <summary>The one that was asked for, if it may be run; the first otherwise.</summary>
    public async Task<Site> SiteAsync(string? code, CancellationToken stop = default)
    {
        var sites = await SitesAsync(stop);
        return sites.FirstOrDefault(site => site.Code == code) ?? sites.FirstOrDefault() ?? throw new Refusal("hall.no-site");
    }
}
