using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;

namespace Tongban.Cases;

/// <summary>
/// Which cases this browser may see: those of the signed-in account, and those whose number and query code were
/// given, remembered for two hours in a sealed cookie.
/// </summary>
public sealed class ProgressAccess(TongbanDb db, IHttpContextAccessor http, IDataProtectionProvider protection, CurrentCitizen citizen)
{
    private const string Cookie = "tb-case";
    private const int MostCases = 10;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(2);
    private readonly ITimeLimitedDataProtector sealer = protection.CreateProtector("Tongban.Cases.Progress").ToTimeLimitedDataProtector();

    private HttpContext Context => http.HttpContext!;

    /// <summary>The case of that number, if this browser may see it; however its letters were typed.</summary>
    public async Task<Case?> FindAsync(string number, CancellationToken stop = default)
    {
        var upper = number.ToUpperInvariant();
        return await db.Set<Case>().SingleOrDefaultAsync(c => c.Number == upper, stop) is { } found && Has(found) ? found : null;
    }

    private bool Has(Case of) => (citizen.AccountId is { } account && of.AccountId == account) || Given().Contains(of.Id);

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
