using Tongban.Shared.Data;
using Tongban.Shared.Live;

namespace Tongban.Appointments;

/// <summary>The offer as everybody sees it, read together by the many who look at the same times when places open. What is booked is never decided by it.</summary>
public sealed class PublicOffers(IServiceScopeFactory scopes)
{
    private readonly JoinedReading<(Guid Centre, Guid Site, string Matters), Offer> going = new();

    public Task<Offer> OfAsync(Guid centreId, Guid siteId, IReadOnlyList<Matter> matters) => going.OfAsync((centreId, siteId, string.Join(',', matters)), () =>
        scopes.InCentreAsync(centreId, services => services.GetRequiredService<Offers>().ReadAsync(siteId, matters, forStaff: false, moving: null, CancellationToken.None)));
}
