using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Citizens;

/// <summary>The citizen behind this request, if one has signed in.</summary>
public sealed class CurrentCitizen(IHttpContextAccessor http, TongbanDb db)
{
    private CitizenAccount? account;

    public Guid? AccountId =>
        http.HttpContext?.User is { Identity.IsAuthenticated: true } user && user.FindFirst(Claims.Kind)?.Value == Claims.Citizen
            && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                ? id
                : null;

    public Actor Actor => AccountId is { } id ? Actor.Citizen(id) : Actor.Guest;

    /// <summary>One query a request; null for guests.</summary>
    public async Task<CitizenAccount?> AccountAsync(CancellationToken stop = default) =>
        AccountId is not { } id ? null : account ??= await db.Set<CitizenAccount>().SingleOrDefaultAsync(a => a.Id == id, stop);
}
