using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tongban.People;

namespace Tongban.Appointments.Caps;

/// <summary>
/// The browser behind this request, by a random number in a sealed cookie that only the booking pages are sent; stored is
/// its keyed hash. It says nothing of who uses it. Staff who have signed in book for others and have none; kiosks do not
/// book at all.
/// </summary>
public sealed class BrowserDevice(IHttpContextAccessor http, IDataProtectionProvider protection, PersonalData personal)
{
    private const string Cookie = "tb-device";
    private const string Kind = "device";
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(400);
    private IDataProtector? sealer;
    private string? hash;

    /// <summary>Null for staff. A browser that has no number yet is given one.</summary>
    public string? Hash => IsStaff || http.HttpContext is not { } context ? null : hash ??= personal.Hash(Kind, Kept(context) ?? Give(context));

    /// <summary>Stands for the device of a program that keeps no cookies: one place in line, one device.</summary>
    public string HashOfEntry(Guid entry) => personal.Hash(Kind, $"entry:{entry:N}");

    // A program keeps no cookies and needs none.
    private IDataProtector Sealer => sealer ??= protection.CreateProtector("Tongban.Appointments.Device");

    private bool IsStaff => http.HttpContext?.User.FindFirst(Claims.Kind)?.Value == Claims.Staff;

    private string? Kept(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { Length: > 0 } stored ? Sealer.Unprotect(stored) : null;
        }
        catch (CryptographicException)
        {
            // Not ours, or sealed with keys that are gone.
            return null;
        }
    }

    private string Give(HttpContext context)
    {
        var number = Guid.NewGuid().ToString("N");
        BookingCookie.Append(context, Cookie, Sealer.Protect(number), Lasts);
        return number;
    }
}
