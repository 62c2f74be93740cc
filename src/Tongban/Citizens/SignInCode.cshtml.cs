using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Writes;

namespace Tongban.Citizens;

/// <summary>The digits. Outside of the page's transaction: an attempt counts although the page refuses it.</summary>
[AllowAnonymous]
[OutsideTransaction]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class SignInCodeModel(TongbanDb db, OneTimeCodes codes, SigningIn signingIn, PersonalData personal, TimeProvider time) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Digits { get; set; }

    public string Phone { get; private set; } = "";

    /// <summary>Whether the code that was sent still works.</summary>
    public bool IsCodeAlive { get; private set; }

    public string BackQuery => Url.IsLocalUrl(ReturnUrl) ? QueryString.Create("ReturnUrl", ReturnUrl!).Value! : "";

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

    /// <summary>Another code to the same phone, with a page of its own.</summary>
    public async Task<IActionResult> OnPostAgainAsync(CancellationToken stop)
    {
        if (await LoadAsync(stop) is not { } code)
        {
            return NotFound();
        }

        await using var transaction = await db.BeginAsync(stop);
        var next = await signingIn.AgainAsync(code, stop);
        await transaction.CommitAsync(stop);
        return LocalRedirect($"/me/sign-in/{next.Token}{BackQuery}");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        await LoadAsync(default);
    }

    // A code for something else opens no account.
    private async Task<OneTimeCode?> LoadAsync(CancellationToken stop)
    {
        var code = await codes.ByTokenAsync(Token, stop) is { Purpose: SigningIn.Purpose } found ? found : null;
        IsCodeAlive = code?.IsAlive(time.GetUtcNow().UtcDateTime) == true;
        Phone = code is null ? "" : Masking.Phone(personal.Open(code.Phone));
        return code;
    }
}
