using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Queue;

namespace Tongban.Windows.Desk;

/// <summary>The matters that a desk shows, as they are published today.</summary>
public sealed class DeskItems(TongbanDb db, HallClock clock)
{
    /// <summary>Only what is on the screen and not over: a version holds a whole guide page.</summary>
    public async Task<IReadOnlyDictionary<Guid, ItemVersion>> OfAsync(IEnumerable<Leg> legs, CancellationToken stop)
    {
        var ids = legs.Where(leg => leg.EndedAt is null && leg.ItemId is not null).Select(leg => leg.ItemId!.Value).Distinct().ToList();
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, ItemVersion>();
        }

        var versions = await db.Set<ItemVersion>().AsNoTracking()
            .Where(version => ids.Contains(version.ItemId) && version.State == ItemVersionState.Published && version.EffectiveOn <= clock.Today)
            .ToListAsync(stop);
        return versions.GroupBy(version => version.ItemId).ToDictionary(item => item.Key, item => item.MaxBy(version => version.EffectiveOn)!);
    }
}
