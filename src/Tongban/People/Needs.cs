using Microsoft.AspNetCore.Authorization;

namespace Tongban.People;

/// <summary>The permission that a page or endpoint needs. Whoever lacks it is answered with 403.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Permission permission) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public Permission Permission { get; } = permission;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Reads the posts once a request and answers from them.</summary>
public sealed class PermissionHandler(CurrentStaff staff) : AuthorizationHandler<NeedsAttribute>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        if (await staff.MayAsync(requirement.Permission))
        {
            context.Succeed(requirement);
        }
    }
}
