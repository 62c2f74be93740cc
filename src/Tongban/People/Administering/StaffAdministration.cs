using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.People.Administering;

/// <summary>Accounts of staff and their posts: create, disable, reset, give and end. Somebody always stays administrator.</summary>
public sealed class StaffAdministration(TongbanDb db, UserManager<StaffAccount> users, AccountJournal journal, HallClock clock)
{
    public const int MaxName = 40;

    /// <summary>Makes an account with a one-time password, which is answered here and kept nowhere.</summary>
    /// <remarks>Refusals: <c>staff.name-taken</c>, <c>staff.name-unusable</c>.</remarks>
    public async Task<(StaffAccount Account, string Password)> CreateAsync(string name, string fullName, Actor by)
    {
        var password = OneTimePassword.New();
        var account = new StaffAccount { UserName = name.Trim(), FullName = fullName.Trim(), MustChangePassword = true };
        journal.Note(account, "staff.created", by);
        Passwords.Accept(await users.CreateAsync(account, password));
        return (account, password);
    }

    /// <summary>A forgotten password: a new one-time password, and every session of the account ends.</summary>
    public async Task<string> ResetAsync(Guid id, Actor by)
    {
        var account = await FindAsync(id);
        var password = OneTimePassword.New();
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        (account.MustChangePassword, account.LockoutEnd, account.AccessFailedCount) = (true, null, 0);
        journal.Note(account, "staff.password-reset", by);
        Passwords.Accept(await users.UpdateSecurityStampAsync(account));
        return password;
    }

    public async Task DisableAsync(Guid id, Actor by)
    {
        var account = await FindAsync(id);
        Refusal.Unless(account.DisabledAt is null, "staff.already-disabled");
        Refusal.Unless(by.Id != id, "staff.not-yourself");
        Refusal.Unless(await AnotherAdministratorAsync(id, except: null), "staff.last-administrator");
        account.DisabledAt = clock.Now;
        journal.Note(account, "staff.disabled", by);
        Passwords.Accept(await users.UpdateSecurityStampAsync(account));
    }

    public async Task EnableAsync(Guid id, Actor by)
    {
        var account = await FindAsync(id);
        Refusal.Unless(account.DisabledAt is not null, "staff.not-disabled");
        account.DisabledAt = null;
        journal.Note(account, "staff.enabled", by);
        Passwords.Accept(await users.UpdateAsync(account));
    }

    /// <summary>Posts somebody: the role says what, department, site and window say where.</summary>
    public async Task<Post> GiveAsync(Guid accountId, NewPost place, Actor by)
    {
        var account = await FindAsync(accountId);
        Refusal.Unless(account.DisabledAt is null, "staff.already-disabled");
        Refusal.Unless(!await HasAsync(accountId, place), "post.held-already");
        var post = new Post(db.CentreId, accountId, place.Role, place.DepartmentId, place.SiteId, place.WindowId, clock.Now, by);
        db.Add(post);
        await db.SaveChangesAsync();
        return post;
    }

    public async Task EndAsync(Guid accountId, Guid postId, Actor by)
    {
        var post = await db.Set<Post>().SingleOrDefaultAsync(p => p.Id == postId && p.AccountId == accountId) ?? throw new Refusal("post.unknown");
        Refusal.Unless(post.Role != Role.Administrator || await AnotherAdministratorAsync(accountId, post.Id), "staff.last-administrator");
        post.End(clock.Now, by);
        await db.SaveChangesAsync();
    }

    /// <summary>Whether anybody could still do this work; the first one is made on the command line.</summary>
    public Task<bool> AnyAdministratorAsync() => Administrators().AnyAsync();

    private IQueryable<Post> Administrators() =>
        db.Set<Post>().Where(post => post.Role == Role.Administrator && post.EndedAt == null && db.Users.Any(user => user.Id == post.AccountId && user.DisabledAt == null));

    // Without `except` all posts of the account would go; with it only that one.
    private async Task<bool> AnotherAdministratorAsync(Guid accountId, Guid? except) =>
        !await Administrators().AnyAsync(post => post.AccountId == accountId)
        || await Administrators().AnyAsync(post => except == null ? post.AccountId != accountId : post.Id != except);

    private Task<bool> HasAsync(Guid accountId, NewPost place) => db.Set<Post>().AnyAsync(post =>
        post.AccountId == accountId && post.EndedAt == null && post.Role == place.Role
        && post.DepartmentId == place.DepartmentId && post.SiteId == place.SiteId && post.WindowId == place.WindowId);

    private async Task<StaffAccount> FindAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new Refusal("staff.unknown");
}

/// <summary>A post to be given.</summary>
public sealed record NewPost(Role Role, Guid? DepartmentId, Guid? SiteId, Guid? WindowId);
