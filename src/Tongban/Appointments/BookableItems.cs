using Tongban.Catalogue;

namespace Tongban.Appointments;

/// <summary>An item as booking sees it.</summary>
public sealed record BookableItem(Item Item, ItemContent Content)
{
    public Guid Id => Item.Id;

    public string Code => Item.Code;

    public Matter Matter => new(Item.Id, Item.GroupId, Math.Max(1, Content.HandlingMinutes));

    public string Name => Content.Title();
}

/// <summary>The items of the guides that hold today.</summary>
public sealed class BookableItems(PublishedGuides guides)
{
    public async Task<IReadOnlyList<BookableItem>> AllAsync() => [.. (await LoadAsync()).Where(item => item.Content.Bookable)];

    /// <summary>Bookable or not: a booking that was made keeps its matters.</summary>
    public async Task<IReadOnlyList<BookableItem>> ByIdAsync(IReadOnlyList<Guid> ids) => [.. (await guides.ByIdAsync(ids)).Select(Bookable)];

    /// <summary>In the order of the codes; unknown ones are left out.</summary>
    public async Task<IReadOnlyList<BookableItem>> ByCodeAsync(IEnumerable<string> codes)
    {
        var all = (await AllAsync()).ToDictionary(item => item.Code);
        return [.. codes.Distinct().Where(all.ContainsKey).Select(code => all[code])];
    }

    private async Task<IEnumerable<BookableItem>> LoadAsync() => (await guides.AllAsync()).Select(Bookable);

    private static BookableItem Bookable(PublishedGuide guide) => new(guide.Item, guide.Content);
}
