using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tongban.Partners.Webhooks;

/// <summary>Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA256 over id, time and the bytes of the body. Pure.</summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimeHeader = "webhook-timestamp";
    public const string Header = "webhook-signature";

    /// <summary>A signature for each key that still holds, blanks between: <c>v1,g0hM9S…</c>.</summary>
    public static string Of(string id, long at, string body, IEnumerable<byte[]> keys)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at}.{body}"));
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }
}
