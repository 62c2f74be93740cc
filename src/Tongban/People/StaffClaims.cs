using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Tongban.People;

/// <summary>Says in the cookie that this is staff, and the name for the bar above the page.</summary>
public sealed class StaffClaims(UserManager<StaffAccount> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<StaffAccount>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffAccount user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Claims.Kind, Claims.Staff));
        identity.AddClaim(new Claim(Claims.FullName, user.FullName));
        if (user.MustChangePassword)
        {
            identity.AddClaim(new Claim(Claims.MustChangePassword, "1"));
        }

        return identity;
    }
}
