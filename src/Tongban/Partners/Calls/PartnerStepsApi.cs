using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.OneThing;
using Tongban.Partners.Access;
using Tongban.Shared.Api;
using Tongban.Shared.Files;

namespace Tongban.Partners.Calls;

/// <summary>A body's own steps, read by its system.</summary>
public static class PartnerStepsApi
{
    public static void MapPartnerSteps(this IEndpointRouteBuilder app)
    {
        var read = new NeedsPartnerAttribute(PartnerScopes.Read);
        var api = app.MapApi("Partners");
        api.MapGet("/partner/steps", ListAsync).WithName("listPartnerSteps").RequireAuthorization(read).Refuses("api.limit", "api.cursor");
        api.MapGet("/partner/steps/{id:guid}", ShowAsync).WithName("showPartnerStep").RequireAuthorization(read).MayBeMissing();
        api.MapGet("/partner/steps/{id:guid}/files/{fileId:guid}", FileAsync).WithName("downloadPartnerFile").RequireAuthorization(read).MayBeMissing().Produces(StatusCodes.Status200OK, null, "application/octet-stream");
    }

    /// <summary>The steps of one's own body, the oldest first.</summary>
    /// <param name="steps">The body's steps.</param>
    /// <param name="db">The database.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="show">`open` (what is to be done; the usual), `returned` (with the applicant) or `done` (ended).</param>
    /// <param name="limit">How many; 20 unless told, 100 at most.</param>
    /// <param name="cursor">Where the page before ended.</param>
    public static async Task<Ok<ApiPage<PartnerStepLine>>> ListAsync(PartnerSteps steps, TongbanDb db, HallClock clock, CancellationToken stop, string? show = null, int? limit = null, string? cursor = null)
    {
        var count = Paging.CountOf(limit);
        var rows = await After(Chosen(steps.All, show), cursor)
            .OrderBy(its => its.ReceivedAt).ThenBy(its => its.Number).Take(count + 1)
            .Select(its => new
            {
                its.Id,
                its.Number,
                its.Status,
                its.ReceivedAt,
                its.EndedAt,
                Bundle = db.Set<Bundle>().Where(bundle => bundle.Id == its.BundleId).Select(bundle => new { bundle.Number, bundle.Name }).First(),
                Item = db.Set<ItemVersion>().Where(version => version.Id == its.ItemVersionId).Select(version => new { version.NameZh, version.NameEn }).First(),
            })
            .ToListAsync(stop);
        var shown = rows.Take(count).Select(row => new PartnerStepLine(
            row.Id, row.Number, row.Bundle.Number!, Bilingual.Of(row.Item.NameZh, row.Item.NameEn), row.Bundle.Name, row.Status, clock.WithOffset(row.ReceivedAt), clock.WithOffset(row.EndedAt))).ToList();
        return TypedResults.Ok(new ApiPage<PartnerStepLine>(shown, rows.Count > count ? Paging.Write($"{rows[count - 1].ReceivedAt.Ticks} {rows[count - 1].Number}") : null));
    }

    /// <summary>A step: what it uses, what was handed in, what it gives, what may be done now.</summary>
    /// <remarks>Of persons the middle of names and numbers is hidden, as at the desk, until a reason has been given.</remarks>
    /// <param name="id">The step.</param>
    /// <param name="steps">The body's steps.</param>
    /// <param name="answers">Tells it.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<PartnerStep>, NotFound>> ShowAsync(Guid id, PartnerSteps steps, PartnerAnswers answers, HttpContext http, CancellationToken stop) =>
        await steps.SeeAsync(id, stop) is { } view ? TypedResults.Ok(await answers.TellAsync(view, http, isKept: false, stop)) : TypedResults.NotFound();

    /// <summary>The bytes of a file that was handed in for the step.</summary>
    /// <param name="id">The step.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="steps">The body's steps.</param>
    /// <param name="db">The database.</param>
    /// <param name="files">The store.</param>
    /// <param name="http">The request.</param>
    public static Task<Results<FileStreamHttpResult, NotFound>> FileAsync(Guid id, Guid fileId, PartnerSteps steps, TongbanDb db, FileStore files, HttpContext http) =>
        CaseFilesApi.SendAsync(steps.All.Where(its => its.Id == id), fileId, db, files, http);

    private static IQueryable<Case> Chosen(IQueryable<Case> cases, string? show) => show switch
    {
        "returned" => cases.Where(its => its.Status == CaseStatus.AwaitingMaterials),
        "done" => cases.Where(its => its.EndedAt != null),
        null or "open" => cases.Where(its => its.EndedAt == null && its.Status != CaseStatus.AwaitingMaterials),
        _ => throw new BadHttpRequestException("show"),
    };

    private static IQueryable<Case> After(IQueryable<Case> cases, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return cases;
        }

        var parts = Paging.Read(cursor).Split(' ', 2);
        var isOne = parts.Length == 2 && long.TryParse(parts[0], null, out var ticks) && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
        Refusal.Unless(isOne, "api.cursor");
        var (at, number) = (new DateTime(long.Parse(parts[0], null), DateTimeKind.Utc), parts[1]);
        return cases.Where(its => its.ReceivedAt > at || (its.ReceivedAt == at && string.Compare(its.Number, number) > 0));
    }
}
