using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Tongban.Devices;
using Tongban.Partners;
using Tongban.Partners.Access;
using Tongban.People;

namespace Tongban.Shared.Api;

/// <summary>Who may call an operation, as its document says it.</summary>
internal static class ApiCallers
{
    private const string StaffCookie = "staff";
    private const string Device = "device";
    private const string Partner = "partner";

    public static Dictionary<string, IOpenApiSecurityScheme> Schemes() => new()
    {
        [StaffCookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "tb-staff", Description = "A member of staff who has signed in; posts decide what is allowed." },
        [Device] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "Authorization", Description = "`Device` and the key of a paired device: `Authorization: Device 0f3a…`. A device's browser sends it as the cookie `tb-device`." },
        [Partner] = new OpenApiSecurityScheme { Type = SecuritySchemeType.OAuth2, Description = "The system of a bank, a seal maker, the post or the province: a token for its client id and secret (RFC 6749 §4.4), good for ten minutes.", Flows = new OpenApiOAuthFlows { ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri(PartnerTokens.Address, UriKind.Relative), Scopes = PartnerScopes.All.ToDictionary() } } },
    };

    public static List<OpenApiSecurityRequirement> Of(IList<object> metadata, OpenApiDocument document)
    {
        if (metadata.OfType<NeedsPartnerAttribute>().FirstOrDefault() is { } partner)
        {
            return [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Partner, document)] = [partner.Scope] }];
        }

        var kinds = metadata.OfType<IAllowAnonymous>().Any() ? []
            : metadata.OfType<NeedsDeviceAttribute>().FirstOrDefault() is { } device ? device.OrStaffWith.Count > 0 ? new[] { Device, StaffCookie } : [Device]
            : new[] { StaffCookie };
        return [.. kinds.Select(kind => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(kind, document)] = [] })];
    }

    public static string Told(IList<object> metadata) =>
        metadata.OfType<IAllowAnonymous>().Any() ? "Allowed: anybody."
        : metadata.OfType<NeedsDeviceAttribute>().FirstOrDefault() is { } device ? $"Allowed: a paired device of kind `{device.Kind}`{string.Concat(device.OrStaffWith.Select(permission => $", or staff with `{permission}`"))}."
        : metadata.OfType<NeedsPartnerAttribute>().FirstOrDefault() is { } partner ? $"Allowed: a partner with the scope `{partner.Scope}`."
        : $"Allowed: staff with `{metadata.OfType<NeedsAttribute>().Single().Permission}`.";
}
