using Microsoft.AspNetCore.Identity;
using Tongban.Kernel;

namespace Tongban.People.Administering;

/// <summary>The administrator whom nobody can make in the pages yet.</summary>
public sealed class FirstAdministrator(TongbanDb db, UserManager<StaffAccount> users, StaffAdministration administration, AccountJournal journal)
{
    /// <summary>Makes the account and its post; refused where there is an administrator, unless <paramref name="another"/> is wanted.</summary>
    /// <remarks>Refusals: <c>staff.administrator-exists</c>, <c>staff.name-taken</c>, <c>staff.name-unusable</c>, <c>password.too-weak</c>.</remarks>
    public async Task CreateAsync(string name, string fullName, string password, bool another)
    {
        Refusal.Unless(another || !await administration.AnyAdministratorAsync(), "staff.administrator-exists");
        var account = new StaffAccount { UserName = name.Trim(), FullName = fullName.Trim() };
        journal.Note(account, "staff.created", Actor.System);
        Passwords.Accept(await users.CreateAsync(account, password));
        await administration.GiveAsync(account.Id, new NewPost(Role.Administrator, null, null, null), Actor.System);
        await db.SaveChangesAsync();
    }
}
