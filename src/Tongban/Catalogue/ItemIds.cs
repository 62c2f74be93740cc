using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Setup;

namespace Tongban.Catalogue;

/// <summary>Ids of items by their codes, read once a node: an item keeps both for good.</summary>
public sealed class KnownItemIds
{
    public ConcurrentDictionary<(Guid Centre, string Code), Guid> All { get; } = new();
}

/// <summary>Finds them.</summary>
public sealed class ItemIds(Later<TongbanDb> db, CurrentCentre centre, KnownItemIds known)
{
    /// <remarks>Refusal: <c>item.unknown</c>.</remarks>
    public async Task<IReadOnlyList<Guid>> OfAsync(IReadOnlyList<string> codes, CancellationToken stop)
    {
        var missing = codes.Where(code => !known.All.ContainsKey((centre.Id, code))).ToList();
        foreach (var item in missing.Count == 0 ? [] : await db.Value.Set<Item>().Where(item => missing.Contains(item.Code)).Select(item => new { item.Code, item.Id }).ToListAsync(stop))
        {
            known.All[(centre.Id, item.Code)] = item.Id;
        }

        return [.. codes.Select(code => known.All.TryGetValue((centre.Id, code), out var id) ? id : throw new Refusal("item.unknown"))];
    }
}
