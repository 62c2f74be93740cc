using Microsoft.AspNetCore.Authorization;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;

namespace Tongban.Partners.Access;

/// <summary>The endpoint belongs to partners whose token has this scope.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsPartnerAttribute : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public NeedsPartnerAttribute(string scope) => (Scope, AuthenticationSchemes) = (scope, OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);

    public string Scope { get; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

public sealed class PartnerHandler : AuthorizationHandler<NeedsPartnerAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsPartnerAttribute requirement)
    {
        if (context.User.HasScope(requirement.Scope))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
