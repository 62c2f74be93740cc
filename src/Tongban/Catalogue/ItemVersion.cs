using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Catalogue;

public enum ItemVersionState
{
    Draft,
    Published,
}

/// <summary>
/// What an item says from a day on. A published version never changes: a case keeps the one it was opened under.
/// The version that holds on a day is the published one with the latest <see cref="EffectiveOn"/> not after it.
/// </summary>
public sealed class ItemVersion : Entity
{
    private ItemVersion()
    {
    }

    public ItemVersion(Guid centreId, Guid itemId, int number, ItemContent content, DateTime now, Actor by)
        : base(centreId)
    {
        ItemId = itemId;
        Number = number;
        Take(content);
        Happened("item-version.drafted", now, by);
    }

    public Guid ItemId { get; private set; }

    /// <summary>1, 2, 3 … within the item.</summary>
    public int Number { get; private set; }

    public ItemVersionState State { get; private set; }

    /// <summary>The first day on which it holds; set on publishing.</summary>
    public DateOnly? EffectiveOn { get; private set; }

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>Minutes at the window that one matter takes; a booking's length is their sum.</summary>
    public int HandlingMinutes { get; private set; }

    /// <summary>Decided at the window at once (即办件) rather than within a promised term (承诺件).</summary>
    public bool IsImmediate { get; private set; }

    /// <summary>Working days promised; 0 when immediate.</summary>
    public int PromisedDays { get; private set; }

    /// <summary>Working days (or calendar days, see the content) by law; null where no law sets one.</summary>
    public int? StatutoryDays { get; private set; }

    public ItemContent Content => JsonSerializer.Deserialize<ItemContent>(ContentJson, ItemContent.Json)!;

    internal string ContentJson { get; private set; } = "";

    public void Edit(ItemContent content, DateTime now, Actor by)
    {
        Refusal.Unless(State == ItemVersionState.Draft, "item-version.already-published");
        Take(content);
        Happened("item-version.edited", now, by);
    }

    /// <summary>Publishes from <paramref name="effectiveOn"/> on.</summary>
    public void Publish(DateOnly effectiveOn, DateTime now, Actor by)
    {
        Refusal.Unless(State == ItemVersionState.Draft, "item-version.already-published");
        State = ItemVersionState.Published;
        EffectiveOn = effectiveOn;
        Happened("item-version.published", now, by, new { ItemId, Number });
    }

    private void Take(ItemContent content)
    {
        ContentJson = JsonSerializer.Serialize(content, ItemContent.Json);
        (NameZh, NameEn, HandlingMinutes) = (content.NameZh, content.NameEn, content.HandlingMinutes);
        (IsImmediate, PromisedDays, StatutoryDays) = (content.IsImmediate, content.PromisedDays, content.StatutoryDays);
    }
}

public sealed class ItemVersionMapping : IEntityTypeConfiguration<ItemVersion>
{
    public void Configure(EntityTypeBuilder<ItemVersion> version)
    {
        version.IsKeyedByCentre();
        version.RefersTo<ItemVersion, Item>(v => v.ItemId);
        version.HasIndex(v => new { v.CentreId, v.ItemId, v.Number }).RefusedAs("item-version.number-taken");
        version.Ignore(v => v.Content);
        version.Property(v => v.ContentJson).HasColumnName("content");
    }
}
