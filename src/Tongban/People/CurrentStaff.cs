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

    /// <summary>Signed in with a password that somebody else knows: only the page that changes it opens.</summary>
    public bool MustChangePassword => AccountId is not null && User!.HasClaim(Claims.MustChangePassword, "1");

    private ClaimsPrincipal? User => http.HttpContext?.User;

    public async Task<bool> MayAsync(Permission permission) =>
        !MustChangePassword && (await PostsAsync()).Any(post => Roles.PermissionsOf(post.Role).Contains(permission));

    /// <summary>The posts held now; one query a request, so that whoever is disabled loses them at once.</summary>
    public async Task<IReadOnlyList<Post>> PostsAsync() =>
        posts ??= AccountId is { } account
            ? await db.Set<Post>()
                .Where(post => post.AccountId == account && post.EndedAt == null && db.Users.Any(user => user.Id == account && user.DisabledAt == null))
                .ToListAsync()
            : [];
}

/// <summary>Claims of ours in a sign-in cookie.</summary>
public static class Claims
{
    public const string Kind = "tb:kind";
    public const string Staff = "staff";
    public const string Citizen = "citizen";
    public const string Device = "device";
    public const string Partner = "partner";
    public const string FullName = "tb:name";
    public const string MustChangePassword = "tb:must-change-password";
}
