using System.Net;
using Microsoft.Extensions.Options;
using Tongban.Kernel;

namespace Tongban.Partners.Webhooks;

/// <summary>Where webhooks may go: <c>Tongban:Partners</c> in the configuration.</summary>
public sealed class WebhookSettings
{
    /// <summary>
    /// Networks that are not public and may be called all the same, as <c>10.20.0.0/16</c>: the government's own network,
    /// where the province's exchange stands. In development this machine is one.
    /// </summary>
    public IList<string> PrivateNetworks { get; init; } = [];
}

/// <summary>
/// Addresses that this program lets itself be sent to. Whoever enters one could otherwise make it knock at doors inside the
/// house (SSRF): only https, and only to machines that stand in public or in a network that the operator has named. The name
/// is looked up when we connect, and what it leads to then is what counts.
/// </summary>
public sealed class WebhookRules(IOptions<WebhookSettings> settings, IHostEnvironment house)
{
    public const int MaxLength = 300;

    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",

            // Of IPv6 only global unicast is public (2000::/3), less examples, Teredo and 6to4, which lead elsewhere.
            "::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private readonly Lazy<IReadOnlyList<IPNetwork>> allowed = new(() =>
        [.. settings.Value.PrivateNetworks.Concat(house.IsDevelopment() ? ["127.0.0.0/8", "::1/128"] : []).Select(network => IPNetwork.Parse(network))]);

    /// <summary>The address as it is kept.</summary>
    /// <remarks>Refusals: <c>partner.address</c>, <c>partner.address-https</c>, <c>partner.address-private</c>.</remarks>
    public string Read(string typed)
    {
        var known = Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http";
        Refusal.Unless(known && typed.Length <= MaxLength && address!.UserInfo.Length == 0 && address.Fragment.Length == 0, "partner.address", MaxLength);
        Refusal.Unless(address!.Scheme == Uri.UriSchemeHttps || (house.IsDevelopment() && address.IsLoopback), "partner.address-https");
        Refusal.Unless(!IsOfTheHouse(address), "partner.address-private");
        return address.AbsoluteUri;
    }

    /// <summary>Whether we may connect to this machine.</summary>
    public bool MayCall(IPAddress machine)
    {
        var plain = machine.IsIPv4MappedToIPv6 ? machine.MapToIPv4() : machine;
        return allowed.Value.Any(network => Holds(network, plain)) || IsPublic(plain);
    }

    /// <summary>Whether everybody can reach it.</summary>
    public static bool IsPublic(IPAddress machine)
    {
        var plain = machine.IsIPv4MappedToIPv6 ? machine.MapToIPv4() : machine;
        return !NotPublic.Any(network => Holds(network, plain));
    }

    // What a number says is known at once; a name is looked at when we connect.
    private bool IsOfTheHouse(Uri address) =>
        address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? !MayCall(IPAddress.Parse(address.Host.Trim('[', ']')))
            : address.IsLoopback && !MayCall(IPAddress.Loopback);

    private static bool Holds(IPNetwork network, IPAddress machine) => network.BaseAddress.AddressFamily == machine.AddressFamily && network.Contains(machine);
}
