using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Tongban.Partners.Access;

/// <summary>
/// A handler that wants to see every request before it is authenticated (OpenIddict's two do) is asked only where partners
/// come in: at the address of tokens and at what is theirs. Elsewhere it has nothing to do and took longer than Kestrel.
/// </summary>
internal sealed class PartnerSchemes(IOptions<AuthenticationOptions> options, IHttpContextAccessor http) : AuthenticationSchemeProvider(options)
{
    public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync() =>
        http.HttpContext is { } context && IsForPartners(context) ? base.GetRequestHandlerSchemesAsync() : Task.FromResult(Enumerable.Empty<AuthenticationScheme>());

    private static bool IsForPartners(HttpContext context) =>
        context.Request.Path.StartsWithSegments(PartnerTokens.Address) || context.GetEndpoint()?.Metadata.GetMetadata<NeedsPartnerAttribute>() is not null;
}
