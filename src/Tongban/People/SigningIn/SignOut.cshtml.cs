using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.People.SigningIn;

/// <summary>Ends the session. A GET only asks, so that no link or picture can sign anybody out.</summary>
[OutsideTransaction]
public sealed class SignOutModel(SignInManager<StaffAccount> signIn, AccountJournal journal) : TongbanPage
{
    public async Task<IActionResult> OnPostAsync()
    {
        if (await signIn.UserManager.GetUserAsync(User) is { } account)
        {
            await journal.SignAsync(account, "staff.signed-out");
        }

        await signIn.SignOutAsync();
        return LocalRedirect("/staff/sign-in");
    }
}
