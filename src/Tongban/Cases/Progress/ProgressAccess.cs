using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.DataProtection;
using Tongban.People;

namespace Tongban.Cases;

/// <summary>
/// Which cases this browser may see: those of the signed-in account, and those whose number and query code were
/// given, remembered for two hours in a sealed cookie.
/// </summary>
public sealed class ProgressAccess(IHttpContextAccessor http, IDataProtectionProvider protection)
{
    private const string Cookie = "tb-case";
    private const int MostCases = 10;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(2);
    private readonly ITimeLimitedDataProtector sealer = protection.CreateProtector("Tongban.Cases.Progress").ToTimeLimitedDataProtector();

    /// <summary>The citizen's account; null for guests and staff.</summary>
    public Guid? AccountId =>
        Context.User.FindFirstValue(Claims.Kind) == Claims.Citizen && Guid.TryParse(Context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    private HttpContext Context => http.HttpContext!;

    public bool Has(Case of) => (AccountId is { } account && of.AccountId == account) || Given().Contains(of.Id);

    public void Give(Guid caseId)
    {
        var ids = Given().Where(id => id != caseId).TakeLast(MostCases - 1).Append(caseId);
        var text = string.Join(',', ids.Select(id => id.ToString("N", CultureInfo.InvariantCulture)));
        Context.Response.Cookies.Append(Cookie, sealer.Protect(text, Lasts), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = Context.Request.IsHttps,
        });
    }

    private IReadOnlyList<Guid> Given()
    {
        if (Context.Request.Cookies[Cookie] is not { } stored)
        {
            return [];
        }

        try
        {
            return [.. sealer.Unprotect(stored).Split(',').Select(id => Guid.ParseExact(id, "N"))];
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Run out, or not ours.
            return [];
        }
    }
}
