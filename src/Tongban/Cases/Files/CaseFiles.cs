using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Files;

namespace Tongban.Cases;

/// <summary>Takes uploads against the checklist.</summary>
public sealed class CaseFiles(TongbanDb db, CaseMoments moments, FileStore files)
{
    /// <summary>The name of the file field of a material: <c>file.SU01-M02</c>.</summary>
    public const string FieldPrefix = "file.";

    /// <summary>Takes every file of the form; one that is refused refuses them all.</summary>
    public async Task TakeAsync(Case of, IFormFileCollection uploads, Actor by, CancellationToken stop = default)
    {
        var given = uploads.Where(upload => upload.Name.StartsWith(FieldPrefix, StringComparison.Ordinal) && upload.FileName.Length > 0).ToList();
        Refusal.Unless(of.FileCount + given.Count <= CaseFile.MaxPerCase, "case.too-many-files", CaseFile.MaxPerCase);
        var at = moments.By(by);
        foreach (var upload in given)
        {
            var key = upload.Name[FieldPrefix.Length..];
            var file = new CaseFile(of, of.Material(key).Key, await files.KeepAsync(upload, stop), FileStore.NameOf(upload), at);
            of.HandIn(key, file.Id, at);
            db.Add(file);
        }
    }

    public async Task<IReadOnlyList<CaseFile>> OfAsync(Guid caseId, CancellationToken stop = default) =>
        await db.Set<CaseFile>().AsNoTracking().Where(file => file.CaseId == caseId).OrderBy(file => file.UploadedAt).ToListAsync(stop);
}
