using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared.Files;

namespace Tongban.Cases;

/// <summary>Downloads, each found through the case that one may see. Always as an attachment, never kept by caches.</summary>
public static class CaseFilesApi
{
    public static void MapCaseFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/staff/cases/{id:guid}/files/{fileId:guid}", OfMySite).WithMetadata(new NeedsAttribute(Permission.AcceptCases));
        app.MapGet("/staff/inbox/{id:guid}/files/{fileId:guid}", OfMyDepartment).WithMetadata(new NeedsAttribute(Permission.DecideCases));
        app.MapGet("/progress/{number}/files/{fileId:guid}", OfMine).AllowAnonymous();
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> OfMySite(Guid id, Guid fileId, CasesInSight sight, TongbanDb db, FileStore files, HttpContext http) =>
        await SendAsync((await sight.OfMySitesAsync()).Where(c => c.Id == id), fileId, db, files, http);

    private static async Task<Results<FileStreamHttpResult, NotFound>> OfMyDepartment(Guid id, Guid fileId, CasesInSight sight, TongbanDb db, FileStore files, HttpContext http) =>
        await SendAsync((await sight.OfMyDepartmentsAsync()).Where(c => c.Id == id), fileId, db, files, http);

    private static async Task<Results<FileStreamHttpResult, NotFound>> OfMine(string number, Guid fileId, ProgressAccess access, TongbanDb db, FileStore files, HttpContext http)
    {
        return await access.FindAsync(number) is { } found
            ? await SendAsync(db.Set<Case>().Where(c => c.Id == found.Id), fileId, db, files, http)
            : TypedResults.NotFound();
    }

    /// <summary>A file of one of these cases.</summary>
    public static async Task<Results<FileStreamHttpResult, NotFound>> SendAsync(IQueryable<Case> cases, Guid fileId, TongbanDb db, FileStore files, HttpContext http)
    {
        var file = await db.Set<CaseFile>().AsNoTracking().Where(f => f.Id == fileId && cases.Any(c => c.Id == f.CaseId)).SingleOrDefaultAsync();
        return file is null ? TypedResults.NotFound() : files.Send(http, file.Hash, file.Type, file.Name);
    }
}
