using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Catalogue;

/// <summary>An item as it is told today: its row and the version that holds.</summary>
public sealed record PublishedGuide(Item Item, Guid VersionId, int Number, DateOnly EffectiveOn, ItemContent Content)
{
    public string Code => Item.Code;

    public bool IsFor(string audience) => Content.Audience.Contains(audience);
}

/// <summary>Contents of published versions, read once a node: a published version never changes.</summary>
public sealed class PublishedContents
{
    public ConcurrentDictionary<Guid, ItemContent> ByVersion { get; } = new();
}

/// <summary>Finds the versions that hold today.</summary>
public sealed class PublishedGuides(TongbanDb db, HallClock clock, PublishedContents contents)
{
    public async Task<IReadOnlyList<PublishedGuide>> AllAsync() => await LoadAsync(db.Set<Item>());

    public async Task<IReadOnlyList<PublishedGuide>> ByIdAsync(IReadOnlyList<Guid> itemIds) => await LoadAsync(db.Set<Item>().Where(item => itemIds.Contains(item.Id)));

    /// <summary>By code in either case: addresses that the router makes are in small letters.</summary>
    public async Task<PublishedGuide?> FindAsync(string code)
    {
        var upper = code.ToUpperInvariant();
        return (await LoadAsync(db.Set<Item>().Where(item => item.Code.ToUpper() == upper))).SingleOrDefault();
    }

    /// <summary>One version as it will look, published or not; for editors.</summary>
    public async Task<PublishedGuide?> PreviewAsync(string code, int number)
    {
        var upper = code.ToUpperInvariant();
        var row = await (
            from item in db.Set<Item>().AsNoTracking()
            join version in db.Set<ItemVersion>().AsNoTracking() on item.Id equals version.ItemId
            where item.Code.ToUpper() == upper && version.Number == number
            select new { item, version }).SingleOrDefaultAsync();
        return row is null ? null : new PublishedGuide(row.item, row.version.Id, number, row.version.EffectiveOn ?? clock.Today, row.version.Content);
    }

    private async Task<List<PublishedGuide>> LoadAsync(IQueryable<Item> items)
    {
        var today = clock.Today;
        var rows = await (
            from item in items.AsNoTracking()
            join version in db.Set<ItemVersion>() on item.Id equals version.ItemId
            where version.State == ItemVersionState.Published && version.EffectiveOn <= today
            select new { item, version.Id, version.Number, EffectiveOn = version.EffectiveOn!.Value }).ToListAsync();
        var held = rows.GroupBy(row => row.item.Code).Select(same => same.OrderBy(row => row.EffectiveOn).ThenBy(row => row.Number).Last()).ToList();
        await ReadAsync([.. held.Select(row => row.Id).Where(id => !contents.ByVersion.ContainsKey(id))]);
        return [.. held.Select(row => new PublishedGuide(row.item, row.Id, row.Number, row.EffectiveOn, contents.ByVersion[row.Id])).OrderBy(guide => guide.Code, StringComparer.Ordinal)];
    }

    private async Task ReadAsync(List<Guid> missing)
    {
        foreach (var version in missing.Count == 0 ? [] : await db.Set<ItemVersion>().AsNoTracking().Where(version => missing.Contains(version.Id)).ToListAsync())
        {
            contents.ByVersion[version.Id] = version.Content;
        }
    }
}
