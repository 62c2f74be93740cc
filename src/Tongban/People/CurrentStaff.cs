using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.People;

/// <summary>The member of staff behind this request and what the posts of this centre allow.</summary>
public sealed class CurrentStaff(IHttpContextAccessor http, TongbanDb db)
{
    private List<Post>? posts;

    /// <summary>The account, or null for citizens, devices and strangers.</summary>
    public Guid? AccountId =>
        User?.Identity is { IsAuthenticated: true } && User.FindFirst(Claims.Kind)?.Value == Claims.Staff
            && Guid.TryParse(User.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                ? id
                : null;

    public Actor Actor => Actor.Staff(AccountId ?? throw new InvalidOperationException("Nobody is signed in."));

    public string Name => User?.FindFirst(Claims.FullName)?.Value ?? "";

    private ClaimsPrincipal? User => http.HttpContext?.User;

    public async Task<bool> MayAsync(Permission permission) =>
        (await PostsAsync()).Any(post => Roles.PermissionsOf(post.Role).Contains(permission));

    /// <summary>The posts held now; one query a request.</summary>
    public async Task<IReadOnlyList<Post>> PostsAsync() =>
        posts ??= AccountId is { } account
            ? await db.Set<Post>().Where(post => post.AccountId == account && post.EndedAt == null).ToListAsync()
            : [];
}

/// <summary>Claims of ours in a sign-in cookie.</summary>
public static class Claims
{
    public const string Kind = "tb:kind";
    public const string Staff = "staff";
    public const string Citizen = "citizen";
    public const string Device = "device";
    public const string FullName = "tb:name";
}
