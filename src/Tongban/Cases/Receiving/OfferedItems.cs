using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>An item and the version that holds today.</summary>
public sealed record OfferedItem(Item Item, ItemVersion Version, ItemContent Content)
{
    /// <summary>The checklist of somebody with these answers; refused while a question is open.</summary>
    public IReadOnlyList<ChecklistEntry> ChecklistFor(IReadOnlyDictionary<string, string> answers)
    {
        Refusal.Unless(Content.AnsweredBy(answers), "case.questions-open");
        return [.. Content.MaterialsFor(answers).Select(m => new ChecklistEntry(m.Id, m.Required, !m.IsBrought, m.Deferrable))];
    }
}

/// <summary>Finds what is offered today.</summary>
public sealed class OfferedItems(TongbanDb db, HallClock clock)
{
    public async Task<OfferedItem?> FindAsync(string code, CancellationToken stop = default) =>
        await WithVersionAsync(await db.Set<Item>().AsNoTracking().SingleOrDefaultAsync(item => item.Code == code, stop), stop);

    public async Task<OfferedItem?> FindAsync(Guid id, CancellationToken stop = default) =>
        await WithVersionAsync(await db.Set<Item>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, stop), stop);

    /// <summary>Several at once, by code; those that are not offered are left out.</summary>
    public async Task<IReadOnlyDictionary<string, OfferedItem>> ManyAsync(IReadOnlyCollection<string> codes, CancellationToken stop = default)
    {
        var items = await db.Set<Item>().AsNoTracking().Where(item => codes.Contains(item.Code)).ToListAsync(stop);
        var ids = items.ConvertAll(item => item.Id);
        var versions = (await db.Set<ItemVersion>().AsNoTracking()
            .Where(v => ids.Contains(v.ItemId) && v.State == ItemVersionState.Published && v.EffectiveOn <= clock.Today).ToListAsync(stop)).ToLookup(v => v.ItemId);
        return items.Where(item => versions[item.Id].Any())
            .Select(item => (item, version: versions[item.Id].OrderByDescending(v => v.EffectiveOn).ThenByDescending(v => v.Number).First()))
            .ToDictionary(one => one.item.Code, one => new OfferedItem(one.item, one.version, one.version.Content));
    }

    /// <summary>Code and name of all that can be received today.</summary>
    public async Task<IReadOnlyList<(string Code, string Zh, string En)>> ListAsync(Guid? groupId, CancellationToken stop = default)
    {
        var rows = await (
            from item in db.Set<Item>()
            join version in db.Set<ItemVersion>() on item.Id equals version.ItemId
            where version.State == ItemVersionState.Published && version.EffectiveOn <= clock.Today && (groupId == null || item.GroupId == groupId)
            orderby item.Code, version.EffectiveOn descending
            select new { item.Code, version.NameZh, version.NameEn }).ToListAsync(stop);
        return [.. rows.DistinctBy(row => row.Code).Select(row => (row.Code, row.NameZh, row.NameEn))];
    }

    private async Task<OfferedItem?> WithVersionAsync(Item? item, CancellationToken stop)
    {
        if (item is null)
        {
            return null;
        }

        var version = await db.Set<ItemVersion>().AsNoTracking()
            .Where(v => v.ItemId == item.Id && v.State == ItemVersionState.Published && v.EffectiveOn <= clock.Today)
            .OrderByDescending(v => v.EffectiveOn).ThenByDescending(v => v.Number)
            .FirstOrDefaultAsync(stop);
        return version is null ? null : new OfferedItem(item, version, version.Content);
    }
}
