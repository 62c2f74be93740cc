using System.Security.Cryptography;
using System.Text;
using Tongban.Shared;

namespace Tongban.Devices;

/// <summary>The random key of a device: 128 bits in its cookie, a hash at rest. So much chance needs no salt.</summary>
public static class DeviceKey
{
    public const string Cookie = "tb-device";

    public const int HashLength = 64;

    /// <summary>A key older than this is renewed when the device starts.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromDays(30);

    public static string New() => Codes.Token();

    /// <summary>The key that a request shows: a browser's cookie, or a program's header.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var given && given.StartsWith("Device ", StringComparison.Ordinal) ? given["Device ".Length..].Trim() : request.Cookies[Cookie];

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Puts the key into the device's browser, out of reach of scripts and other sites.</summary>
    public static void Keep(HttpResponse response, string key) => response.Cookies.Append(Cookie, key, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(400),
        SameSite = SameSiteMode.Strict,
        Secure = response.HttpContext.Request.IsHttps,
    });
}
