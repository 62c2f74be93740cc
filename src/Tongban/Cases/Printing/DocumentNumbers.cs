using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Shared.Words;

namespace Tongban.Cases;

/// <summary>
/// Gives papers their numbers: a series for each department, kind and year, one row raised in the transaction of the move,
/// so that no number is lost or given twice. GB/T 39046-2020, 受理文书编号: at most 30 characters.
/// </summary>
public sealed class DocumentNumbers(TongbanDb db, Say say)
{
    private const int LongestBody = 10;

    public async Task IssueAsync(Case of, string paper, CaseMoment at, CancellationToken stop = default)
    {
        var kind = await KindAsync(of, paper, stop);
        var year = new DateOnly(at.Today.Year, 1, 1);
        var sequence = await NumberSeries.NextAsync(db, $"doc:{of.DepartmentId:N}:{kind}", year, stop);
        var number = say.In(WordBook.Chinese, "cases.document-number", await BodyAsync(of, stop), say.In(WordBook.Chinese, "cases.document." + kind), at.Today.Year, sequence);
        db.Add(new CaseDocument(of, paper, number, at));
    }

    // A decision's series is told by what was decided: 准, 不准; of a matter that is no permit 办.
    private async Task<string> KindAsync(Case of, string paper, CancellationToken stop)
    {
        if (paper != Papers.Result)
        {
            return Papers.Kind(paper);
        }

        var content = (await db.Set<ItemVersion>().AsNoTracking().SingleAsync(version => version.Id == of.ItemVersionId, stop)).Content;
        return of.Outcome == CaseOutcome.Refused ? "refused" : Papers.IsPermit(content) ? "granted" : "result";
    }

    private async Task<string> BodyAsync(Case of, CancellationToken stop)
    {
        var names = await db.Set<Department>().Where(department => department.Id == of.DepartmentId).Select(department => new { department.ShortZh, department.NameZh }).SingleAsync(stop);
        var name = names.ShortZh.Length > 0 ? names.ShortZh : names.NameZh;
        return name[..Math.Min(name.Length, LongestBody)];
    }
}
