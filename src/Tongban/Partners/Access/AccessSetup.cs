using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation;

namespace Tongban.Partners.Access;

internal static class AccessSetup
{
    public static void AddPartnerAccess(this IServiceCollection services)
    {
        services.AddScoped<CurrentPartner>();
        services.AddSingleton<IAuthorizationHandler, PartnerHandler>();
        services.AddSingleton<IAuthenticationSchemeProvider, PartnerSchemes>();
        services.AddOpenIddict().AddServer(Server).AddValidation(Validation);

        // Tokens and secrets go over TLS; behind a proxy the forwarded protocol counts.
        services.AddOptions<OpenIddictServerAspNetCoreOptions>().Configure<IHostEnvironment>((options, house) => options.DisableTransportSecurityRequirement = house.IsDevelopment());
    }

    // Tokens are sealed with the keys of data protection, which all nodes share and which are renewed by themselves.
    // OpenIddict wants two more of its own; nothing is ever signed or encrypted with them.
    private static void Server(OpenIddictServerBuilder server)
    {
        server.SetTokenEndpointUris(PartnerTokens.Address[1..]).SetConfigurationEndpointUris(Array.Empty<string>()).SetJsonWebKeySetEndpointUris(Array.Empty<string>());
        server.AllowClientCredentialsFlow().EnableDegradedMode().SetAccessTokenLifetime(PartnerTokens.Lifetime).RegisterScopes([.. PartnerScopes.All.Keys]);
        server.AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256))).AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
        server.UseDataProtection();
        server.UseAspNetCore().EnableTokenEndpointPassthrough();
        server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(check => check.UseScopedHandler<ClientCheck>());
    }

    private static void Validation(OpenIddictValidationBuilder validation)
    {
        validation.UseLocalServer();
        validation.UseDataProtection();
        validation.UseAspNetCore();
        validation.AddEventHandler<OpenIddictValidationEvents.ProcessAuthenticationContext>(check => check.UseScopedHandler<TokenCheck>().SetOrder(int.MaxValue));
    }
}
