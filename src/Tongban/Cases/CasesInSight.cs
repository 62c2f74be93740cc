using Microsoft.EntityFrameworkCore;
using Tongban.People;

namespace Tongban.Cases;

/// <summary>
/// Cases looked up through what one may see: windows see those of their site, departments their own. What is not in
/// sight does not exist for them.
/// </summary>
public sealed class CasesInSight(TongbanDb db, CurrentStaff staff)
{
    public async Task<IQueryable<Case>> OfMySitesAsync()
    {
        var posts = await PostsAsync(Permission.AcceptCases);
        var everywhere = posts.Any(post => post.SiteId is null);
        var sites = posts.Select(post => post.SiteId).ToList();
        // A step of a one-thing is checked by its body, not by the window.
        return db.Set<Case>().Where(c => c.BundleId == null && (everywhere || sites.Contains(c.SiteId)));
    }

    public async Task<IQueryable<Case>> OfMyDepartmentsAsync()
    {
        var posts = await PostsAsync(Permission.DecideCases);
        var all = posts.Any(post => post.DepartmentId is null);
        var departments = posts.Select(post => post.DepartmentId).ToList();
        return db.Set<Case>().Where(c => all || departments.Contains(c.DepartmentId));
    }

    /// <summary>What a supervisor watches: a head of department their own, the centre's managers all.</summary>
    public async Task<IQueryable<Case>> WatchedAsync()
    {
        var posts = (await PostsAsync(Permission.WatchCases)).Select(post => post.Role == Role.DepartmentHead ? post.DepartmentId : null).ToList();
        var all = posts.Any(department => department is null);
        return db.Set<Case>().Where(c => all || posts.Contains(c.DepartmentId));
    }

    /// <summary>Tells of a department whether this person works on its cases.</summary>
    public async Task<Func<Guid, bool>> MayDecideAsync()
    {
        var posts = await PostsAsync(Permission.DecideCases);
        return department => posts.Any(post => post.DepartmentId is null || post.DepartmentId == department);
    }

    /// <summary>Whether a leader of this case's department stands behind the request.</summary>
    public async Task<bool> LeadsAsync(Case of) =>
        (await PostsAsync(Permission.LeadCases)).Any(post => post.DepartmentId is null || post.DepartmentId == of.DepartmentId);

    /// <summary>The site at which new cases are received: that of the post.</summary>
    public async Task<Guid?> MySiteAsync() => (await PostsAsync(Permission.AcceptCases)).Select(post => post.SiteId).FirstOrDefault(site => site is not null);

    private async Task<IReadOnlyList<Post>> PostsAsync(Permission permission) =>
        [.. (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(permission))];
}
