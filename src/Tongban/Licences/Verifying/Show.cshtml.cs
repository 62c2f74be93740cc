using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Licences.Verifying;

/// <summary>Where the code on a licence leads: what it says, and how it stands today.</summary>
[AllowAnonymous]
[EnableRateLimiting(Lookups.Policy)]
public sealed class ShowModel(Verification verification) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "identifier")]
    public string Identifier { get; set; } = "";

    public Verified? Found { get; private set; }

    /// <summary>Why it is not verified.</summary>
    public Refusal? Why { get; private set; }

    public async Task OnGetAsync()
    {
        try
        {
            Found = await verification.FindAsync(Identifier, HttpContext.RequestAborted);
        }
        catch (Refusal refusal)
        {
            (Why, Response.StatusCode) = (refusal, StatusCodes.Status404NotFound);
        }
    }
}
