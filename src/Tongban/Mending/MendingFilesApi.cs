using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared.Files;

namespace Tongban.Mending;

/// <summary>Evidence, found through the rectification that one may see. Always as an attachment, never kept by caches.</summary>
public static class MendingFilesApi
{
    public static void MapMendingFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/staff/mending/{id:guid}/files/{fileId:guid}", SendAsync).WithMetadata(new NeedsAttribute(Permission.MendRatings));

    private static async Task<Results<FileStreamHttpResult, NotFound>> SendAsync(Guid id, Guid fileId, RectificationsInSight sight, TongbanDb db, FileStore files, HttpContext http)
    {
        var mine = (await sight.MineAsync()).Where(one => one.Id == id);
        var found = await db.Set<RectificationFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == fileId && mine.Any(one => one.Id == file.RectificationId));
        return found is null ? TypedResults.NotFound() : files.Send(http, found.Hash, found.Type, found.Name);
    }
}
