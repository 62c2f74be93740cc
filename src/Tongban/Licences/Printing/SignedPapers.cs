using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Shared.Words;

namespace Tongban.Licences.Printing;

/// <summary>Which signed papers a case has.</summary>
public sealed class SignedPapers(TongbanDb db, Say say)
{
    public async Task<IReadOnlyList<(string Paper, string Title)>> OfAsync(Guid caseId, CancellationToken stop = default)
    {
        var papers = await db.Set<SignedPaper>().AsNoTracking().Where(paper => paper.CaseId == caseId).OrderBy(paper => paper.Id).ToListAsync(stop);
        return [.. papers.Select(paper => (paper.Paper, TitleOf(paper)))];
    }

    public string TitleOf(SignedPaper paper) => paper.LicenceEdition is { } edition
        ? say["licences.paper", edition]
        : say["cases.paper." + Papers.Kind(paper.Paper), Papers.NumberOf(paper.Paper) ?? 0];
}
