using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Shared.Data;

namespace Tongban.Appointments.WaitingRoom;

/// <summary>
/// How fast people may enter, for a second or two: whether there is a room at all is asked at every step of thousands, and
/// must not cost a query. Which instant somebody is promised is decided by the row alone.
/// </summary>
public sealed class EntranceRates(IServiceScopeFactory scopes, TimeProvider time, IOptions<BookingPolicy> policy)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<Guid, Look> looks = new();

    /// <summary>0 where nobody waits.</summary>
    public async Task<double> PerSecondAsync(Guid centreId, Guid siteId) => (await RatesAsync(centreId)).GetValueOrDefault(siteId, policy.Value.EntriesPerSecond);

    /// <summary>Whether people wait at any site.</summary>
    public async Task<bool> AnyAsync(Guid centreId) => policy.Value.EntriesPerSecond > 0 || (await RatesAsync(centreId)).Values.Any(rate => rate > 0);

    /// <summary>They were changed here: this node looks again at once, the others within two seconds.</summary>
    public void Forget(Guid centreId) => looks.TryRemove(centreId, out _);

    private Task<Dictionary<Guid, double>> RatesAsync(Guid centreId)
    {
        var now = time.GetTimestamp();
        if (looks.TryGetValue(centreId, out var look) && time.GetElapsedTime(look.Since, now) > Lasts)
        {
            looks.TryRemove(KeyValuePair.Create(centreId, look));
        }

        return looks.GetOrAdd(centreId, _ => new Look(now, new(() => ReadAsync(centreId)))).Rates.Value;
    }

    private async Task<Dictionary<Guid, double>> ReadAsync(Guid centreId)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCentre>().Id = centreId;
        return await scope.ServiceProvider.GetRequiredService<TongbanDb>().Set<EntranceRate>().AsNoTracking().ToDictionaryAsync(rate => rate.SiteId, rate => rate.PerSecond);
    }

    private sealed record Look(long Since, Lazy<Task<Dictionary<Guid, double>>> Rates);
}
