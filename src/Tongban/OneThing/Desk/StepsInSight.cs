using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.People;

namespace Tongban.OneThing;

/// <summary>Steps looked up through what one may see: those of one's own bodies. A bank sees its own and nothing else.</summary>
public sealed class StepsInSight(TongbanDb db, CurrentStaff staff)
{
    public async Task<IQueryable<Case>> OfMyBodiesAsync()
    {
        var posts = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.HandleSteps)).ToList();
        var all = posts.Exists(post => post.DepartmentId is null);
        var bodies = posts.Select(post => post.DepartmentId).ToList();
        return db.Set<Case>().Where(c => c.BundleId != null && (all || bodies.Contains(c.DepartmentId)));
    }
}
