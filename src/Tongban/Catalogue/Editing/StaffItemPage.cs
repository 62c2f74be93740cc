using Microsoft.EntityFrameworkCore;
using Tongban.Shared;

namespace Tongban.Catalogue.Editing;

/// <summary>A staff page about one item and its versions.</summary>
public abstract class StaffItemPage(TongbanDb db) : TongbanPage
{
    public Item Item { get; private set; } = null!;

    /// <summary>All there are, in their order.</summary>
    public IReadOnlyList<LifeEvent> LifeEvents { get; private set; } = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<ItemVersion> Versions { get; private set; } = [];

    public ItemVersion Latest => Versions[0];

    protected TongbanDb Db => db;

    protected async Task<bool> LoadAsync(string code)
    {
        // Addresses that the router makes are in small letters.
        var upper = code.ToUpperInvariant();
        if (await db.Set<Item>().SingleOrDefaultAsync(item => item.Code.ToUpper() == upper) is not { } item)
        {
            return false;
        }

        Item = item;
        LifeEvents = await db.Set<LifeEvent>().AsNoTracking().OrderBy(lifeEvent => lifeEvent.Sort).ToListAsync();
        Versions = await db.Set<ItemVersion>().Where(version => version.ItemId == item.Id).OrderByDescending(version => version.Number).ToListAsync();
        return Versions.Count > 0;
    }

    /// <summary>What the rules say of a content of this item.</summary>
    protected IReadOnlyList<Finding> Check(ItemContent content) =>
        ConsistencyRules.Check(content, LifeEvents.FirstOrDefault(lifeEvent => lifeEvent.Code == content.LifeEvent)?.Audience);

    protected ItemVersion? Version(int number) => Versions.FirstOrDefault(version => version.Number == number);

    /// <summary>The published version that holds on a day.</summary>
    protected ItemVersion? HeldOn(DateOnly day) => Versions.Where(version => version.State == ItemVersionState.Published && version.EffectiveOn <= day)
        .OrderBy(version => version.EffectiveOn).ThenBy(version => version.Number).LastOrDefault();
}
