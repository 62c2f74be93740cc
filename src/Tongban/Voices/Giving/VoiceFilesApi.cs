using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared.Files;

namespace Tongban.Voices.Giving;

/// <summary>Files, found through the voice that one may see. Always as an attachment, never kept by caches.</summary>
public static class VoiceFilesApi
{
    public static void MapVoiceFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/staff/voices/{id:guid}/files/{fileId:guid}", OfStaffAsync).WithMetadata(new NeedsAttribute(Permission.HandleVoices));
        app.MapGet("/voices/mine/{number}/files/{fileId:guid}", OfPersonAsync).AllowAnonymous();
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> OfStaffAsync(Guid id, Guid fileId, VoicesInSight sight, TongbanDb db, FileStore files, HttpContext http) =>
        await SendAsync((await sight.MineAsync()).Where(one => one.Id == id), fileId, db, files, http);

    private static async Task<Results<FileStreamHttpResult, NotFound>> OfPersonAsync(string number, Guid fileId, VoiceAccess access, TongbanDb db, FileStore files, HttpContext http) =>
        await access.FindAsync(number, http.RequestAborted) is { } found ? await SendAsync(db.Set<Voice>().Where(one => one.Id == found.Id), fileId, db, files, http) : TypedResults.NotFound();

    private static async Task<Results<FileStreamHttpResult, NotFound>> SendAsync(IQueryable<Voice> among, Guid fileId, TongbanDb db, FileStore files, HttpContext http)
    {
        var found = await db.Set<VoiceFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == fileId && among.Any(one => one.Id == file.VoiceId));
        return found is null ? TypedResults.NotFound() : files.Send(http, found.Hash, found.Type, found.Name);
    }
}
