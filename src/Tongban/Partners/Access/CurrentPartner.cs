using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Partners.Access;

/// <summary>The client behind this request. Its row is read at every request, so who was switched off is out at once.</summary>
public sealed class CurrentPartner(TongbanDb db)
{
    private PartnerClient? client;

    /// <summary>Only where a token was asked for.</summary>
    public PartnerClient Client => client ?? throw new InvalidOperationException("Nobody has shown a token.");

    public Actor Actor => Actor.Partner(Client.Id);

    /// <summary>The client whose token this is; null where it was switched off meanwhile.</summary>
    internal async Task<PartnerClient?> TakeAsync(ClaimsPrincipal token, CancellationToken stop)
    {
        client = Guid.TryParse(token.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? await FindAsync(id, stop) : null;
        return client = client is { IsOn: true } on && token.HasClaim(PartnerTokens.GenerationClaim, PartnerTokens.Text(on.Generation)) ? on : null;
    }

    internal Task<PartnerClient?> FindAsync(Guid id, CancellationToken stop) =>
        db.Set<PartnerClient>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stop);
}
