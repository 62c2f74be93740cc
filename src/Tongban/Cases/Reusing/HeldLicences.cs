using Microsoft.EntityFrameworkCore;
using Tongban.Licences;
using Tongban.Shared.Files;

namespace Tongban.Cases;

/// <summary>Licences of an applicant that are valid today and whose signed PDF is there: each stands for the material of its name.</summary>
internal static class HeldLicences
{
    private const int Most = 20;

    /// <param name="db">The database.</param>
    /// <param name="earlier">Cases as far as whoever asks may use them: of an organisation all, otherwise the same applicant's.</param>
    /// <param name="uscc">The organisation; its licence may come from the case that made it, when it had no code yet.</param>
    /// <param name="at">Today.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<List<(string Name, HeldMaterial Held)>> OfAsync(TongbanDb db, IQueryable<Case> earlier, string? uscc, CaseMoment at, CancellationToken stop)
    {
        var today = at.Today;
        var rows = await (
            from its in earlier.IgnoreAutoIncludes()
            join licence in db.Set<Licence>().AsNoTracking() on its.Id equals licence.CaseId
            where (uscc == null || licence.HolderCode == uscc) && licence.Status == LicenceStatus.Valid && (licence.ValidUntilOn == null || licence.ValidUntilOn >= today)
            orderby licence.IssuedOn descending
            select new { its, licence }).Take(Most).ToListAsync(stop);
        var cases = rows.Select(row => row.its.Id).ToList();
        var papers = (await db.Set<SignedPaper>().AsNoTracking().Where(paper => cases.Contains(paper.CaseId) && paper.Hash != null).ToListAsync(stop)).ToDictionary(paper => (paper.CaseId, paper.Paper));
        var held = new List<(string, HeldMaterial)>();
        foreach (var row in rows)
        {
            if (papers.TryGetValue((row.its.Id, SignedPaper.OfLicence(row.licence.Edition)), out var paper))
            {
                held.Add((row.licence.NameZh.Trim(), Of(row.its, row.licence, paper, at)));
            }
        }

        return held;
    }

    private static HeldMaterial Of(Case its, Licence licence, SignedPaper paper, CaseMoment at)
    {
        var file = new CaseFile(its, null, new StoredFile(paper.Hash!, paper.Size, FileType.Pdf), licence.NameZh + FileType.Pdf.Ending(), at with { Now = paper.SignedAt ?? at.Now });
        return new HeldMaterial("", its.Id, its.Number, licence.NameZh, licence.NameEn, paper.SignedAt ?? at.Now, [file]) { Licence = licence.Identifier };
    }
}
