using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Citizens;

/// <summary>The digits. Outside of the page's transaction: an attempt counts although the page refuses it.</summary>
[AllowAnonymous]
[OutsideTransaction]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class SignInCodeModel(TongbanDb db, OneTimeCodes codes, SigningIn signingIn, PersonalData personal) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Digits { get; set; }

    public string Phone { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await LoadAsync(stop) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await LoadAsync(stop) is not { } code)
        {
            return NotFound();
        }

        var account = await signingIn.FinishAsync(code, Digits, stop);
        await HttpContext.SignInAsync(CitizenScheme.Name, CitizenScheme.PrincipalOf(account));
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/me");
    }

    public override Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        return Task.CompletedTask;
    }

    // A code for something else opens no account.
    private async Task<OneTimeCode?> LoadAsync(CancellationToken stop)
    {
        var code = await codes.ByTokenAsync(Token, stop) is { Purpose: SigningIn.Purpose } found ? found : null;
        Phone = code is null ? "" : Masking.Phone(personal.Open(code.Phone));
        return code;
    }
}
