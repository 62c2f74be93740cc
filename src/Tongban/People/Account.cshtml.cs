using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.People;

/// <summary>One's own account: the password, and a second factor for those who want one.</summary>
public sealed class AccountModel(UserManager<StaffAccount> users, SignInManager<StaffAccount> signIn, CurrentStaff staff, AccountJournal journal) : TongbanPage
{
    [BindProperty]
    public string? Present { get; set; }

    [BindProperty]
    public string? Chosen { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public StaffAccount Account { get; private set; } = null!;

    public bool MustChange => staff.MustChangePassword;

    /// <summary>The secret to be typed or scanned into an app while no second factor is on.</summary>
    public string Secret { get; private set; } = "";

    public string SecretAddress => $"otpauth://totp/Tongban:{Uri.EscapeDataString(Account.UserName!)}?secret={Secret}&issuer=Tongban&digits=6";

    public async Task<IActionResult> OnGetAsync()
    {
        if (staff.AccountId is null)
        {
            return Challenge();
        }

        await ShowAgainAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        await FindAsync();
        Refusal.Unless(Chosen == Again, "password.differ");
        Refusal.Unless(Chosen != Present, "password.same");
        Account.MustChangePassword = false;
        journal.Note(Account, "staff.password-changed", staff.Actor);
        Passwords.Accept(await users.ChangePasswordAsync(Account, Present ?? "", Chosen ?? ""));
        await signIn.RefreshSignInAsync(Account);
        return LocalRedirect("/staff?changed=true");
    }

    public async Task<IActionResult> OnPostSecondFactorAsync()
    {
        await FindAsync();
        var given = (Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        Refusal.Unless(await users.VerifyTwoFactorTokenAsync(Account, TokenOptions.DefaultAuthenticatorProvider, given), "sign-in.wrong-code");
        journal.Note(Account, "staff.second-factor-on", staff.Actor);
        Passwords.Accept(await users.SetTwoFactorEnabledAsync(Account, true));
        await signIn.RefreshSignInAsync(Account);
        return LocalRedirect("/staff/account");
    }

    public async Task<IActionResult> OnPostNoSecondFactorAsync()
    {
        await FindAsync();
        Refusal.Unless(await users.CheckPasswordAsync(Account, Present ?? ""), "password.wrong-now");
        journal.Note(Account, "staff.second-factor-off", staff.Actor);
        Passwords.Accept(await users.SetTwoFactorEnabledAsync(Account, false));
        Passwords.Accept(await users.ResetAuthenticatorKeyAsync(Account));
        await signIn.RefreshSignInAsync(Account);
        return LocalRedirect("/staff/account");
    }

    public override async Task ShowAgainAsync()
    {
        await FindAsync();
        if (!Account.TwoFactorEnabled && await users.GetAuthenticatorKeyAsync(Account) is null)
        {
            await users.ResetAuthenticatorKeyAsync(Account);
            await signIn.RefreshSignInAsync(Account);
        }

        Secret = await users.GetAuthenticatorKeyAsync(Account) ?? "";
    }

    private async Task FindAsync() => Account = await users.GetUserAsync(User) ?? throw new Refusal("staff.unknown");
}
