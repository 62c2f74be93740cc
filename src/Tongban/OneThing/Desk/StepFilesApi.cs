using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Cases;
using Tongban.People;
using Tongban.Shared.Files;

namespace Tongban.OneThing;

/// <summary>Files of a step, found through the step that one may see. Always as an attachment, never kept by caches.</summary>
public static class StepFilesApi
{
    public static void MapStepFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/staff/steps/{id:guid}/files/{fileId:guid}", OfMyBody).WithMetadata(new NeedsAttribute(Permission.HandleSteps));

    private static async Task<Results<FileStreamHttpResult, NotFound>> OfMyBody(Guid id, Guid fileId, StepsInSight sight, TongbanDb db, FileStore files, HttpContext http) =>
        await CaseFilesApi.SendAsync((await sight.OfMyBodiesAsync()).Where(c => c.Id == id), fileId, db, files, http);
}
