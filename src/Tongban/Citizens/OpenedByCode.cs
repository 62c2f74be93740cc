using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Tongban.Citizens;

/// <summary>
/// What this browser has opened by number and code, remembered for two hours in a sealed cookie: neither the code nor a
/// key stands in an address.
/// </summary>
/// <param name="http">The request.</param>
/// <param name="protection">Seals the cookie.</param>
/// <param name="cookie">Its name.</param>
/// <param name="purpose">What it is sealed for.</param>
public sealed class OpenedByCode(IHttpContextAccessor http, IDataProtectionProvider protection, string cookie, string purpose)
{
    private const int Most = 10;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(2);
    private readonly ITimeLimitedDataProtector sealer = protection.CreateProtector(purpose).ToTimeLimitedDataProtector();

    private HttpContext Context => http.HttpContext!;

    public bool Has(Guid id) => Given().Contains(id);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Guid> All() => Given();

    public void Give(Guid id)
    {
        var ids = Given().Where(one => one != id).TakeLast(Most - 1).Append(id);
        var text = string.Join(',', ids.Select(one => one.ToString("N", CultureInfo.InvariantCulture)));
        Context.Response.Cookies.Append(cookie, sealer.Protect(text, Lasts), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = Context.Request.IsHttps,
        });
    }

    private IReadOnlyList<Guid> Given()
    {
        if (Context.Request.Cookies[cookie] is not { } stored)
        {
            return [];
        }

        try
        {
            return [.. sealer.Unprotect(stored).Split(',').Select(id => Guid.ParseExact(id, "N"))];
        }
        catch (CryptographicException)
        {
            // Run out, or not ours.
            return [];
        }
    }
}
