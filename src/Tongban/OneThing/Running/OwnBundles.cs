using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Citizens;
using Tongban.Shared.Words;

namespace Tongban.OneThing;

/// <summary>The one-things of an account: drafts to go on with, what runs, what is done.</summary>
public sealed class OwnBundles(TongbanDb db, Say say, Formats formats) : IOwnMatters
{
    private const int Most = 30;

    public string Heading => "onething.mine";

    public int Order => 10;

    public async Task<IReadOnlyList<OwnMatter>> OfAsync(Guid accountId, CancellationToken stop)
    {
        var rows = await (
            from bundle in db.Set<Bundle>().AsNoTracking().IgnoreAutoIncludes()
            join version in db.Set<TemplateVersion>() on bundle.TemplateVersionId equals version.Id
            join template in db.Set<Template>() on bundle.TemplateId equals template.Id
            where bundle.AccountId == accountId
            orderby bundle.TouchedAt descending
            select new { bundle, template.Code, version.NameZh, version.NameEn }).Take(Most).ToListAsync(stop);
        return [.. rows.Select(row => new OwnMatter(
            Bilingual.Of(row.NameZh, row.NameEn),
            row.bundle.Status == BundleStatus.Draft ? say["onething.draft-of", formats.Moment(row.bundle.TouchedAt)] : $"{row.bundle.Name}　{row.bundle.Number}",
            say["onething.status." + row.bundle.Status],
            row.bundle.Status == BundleStatus.Draft ? $"/onething/{row.Code}/form" : $"/onething/mine/{row.bundle.Number}"))];
    }
}
