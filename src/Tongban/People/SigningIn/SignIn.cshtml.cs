using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.People.SigningIn;

/// <summary>Staff sign in. Wrong name and wrong password are told alike; five failures lock for fifteen minutes.</summary>
[AllowAnonymous]
[OutsideTransaction]
public sealed class SignInModel(SignInManager<StaffAccount> signIn, AccountJournal journal) : TongbanPage
{
    [BindProperty]
    public string Name { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var account = await signIn.UserManager.FindByNameAsync(Name.Trim());
        Refusal.Unless(account is { DisabledAt: null }, "sign-in.wrong");
        var result = await signIn.PasswordSignInAsync(account!, Password, isPersistent: false, lockoutOnFailure: true);
        return result.RequiresTwoFactor
            ? RedirectToPage("/People/SigningIn/SignInCode", new { ReturnUrl })
            : await DoneAsync(account!, result);
    }

    private async Task<IActionResult> DoneAsync(StaffAccount account, Microsoft.AspNetCore.Identity.SignInResult result)
    {
        await journal.SignAsync(account, result.Succeeded ? "staff.signed-in" : "staff.sign-in-failed");
        Refusal.Unless(!result.IsLockedOut, "sign-in.locked");
        Refusal.Unless(result.Succeeded, "sign-in.wrong");
        return LocalRedirect(account.MustChangePassword ? "/staff/account" : ReturnAddress.Of(Url, ReturnUrl));
    }
}
