using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Citizens;
using Tongban.Shared.Words;

namespace Tongban.Cases.Showing;

/// <summary>The cases that an account handed in; a step of a one-thing is seen there.</summary>
public sealed class OwnCases(TongbanDb db, Say say, Formats formats) : IOwnMatters
{
    private const int Most = 20;

    public string Heading => "cases.mine";

    public int Order => 20;

    public async Task<IReadOnlyList<OwnMatter>> OfAsync(Guid accountId, CancellationToken stop)
    {
        var rows = await (
            from its in db.Set<Case>().AsNoTracking().IgnoreAutoIncludes()
            join version in db.Set<ItemVersion>() on its.ItemVersionId equals version.Id
            where its.AccountId == accountId && its.BundleId == null
            orderby its.ReceivedAt descending
            select new { its.Number, its.Status, its.Outcome, its.ReceivedOn, version.NameZh, version.NameEn }).Take(Most).ToListAsync(stop);
        return [.. rows.Select(row => new OwnMatter(
            Bilingual.Of(row.NameZh, row.NameEn), say["cases.received-day", formats.Day(row.ReceivedOn)],
            say["cases.status." + (row.Outcome == CaseOutcome.Refused ? nameof(CaseOutcome.Refused) : row.Status.ToString())], $"/progress/{row.Number}"))];
    }
}
