using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.Shared.Words;

namespace Tongban.Ratings.Figures;

/// <summary>What stands under a key, by the name that is read in figures, in the request's language.</summary>
public sealed class FigureNames(TongbanDb db, EvaluationTags tags, Say say)
{
    private const string None = "rating.none-";

    /// <summary>The name of each key of one side.</summary>
    public async Task<Func<string, string>> OfAsync(SumBy by, CancellationToken stop = default)
    {
        var known = await KnownAsync(by, stop);
        return key => SumKeys.Id(key) is { } id && known.TryGetValue(id, out var name) ? name : Other(by, key);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> DepartmentsAsync(CancellationToken stop = default) =>
        await db.Set<Department>().Select(one => new { one.Id, one.NameZh, one.NameEn }).ToDictionaryAsync(one => one.Id, one => Named.In(one.NameZh, one.NameEn), stop);

    public string NoItem => say[None + "item"];

    private Task<Dictionary<Guid, string>> KnownAsync(SumBy by, CancellationToken stop) => by switch
    {
        SumBy.Site => db.Set<Site>().Select(one => new { one.Id, one.NameZh, one.NameEn }).ToDictionaryAsync(one => one.Id, one => Named.In(one.NameZh, one.NameEn), stop),
        SumBy.Window => WindowsAsync(stop),
        SumBy.Item => ItemsAsync(stop),
        SumBy.Clerk => ClerksAsync(stop),
        _ => Task.FromResult(new Dictionary<Guid, string>()),
    };

    private string Other(SumBy by, string key) => by switch
    {
        SumBy.Window => say[None + "window." + key],
        SumBy.Item => say[None + "item"],
        SumBy.Clerk => SumKeys.CodeOf(key) ?? say[None + "clerk"],
        SumBy.Channel => key.Length == 0 ? say[None + "channel"] : say["rating.channel." + key],
        SumBy.Tag => tags.All.FirstOrDefault(tag => tag.Code == key) is { } tag ? $"{key} {tag.Name}" : key,
        _ => key,
    };

    private async Task<Dictionary<Guid, string>> WindowsAsync(CancellationToken stop)
    {
        var windows = await db.Set<Window>()
            .Join(db.Set<Site>(), window => window.SiteId, site => site.Id, (window, site) => new { window.Id, window.NameZh, window.NameEn, SiteZh = site.NameZh, SiteEn = site.NameEn })
            .ToListAsync(stop);
        return windows.ToDictionary(w => w.Id, w => Named.In($"{w.SiteZh} {w.NameZh}", $"{w.SiteEn}, {w.NameEn}"));
    }

    private async Task<Dictionary<Guid, string>> ItemsAsync(CancellationToken stop)
    {
        var versions = await db.Set<ItemVersion>().Where(version => version.State == ItemVersionState.Published)
            .Select(version => new { version.ItemId, version.EffectiveOn, version.NameZh, version.NameEn }).ToListAsync(stop);
        return versions.GroupBy(version => version.ItemId).Select(group => group.MaxBy(version => version.EffectiveOn)!)
            .ToDictionary(version => version.ItemId, version => Named.In(version.NameZh, version.NameEn));
    }

    private async Task<Dictionary<Guid, string>> ClerksAsync(CancellationToken stop)
    {
        var posted = db.Set<People.Post>().Select(post => post.AccountId).Distinct();
        return await db.Users.Where(user => posted.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName, stop);
    }
}
