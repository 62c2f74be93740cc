using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;

namespace Tongban.Ratings.Recording;

/// <summary>The site for which a member of staff records a service: the post's, or the main hall for a post without one.</summary>
public sealed class RecordingSite(TongbanDb db, CurrentStaff staff)
{
    public async Task<Guid> OfAsync(CancellationToken stop = default) =>
        (await staff.PostsAsync()).Select(post => post.SiteId).FirstOrDefault(id => id is not null)
            ?? (await db.Set<Site>().AsNoTracking().ToListAsync(stop)).OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal).Select(site => (Guid?)site.Id).FirstOrDefault()
            ?? throw new Refusal("kiosk.no-site");
}
