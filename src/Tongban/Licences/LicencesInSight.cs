using Tongban.People;

namespace Tongban.Licences;

/// <summary>Licences looked up through what one may see: those of one's own department.</summary>
public sealed class LicencesInSight(TongbanDb db, CurrentStaff staff)
{
    public async Task<IQueryable<Licence>> OfMyDepartmentsAsync()
    {
        var posts = await PostsAsync(Permission.DecideCases);
        var all = posts.Any(post => post.DepartmentId is null);
        var departments = posts.Select(post => post.DepartmentId).ToList();
        return db.Set<Licence>().Where(licence => all || departments.Contains(licence.DepartmentId));
    }

    /// <summary>Whether a leader of the issuing department stands behind the request.</summary>
    public async Task<bool> LeadsAsync(Licence of) =>
        (await PostsAsync(Permission.LeadCases)).Any(post => post.DepartmentId is null || post.DepartmentId == of.DepartmentId);

    private async Task<IReadOnlyList<Post>> PostsAsync(Permission permission) =>
        [.. (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(permission))];
}
