using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Tongban.Shared.Setup;

namespace Tongban.People;

/// <summary>
/// What decides about permissions, with the posts and the database behind it, is made for those requests of which somebody
/// has to decide: what anybody may call passes the same middleware and asks nothing.
/// </summary>
internal sealed class AuthorizationWhenAsked(Later<DefaultAuthorizationService> decides) : IAuthorizationService
{
    public Task<AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user, object? resource, IEnumerable<IAuthorizationRequirement> requirements) =>
        decides.Value.AuthorizeAsync(user, resource, requirements);

    public Task<AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user, object? resource, string policyName) =>
        decides.Value.AuthorizeAsync(user, resource, policyName);
}
