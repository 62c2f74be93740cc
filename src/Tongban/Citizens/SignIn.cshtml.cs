using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Citizens;

/// <summary>A citizen signs in: the phone first, then the code. Whether an account exists is not told.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class SignInModel(SigningIn signingIn) : TongbanPage
{
    [BindProperty]
    public string Phone { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var code = await signingIn.BeginAsync(MobileNumber.Parse(Phone), stop);
        var back = Url.IsLocalUrl(ReturnUrl) ? QueryString.Create("ReturnUrl", ReturnUrl!).Value : "";
        return LocalRedirect($"/me/sign-in/{code.Token}{back}");
    }
}
