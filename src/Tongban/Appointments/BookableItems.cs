using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;

namespace Tongban.Appointments;

/// <summary>An item with what its present version says of booking.</summary>
public sealed record BookableItem(Item Item, ItemContent Content)
{
    public Guid Id => Item.Id;

    public string Code => Item.Code;

    public Matter Matter => new(Item.Id, Item.GroupId, Math.Max(1, Content.HandlingMinutes));

    /// <summary>The everyday name in the language of the request.</summary>
    public string Name => Spoken.Of(Content.CommonNameZh ?? Content.NameZh, Content.CommonNameEn ?? Content.NameEn);
}

/// <summary>Texts that the database has in two languages.</summary>
public static class Spoken
{
    public static string Of(string zh, string en) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && en.Length > 0 ? en : zh;
}

/// <summary>Items as booking sees them: the version that holds today.</summary>
public sealed class BookableItems(TongbanDb db, HallClock clock)
{
    public async Task<IReadOnlyList<BookableItem>> AllAsync(CancellationToken stop) =>
        [.. (await LoadAsync(db.Set<Item>(), stop)).Where(item => item.Content.Bookable).OrderBy(item => item.Code, StringComparer.Ordinal)];

    public Task<IReadOnlyList<BookableItem>> ByIdAsync(IReadOnlyList<Guid> ids, CancellationToken stop) =>
        LoadAsync(db.Set<Item>().Where(item => ids.Contains(item.Id)), stop);

    /// <summary>In the order of the codes; unknown ones are left out.</summary>
    public async Task<IReadOnlyList<BookableItem>> ByCodeAsync(IReadOnlyList<string> codes, CancellationToken stop)
    {
        var found = (await LoadAsync(db.Set<Item>().Where(item => codes.Contains(item.Code)), stop)).ToDictionary(item => item.Code);
        return [.. codes.Distinct().Where(found.ContainsKey).Select(code => found[code]).Where(item => item.Content.Bookable)];
    }

    private async Task<IReadOnlyList<BookableItem>> LoadAsync(IQueryable<Item> items, CancellationToken stop)
    {
        var today = clock.Today;
        var rows = await items.AsNoTracking()
            .Join(db.Set<ItemVersion>().AsNoTracking().Where(version => version.State == ItemVersionState.Published && version.EffectiveOn <= today), item => item.Id, version => version.ItemId, (item, version) => new { item, version })
            .ToListAsync(stop);
        return [.. rows.GroupBy(row => row.item.Id).Select(group => group.OrderByDescending(row => row.version.EffectiveOn).ThenByDescending(row => row.version.Number).First())
            .Select(row => new BookableItem(row.item, row.version.Content))];
    }
}
