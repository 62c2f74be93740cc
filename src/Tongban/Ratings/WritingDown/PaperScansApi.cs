using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared.Files;

namespace Tongban.Ratings;

/// <summary>The scan of a paper form, for those who enter it; never for the rated, who would know the hand.</summary>
public static class PaperScansApi
{
    public static void MapPaperScans(this IEndpointRouteBuilder app) =>
        app.MapGet("/staff/ratings/paper/{id:guid}/scan", SendAsync).WithMetadata(new NeedsAttribute(Permission.CollectRatings));

    private static async Task<Results<FileStreamHttpResult, NotFound>> SendAsync(Guid id, CurrentStaff staff, TongbanDb db, FileStore files, HttpContext http)
    {
        var me = staff.AccountId;
        var found = await db.Set<PaperForm>().AsNoTracking().SingleOrDefaultAsync(form => form.Id == id && form.ScanHash != null && (form.RatedStaffId == null || form.RatedStaffId != me));
        return found is null ? TypedResults.NotFound() : files.Send(http, found.ScanHash!, found.ScanType!.Value, "scan");
    }
}
