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
        if (await db.Set<RectificationFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Id == fileId && mine.Any(one => one.Id == file.RectificationId)) is not { } found)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentSecurityPolicy = "sandbox";
        return TypedResults.Stream(files.Open(found.Hash), found.Type.MediaType(), Path.HasExtension(found.Name) ? found.Name : found.Name + found.Type.Ending());
    }
}
