using OpenIddict.Abstractions;
using OpenIddict.Validation;
using static OpenIddict.Validation.OpenIddictValidationEvents;

namespace Tongban.Partners.Access;

/// <summary>A good token is not enough: its client must still be there and switched on.</summary>
public sealed class TokenCheck(CurrentPartner partners) : IOpenIddictValidationHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.AccessTokenPrincipal is { } token && await partners.TakeAsync(token, context.CancellationToken) is null)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidToken, "The client was switched off.");
        }
    }
}
