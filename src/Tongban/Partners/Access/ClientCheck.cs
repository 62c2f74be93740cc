using OpenIddict.Abstractions;
using OpenIddict.Server;
using Tongban.Kernel;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tongban.Partners.Access;

/// <summary>
/// Whether a client that asks for a token is who it says. OpenIddict runs without its own tables (degraded mode): clients
/// are rows of a centre like all others. Unknown, switched off and wrong secret are told in the same words.
/// </summary>
public sealed class ClientCheck(CurrentPartner partners, HallClock clock) : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public async ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var (request, stop) = (context.Request, context.CancellationToken);
        var client = Guid.TryParseExact(request.ClientId, "N", out var id) ? await partners.FindAsync(id, stop) : null;
        if (client?.Knows(PartnerSecrets.Hash(request.ClientSecret ?? ""), clock.Now) != true)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "The client is unknown, switched off, or its secret is wrong.");
        }
        else if (request.GetScopes().FirstOrDefault(scope => !PartnerScopes.Of(client.Kind).Contains(scope)) is { } foreign)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidScope, $"The scope {foreign} is not open to this client.");
        }
    }
}
