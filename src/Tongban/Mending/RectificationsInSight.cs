using Microsoft.EntityFrameworkCore;
using Tongban.People;

namespace Tongban.Mending;

/// <summary>
/// Rectifications looked up through what one may see: a head of department those of their body, the centre's managers
/// all; nobody those of a rating of themselves.
/// </summary>
public sealed class RectificationsInSight(TongbanDb db, CurrentStaff staff)
{
    public async Task<IQueryable<Rectification>> MineAsync()
    {
        var (bodys, me) = (await BodysAsync(), staff.AccountId);
        return bodys.Where(one => one.RatedStaffId == null || one.RatedStaffId != me);
    }

    /// <summary>All of one's body, those of oneself too: for sums, which are the same for whoever reads them.</summary>
    public async Task<IQueryable<Rectification>> BodysAsync()
    {
        var posts = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.MendRatings))
            .Select(post => post.Role == Role.DepartmentHead ? post.DepartmentId : null).ToList();
        var all = posts.Any(department => department is null);
        return db.Set<Rectification>().Where(one => all || posts.Contains(one.DepartmentId));
    }

    /// <summary>Those about a rating of oneself of which one was told.</summary>
    public IQueryable<Rectification> AboutMe()
    {
        var me = staff.AccountId;
        return db.Set<Rectification>().Where(one => one.RatedStaffId == me && one.RatedToldOn != null);
    }

    /// <summary>Who may be handed one: those who mend for its body or for the centre, but for the rated and whoever has it.</summary>
    public async Task<Dictionary<Guid, string>> HandlersAsync(Rectification of)
    {
        var roles = Enum.GetValues<Role>().Where(role => Roles.PermissionsOf(role).Contains(Permission.MendRatings)).ToList();
        var ids = await db.Set<Post>()
            .Where(post => post.EndedAt == null && roles.Contains(post.Role) && (post.Role != Role.DepartmentHead || post.DepartmentId == of.DepartmentId))
            .Select(post => post.AccountId).Distinct().ToListAsync();
        return await db.Users
            .Where(user => ids.Contains(user.Id) && user.DisabledAt == null && user.Id != of.HandlerId && user.Id != of.RatedStaffId)
            .ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
