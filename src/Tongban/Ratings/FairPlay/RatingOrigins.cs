using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// Reads from a request where a rating comes from. Of an address only the network is taken (/24, /48), hashed with the
/// installation's key and the day: on another day the same network has another mark, and nobody can be followed.
/// </summary>
public sealed class RatingOrigins(PersonalData personal, HallClock clock, IDataProtectionProvider protection, FairPlayRules rules)
{
    private const string Purpose = "rating.shown";

    /// <summary>Stands in the form from the moment it is shown; it says when that was and cannot be made outside.</summary>
    public string Shown(string token) => Protector(token).Protect(clock.Now.Ticks.ToString(CultureInfo.InvariantCulture));

    /// <summary>At a device in the hall: which one is all that must be known.</summary>
    public GivenFrom OfDevice(Guid? deviceId, string token, string? shown) => new(deviceId, null, null, SecondsSince(token, shown));

    /// <summary>On somebody's own phone or computer.</summary>
    public GivenFrom OfPerson(HttpContext http, string token, string? shown) => Of(http) with { Seconds = SecondsSince(token, shown) };

    /// <summary>Through the API, where there is no page to read.</summary>
    public GivenFrom Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } remote)
        {
            return new(null, null, null, null);
        }

        var address = remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote;
        var browser = Mark("rating-browser", $"{address} {http.Request.Headers.UserAgent}");

        // Everybody in the hall comes from the hall's own network: its count says nothing.
        return new(null, rules.IsOfHall(address) ? null : Mark("rating-network", NetworkOf(address)), rules.IsOfHall(address) ? null : browser, null);
    }

    /// <summary>The first 24 bits of an IPv4 address, the first 48 of an IPv6 one.</summary>
    internal static string NetworkOf(IPAddress address) =>
        Convert.ToHexString(address.GetAddressBytes().AsSpan(0, address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6));

    private string Mark(string kind, string what) =>
        personal.Hash(kind, $"{clock.Today.ToString("O", CultureInfo.InvariantCulture)} {what}")[..RatingTrace.MarkLength];

    // A form that was never shown was read for no time at all.
    private int SecondsSince(string token, string? shown)
    {
        try
        {
            var at = new DateTime(long.Parse(Protector(token).Unprotect(shown ?? ""), CultureInfo.InvariantCulture), DateTimeKind.Utc);
            return (int)Math.Clamp((clock.Now - at).TotalSeconds, 0, TimeSpan.SecondsPerDay);
        }
        catch (CryptographicException)
        {
            return 0;
        }
    }

    private IDataProtector Protector(string token) => protection.CreateProtector(Purpose, token);
}
