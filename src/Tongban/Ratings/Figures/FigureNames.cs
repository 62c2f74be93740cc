using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Network;

namespace Tongban.Ratings.Figures;

/// <summary>Windows and items by the names that are read in figures, in the request's language.</summary>
public sealed class FigureNames(TongbanDb db)
{
    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public async Task<IReadOnlyDictionary<Guid, string>> WindowsAsync(IEnumerable<Guid> ids)
    {
        var windows = await db.Set<Window>()
            .Where(window => ids.Contains(window.Id))
            .Join(db.Set<Site>(), window => window.SiteId, site => site.Id, (window, site) => new { window.Id, window.NameZh, window.NameEn, SiteZh = site.NameZh, SiteEn = site.NameEn })
            .ToListAsync();
        return windows.ToDictionary(w => w.Id, w => English ? $"{w.SiteEn}, {w.NameEn}" : $"{w.SiteZh} {w.NameZh}");
    }

    public async Task<IReadOnlyDictionary<Guid, string>> ItemsAsync(IEnumerable<Guid> ids)
    {
        var versions = await db.Set<ItemVersion>()
            .Where(version => ids.Contains(version.ItemId) && version.State == ItemVersionState.Published)
            .Select(version => new { version.ItemId, version.EffectiveOn, version.NameZh, version.NameEn })
            .ToListAsync();
        return versions.GroupBy(version => version.ItemId)
            .Select(group => group.MaxBy(version => version.EffectiveOn)!)
            .ToDictionary(version => version.ItemId, version => English ? version.NameEn : version.NameZh);
    }
}
