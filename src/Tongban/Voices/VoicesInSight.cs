using Microsoft.EntityFrameworkCore;
using Tongban.People;

namespace Tongban.Voices;

/// <summary>Voices looked up through what one may see: who works for a body those of that body, the centre's people all; nobody those about themselves.</summary>
public sealed class VoicesInSight(TongbanDb db, CurrentStaff staff)
{
    private static readonly List<Role> Handling = [.. Enum.GetValues<Role>().Where(role => Roles.PermissionsOf(role).Contains(Permission.HandleVoices))];

    private static readonly List<Role> Taking = [.. Enum.GetValues<Role>().Where(role => Roles.PermissionsOf(role).Contains(Permission.TakeVoices))];

    /// <summary>Only for their own body.</summary>
    private static readonly List<Role> OfBody = [Role.DepartmentHead, Role.Approver];

    public async Task<IQueryable<Voice>> MineAsync()
    {
        var ((all, bodies), me) = (await ReachAsync(), staff.AccountId);
        return db.Set<Voice>().Where(one => one.AboutStaffId == null || one.AboutStaffId != me).Where(one => all || (one.Status != VoiceStatus.ToRoute && bodies.Contains(one.DepartmentId)));
    }

    /// <summary>Whether one routes what no body has yet: the centre's people.</summary>
    public async Task<bool> MayRouteAsync() => (await ReachAsync()).All;

    /// <summary>Who may be handed one: those who answer for its body or for the centre.</summary>
    public async Task<Dictionary<Guid, string>> HandlersAsync(Voice of)
    {
        var ids = await db.Set<Post>()
            .Where(post => post.EndedAt == null && Handling.Contains(post.Role) && (!OfBody.Contains(post.Role) || post.DepartmentId == of.DepartmentId))
            .Select(post => post.AccountId).Distinct().ToListAsync();
        return await db.Users.Where(user => ids.Contains(user.Id) && user.DisabledAt == null && user.Id != of.HandlerId && user.Id != of.AboutStaffId).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }

    /// <summary>Whether anybody but who answered can call the person: a colleague of the body, or those who take voices for the centre.</summary>
    public async Task<bool> HasOtherCallerAsync(Voice of)
    {
        var ids = db.Set<Post>()
            .Where(post => post.EndedAt == null && (Taking.Contains(post.Role) || (OfBody.Contains(post.Role) && Handling.Contains(post.Role) && post.DepartmentId == of.DepartmentId)))
            .Select(post => post.AccountId);
        return await db.Users.AnyAsync(user => ids.Contains(user.Id) && user.DisabledAt == null && user.Id != of.RepliedById && user.Id != of.AboutStaffId);
    }

    private async Task<(bool All, List<Guid?> Bodies)> ReachAsync()
    {
        var posts = (await staff.PostsAsync()).Where(post => Handling.Contains(post.Role)).ToList();
        return (posts.Any(post => !OfBody.Contains(post.Role)), [.. posts.Where(post => post.DepartmentId is not null).Select(post => post.DepartmentId)]);
    }
}
