using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tongban.Partners.Access;

/// <summary>Gives tokens to clients (RFC 6749 §4.4). OpenIddict reads the request and makes the token; whose it is stands here.</summary>
public static class PartnerTokens
{
    public const string Address = "/oauth/token";

    /// <summary>Which count of the client's switchings-off the token was given under.</summary>
    internal const string GenerationClaim = "tb:generation";

    /// <summary>Short: a client asks for the next in a moment.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    internal static string Text(int generation) => generation.ToString(CultureInfo.InvariantCulture);

    /// <summary>How a client is called outside.</summary>
    public static string IdOf(PartnerClient client) => client.Id.ToString("N");

    /// <summary>Reached when <see cref="ClientCheck"/> has let the request through.</summary>
    internal static async Task<IResult> IssueAsync(HttpContext http, CurrentPartner partners)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict has not read the request.");
        var client = await partners.FindAsync(Guid.ParseExact(request.ClientId!, "N"), http.RequestAborted);
        return Results.SignIn(TokenOf(client!, request.GetScopes()), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static ClaimsPrincipal TokenOf(PartnerClient client, IReadOnlyCollection<string> asked)
    {
        var identity = new ClaimsIdentity(
            [
                new(Claims.Subject, IdOf(client)),
                new(ClaimTypes.NameIdentifier, client.Id.ToString()),
                new(People.Claims.Kind, People.Claims.Partner),
                new(GenerationClaim, Text(client.Generation)),
            ],
            OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        identity.SetScopes(asked.Count == 0 ? PartnerScopes.Of(client.Kind) : asked);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new(identity);
    }
}
