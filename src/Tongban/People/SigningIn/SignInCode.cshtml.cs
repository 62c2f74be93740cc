using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.People.SigningIn;

/// <summary>The second factor of those who chose one: six digits of an authenticator app (RFC 6238).</summary>
[AllowAnonymous]
[OutsideTransaction]
public sealed class SignInCodeModel(SignInManager<StaffAccount> signIn, AccountJournal journal) : TongbanPage
{
    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToPage("/People/SigningIn/SignIn", new { ReturnUrl }) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var account = await signIn.GetTwoFactorAuthenticationUserAsync() ?? throw new Refusal("sign-in.start-again");
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(Code.Replace(" ", "", StringComparison.Ordinal), isPersistent: false, rememberClient: false);
        await journal.SignAsync(account, result.Succeeded ? "staff.signed-in" : "staff.sign-in-failed");
        Refusal.Unless(!result.IsLockedOut, "sign-in.locked");
        Refusal.Unless(result.Succeeded, "sign-in.wrong-code");
        return LocalRedirect(account.MustChangePassword ? "/staff/account" : ReturnAddress.Of(Url, ReturnUrl));
    }
}
