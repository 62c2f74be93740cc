using System.Net;
using System.Net.Sockets;

namespace Tongban.Citizens;

/// <summary>
/// Where a request comes from, for limits. An IPv6 network of a household or phone is one place: it could send every
/// request from another address of its /64.
/// </summary>
public static class NetworkAddress
{
    private const int NetworkBytes = 8;

    /// <summary>Null where the server does not know.</summary>
    public static string? Of(HttpContext? context) => context?.Connection.RemoteIpAddress is { } address ? Of(address) : null;

    public static string Of(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().Take(NetworkBytes), .. new byte[NetworkBytes]]).ToString(),
        _ => address.ToString(),
    };
}
