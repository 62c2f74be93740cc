using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Shared.Words;

namespace Tongban.Voices.Giving;

/// <summary>The voices of an account, on its owner's page.</summary>
public sealed class OwnVoices(TongbanDb db, Say say, Formats formats) : IOwnMatters
{
    private const int Most = 20;

    public string Heading => "voices.mine";

    public int Order => 30;

    public async Task<IReadOnlyList<OwnMatter>> OfAsync(Guid accountId, CancellationToken stop)
    {
        var rows = await db.Set<Voice>().AsNoTracking().IgnoreAutoIncludes()
            .Where(one => one.AccountId == accountId).OrderByDescending(one => one.ReceivedAt).Take(Most)
            .Select(one => new { one.Number, one.Kind, one.Title, one.ReceivedOn, one.Status }).ToListAsync(stop);
        return [.. rows.Select(row => new OwnMatter(row.Title, say["voices.own-line", say["voices.kind." + row.Kind], formats.Day(row.ReceivedOn)], say["voices.status." + row.Status], $"/voices/mine/{row.Number}"))];
    }
}
