using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Catalogue;

/// <summary>Ids of items by their codes, read once a node: an item keeps both for good.</summary>
public sealed class KnownItemIds
{
    public ConcurrentDictionary<(Guid Centre, string Code), Guid> All { get; } = new();
}

/// <summary>Finds them.</summary>
public sealed class ItemIds(TongbanDb db, KnownItemIds known)
{
    /// <remarks>Refusal: <c>item.unknown</c>.</remarks>
    public async Task<IReadOnlyList<Guid>> OfAsync(IReadOnlyList<string> codes, CancellationToken stop)
    {
        var missing = codes.Where(code => !known.All.ContainsKey((db.CentreId, code))).ToList();
        foreach (var item in missing.Count == 0 ? [] : await db.Set<Item>().Where(item => missing.Contains(item.Code)).Select(item => new { item.Code, item.Id }).ToListAsync(stop))
        {
            known.All[(db.CentreId, item.Code)] = item.Id;
        }

        return [.. codes.Select(code => known.All.TryGetValue((db.CentreId, code), out var id) ? id : throw new Refusal("item.unknown"))];
    }
}
