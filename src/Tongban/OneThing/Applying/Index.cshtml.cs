using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Shared;

namespace Tongban.OneThing.Applying;

/// <summary>What can be done at one go, and what of one's own runs.</summary>
[AllowAnonymous]
public sealed class IndexModel(TongbanDb db, Templates templates, CurrentCitizen citizen) : TongbanPage
{
    private const int Most = 30;

    public IReadOnlyList<OfferedTemplate> Offered { get; private set; } = [];

    /// <summary>One's own drafts and bundles, the newest first.</summary>
    public IReadOnlyList<(Bundle Bundle, string Code, string NameZh, string NameEn)> Mine { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Offered = await templates.OfferedAsync(stop);
        if (citizen.AccountId is not { } account)
        {
            return;
        }

        var rows = await (
            from bundle in db.Set<Bundle>().AsNoTracking().IgnoreAutoIncludes()
            join version in db.Set<TemplateVersion>() on bundle.TemplateVersionId equals version.Id
            join template in db.Set<Template>() on bundle.TemplateId equals template.Id
            where bundle.AccountId == account
            orderby bundle.TouchedAt descending
            select new { bundle, template.Code, version.NameZh, version.NameEn }).Take(Most).ToListAsync(stop);
        Mine = [.. rows.Select(row => (row.bundle, row.Code, row.NameZh, row.NameEn))];
    }
}
