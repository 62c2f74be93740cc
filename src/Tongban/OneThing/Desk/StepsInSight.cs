using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.OneThing;

/// <summary>Steps looked up through what one may see: those of one's own bodies. A bank sees its own and nothing else.</summary>
public sealed class StepsInSight(TongbanDb db, CurrentStaff staff, HallClock clock)
{
    private static readonly TimeSpan InFullFor = TimeSpan.FromMinutes(10);

    public async Task<IQueryable<Case>> OfMyBodiesAsync()
    {
        var posts = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.HandleSteps)).ToList();
        var all = posts.Exists(post => post.DepartmentId is null);
        var bodies = posts.Select(post => post.DepartmentId).ToList();
        return db.Set<Case>().Where(c => c.BundleId != null && (all || bodies.Contains(c.DepartmentId)));
    }

    /// <summary>The steps of one body, for its own system.</summary>
    public IQueryable<Case> OfBody(Guid departmentId) => db.Set<Case>().Where(c => c.BundleId != null && c.DepartmentId == departmentId);

    /// <summary>Whoever has given a reason reads names and numbers in full for a while.</summary>
    public Task<bool> InFullAsync(Guid caseId, Actor who, CancellationToken stop = default) => db.HasSeenAsync(caseId, "case.unmasked", who, clock.Now - InFullFor, stop);
}
