using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.People;
using Tongban.Shared.Files;

namespace Tongban.Licences.Printing;

/// <summary>Downloads of signed papers, each found through the case that one may see. One that is not made yet is made now.</summary>
public static class SignedPapersApi
{
    public static void MapSignedPapers(this IEndpointRouteBuilder app)
    {
        app.MapGet("/staff/cases/{id:guid}/papers/{paper}/pdf", OfMySite).WithMetadata(new NeedsAttribute(Permission.AcceptCases));
        app.MapGet("/staff/inbox/{id:guid}/papers/{paper}/pdf", OfMyDepartment).WithMetadata(new NeedsAttribute(Permission.DecideCases));
        app.MapGet("/progress/{number}/papers/{paper}/pdf", OfMine).AllowAnonymous();
    }

    private static async Task<Results<FileStreamHttpResult, RedirectHttpResult, NotFound>> OfMySite(Guid id, string paper, CasesInSight sight, Sending sending) =>
        await sending.SendAsync(await (await sight.OfMySitesAsync()).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id), paper, $"/staff/cases/{id}");

    private static async Task<Results<FileStreamHttpResult, RedirectHttpResult, NotFound>> OfMyDepartment(Guid id, string paper, CasesInSight sight, Sending sending) =>
        await sending.SendAsync(await (await sight.OfMyDepartmentsAsync()).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id), paper, $"/staff/inbox/{id}");

    private static async Task<Results<FileStreamHttpResult, RedirectHttpResult, NotFound>> OfMine(string number, string paper, ProgressAccess access, Sending sending) =>
        await sending.SendAsync(await access.FindAsync(number), paper, $"/progress/{number}");

    /// <summary>Sends one paper of a case.</summary>
    public sealed class Sending(TongbanDb db, PaperDuties duties, FileStore files, SignedPapers papers, IHttpContextAccessor http)
    {
        internal async Task<Results<FileStreamHttpResult, RedirectHttpResult, NotFound>> SendAsync(Case? of, string paper, string back)
        {
            var aborted = http.HttpContext!.RequestAborted;
            var wanted = of is null ? null : await db.Set<SignedPaper>().AsNoTracking().SingleOrDefaultAsync(signed => signed.CaseId == of.Id && signed.Paper == paper, aborted);
            if (wanted is null)
            {
                return TypedResults.NotFound();
            }

            // The page says the same; the signed file follows as soon as it can be made.
            if ((wanted.Hash is null ? await duties.TryAsync(wanted.Id, aborted) : wanted) is not { Hash: { } hash } signed)
            {
                return TypedResults.LocalRedirect($"{back}/papers/{(wanted.LicenceEdition is null ? paper : Papers.Result)}");
            }

            http.HttpContext.Response.Headers.CacheControl = "private, no-store";
            http.HttpContext.Response.Headers.ContentSecurityPolicy = "sandbox";
            return TypedResults.Stream(files.Open(hash), FileType.Pdf.MediaType(), $"{papers.TitleOf(signed)}-{of!.Number[^Looking.ShortNumber..]}{FileType.Pdf.Ending()}", enableRangeProcessing: false);
        }
    }
}
