using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Citizens;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Voices.Giving;

/// <summary>查诉求: by number and query code, for those who gave no name too.</summary>
[AllowAnonymous]
[OutsideTransaction]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class FindModel(VoiceLooking looking, VoiceAccess access, CurrentCitizen citizen) : TongbanPage
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public bool IsSignedIn => citizen.AccountId is not null;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var found = await looking.FindAsync(Number, Code, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", HttpContext.RequestAborted);
        access.Give(found.Id);
        return RedirectToPage("/Voices/Giving/Mine", new { number = found.Number });
    }
}
