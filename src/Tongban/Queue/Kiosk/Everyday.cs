using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Queue.Kiosk;

/// <summary>A matter by its everyday name: 二手房过户.</summary>
public sealed record EverydayItem(Guid Id, string Code, Guid GroupId, string Zh, string En, IReadOnlyList<string> Sites)
{
    public string Name => Named.In(Zh, En);
}

/// <summary>What people call the matters; read once a minute, because every touch of a kiosk asks.</summary>
public sealed class Everyday(HallClock clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, (DateTime At, IReadOnlyList<EverydayItem> Items)> kept = new();

    /// <summary>The matters that this site offers over the counter.</summary>
    public async Task<IReadOnlyList<EverydayItem>> AtSiteAsync(TongbanDb db, string siteCode, CancellationToken stop)
    {
        if (!kept.TryGetValue(db.CentreId, out var known) || (clock.Now - known.At).Duration() > Fresh)
        {
            known = (clock.Now, await ReadAsync(db, stop));
            kept[db.CentreId] = known;
        }

        return [.. known.Items.Where(item => item.Sites.Count == 0 || item.Sites.Contains(siteCode))];
    }

    private async Task<IReadOnlyList<EverydayItem>> ReadAsync(TongbanDb db, CancellationToken stop)
    {
        var items = await db.Set<Item>().AsNoTracking().OrderBy(item => item.Code).ToListAsync(stop);
        var versions = await db.Set<ItemVersion>().AsNoTracking()
            .Where(version => version.State == ItemVersionState.Published && version.EffectiveOn <= clock.Today)
            .ToListAsync(stop);
        var latest = versions.GroupBy(version => version.ItemId).ToDictionary(all => all.Key, all => all.MaxBy(version => version.EffectiveOn)!.Content);
        // People stand at a kiosk more often than companies do.
        return [.. items.Where(item => latest.ContainsKey(item.Id))
            .OrderBy(item => !latest[item.Id].Audience.Contains(ItemContent.Personal))
            .Select(item => Of(item, latest[item.Id]))];
    }

    private static EverydayItem Of(Item item, ItemContent content) =>
        new(item.Id, item.Code, item.GroupId, content.CommonNameZh ?? content.NameZh, content.CommonNameEn ?? content.NameEn, content.Sites);
}
