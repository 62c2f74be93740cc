using Tongban.Cases;
using Tongban.OneThing;
using Tongban.Partners.Access;
using Tongban.Shared.Api;
using Answer = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Tongban.Partners.Calls.PartnerStep>, Microsoft.AspNetCore.Http.HttpResults.NotFound, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Tongban.Partners.Calls;

/// <summary>A body's work on its steps, done by its system through the very activities of its desk.</summary>
public static class PartnerWorkApi
{
    public static void MapPartnerWork(this IEndpointRouteBuilder app)
    {
        var work = new NeedsPartnerAttribute(PartnerScopes.Work);
        var api = app.MapApi("Partners");
        api.MapPost("/partner/steps/{id:guid}/acceptance", AcceptAsync).WithName("acceptPartnerStep").RequireAuthorization(work).Changes("case.not-now", "case.materials-missing");
        api.MapPost("/partner/steps/{id:guid}/returns", ReturnAsync).WithName("returnPartnerStep").RequireAuthorization(work).Changes("case.not-now", "onething.nothing-marked", "onething.rest-unchecked", "onething.field-fixed", "case.unknown-material", "case.fault-reason-missing");
        api.MapPost("/partner/steps/{id:guid}/amendments/{amendmentId:guid}/notes", NoteAsync).WithName("notePartnerAmendment").RequireAuthorization(work).Changes("onething.amendment-seen");
        api.MapPost("/partner/steps/{id:guid}/reasons", UnmaskAsync).WithName("seePartnerStepInFull").RequireAuthorization(work).Changes("case.remark-missing");
        api.MapPost("/partner/steps/{id:guid}/result", FinishAsync).WithName("finishPartnerStep").RequireAuthorization(work)
            .Changes("case.not-now", "onething.output-missing", "onething.amendment-unseen", "onething.visit-first", "onething.visit-not-yet", "onething.follow-unchecked", "onething.several-officers", "case.result-number-taken", "file.type", "file.mislabelled", "file.too-large");
    }

    /// <summary>Takes the step up: what was handed in is in order, and the law's terms run from here.</summary>
    /// <param name="id">The step.</param>
    /// <param name="writes">Does it.</param>
    /// <param name="work">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> AcceptAsync(Guid id, PartnerWrites writes, StepWork work, CurrentPartner partner, HttpContext http, CancellationToken stop) =>
        writes.DoAsync(id, StepMoves.Accept, http, view => work.AcceptAsync(view.Step, partner.Actor, stop), stop);

    /// <summary>Asks back: all that is wrong at once, each at its own field or material (一次性告知). The applicant mends it and the step comes back.</summary>
    /// <param name="id">The step.</param>
    /// <param name="found">What is wrong.</param>
    /// <param name="writes">Does it.</param>
    /// <param name="work">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> ReturnAsync(Guid id, PartnerReturn found, PartnerWrites writes, StepWork work, CurrentPartner partner, HttpContext http, CancellationToken stop) =>
        writes.DoAsync(id, StepMoves.Return, http, view => work.ReturnAsync(view.Whole, view.Step, FindingsOf(found), found.RestInOrder, partner.Actor), stop);

    /// <summary>Takes note of an answer that changed after the step had used it.</summary>
    /// <param name="id">The step.</param>
    /// <param name="amendmentId">The change.</param>
    /// <param name="writes">Does it.</param>
    /// <param name="work">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> NoteAsync(Guid id, Guid amendmentId, PartnerWrites writes, StepWork work, CurrentPartner partner, HttpContext http, CancellationToken stop) =>
        writes.DoAsync(id, null, http, view => work.See(view.Whole, view.Step, amendmentId, partner.Actor), stop);

    /// <summary>Says why names and numbers are needed in full: for ten minutes reading the step shows them. The reason is kept and the applicant can read it.</summary>
    /// <param name="id">The step.</param>
    /// <param name="why">The reason.</param>
    /// <param name="writes">Does it.</param>
    /// <param name="checking">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> UnmaskAsync(Guid id, PartnerReason why, PartnerWrites writes, Checking checking, CurrentPartner partner, HttpContext http, CancellationToken stop) =>
        writes.DoAsync(id, null, http, view => checking.Unmask(view.Step.Case!, why.Reason, partner.Actor), stop);

    /// <summary>Finishes the step with what it gives, such as seal codes or an account number; what waits for it begins in the same moment.</summary>
    /// <remarks>A second time it is 409, with what is still `possible`. A document of up to 10 MB goes along as base64: PDF, JPEG, PNG, DOCX or OFD.</remarks>
    /// <param name="id">The step.</param>
    /// <param name="result">What it gives.</param>
    /// <param name="writes">Does it.</param>
    /// <param name="work">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> FinishAsync(Guid id, PartnerResult result, PartnerWrites writes, StepWork work, CurrentPartner partner, HttpContext http, CancellationToken stop) =>
        writes.DoAsync(id, StepMoves.Finish, http, view => work.FinishAsync(view.Whole, view.Step, new StepResult(result.Given, result.ResultNumber, FileOf(result.Document), result.RestInOrder), partner.Actor, stop), stop);

    private static List<StepFinding> FindingsOf(PartnerReturn found) => [.. found.Findings.OfType<PartnerFinding>().DistinctBy(finding => finding.Id).Select(finding => new StepFinding(finding.Id, finding.Reason))];

    private static FormFile? FileOf(PartnerDocument? sent) =>
        sent is null ? null : new FormFile(new MemoryStream(sent.Content, writable: false), 0, sent.Content.Length, "document", sent.Name);

    private static RouteHandlerBuilder Changes(this RouteHandlerBuilder endpoint, params string[] codes) =>
        endpoint.MayBeMissing().Refuses(codes).ProducesProblem(StatusCodes.Status412PreconditionFailed);
}

/// <summary>What is wrong with a step.</summary>
/// <param name="Findings">All of it: the applicant is told once.</param>
/// <param name="RestInOrder">Every other material was looked at and is in order; nothing is called checked that nobody has said.</param>
public sealed record PartnerReturn(IReadOnlyList<PartnerFinding> Findings, bool RestInOrder = false);

/// <summary>One thing that is wrong.</summary>
/// <param name="Id">The field or the material.</param>
/// <param name="Reason">What is wrong with it, as the applicant reads it; 300 characters at most.</param>
public sealed record PartnerFinding(string Id, string Reason);

/// <summary>Why a person's data is needed in full.</summary>
/// <param name="Reason">In words; the applicant can read it.</param>
public sealed record PartnerReason(string Reason);

/// <summary>What a step gives.</summary>
/// <param name="Given">By the ids of `outputs`.</param>
/// <param name="ResultNumber">The number of the result, where it has one.</param>
/// <param name="Document">The result itself, where it is a document.</param>
/// <param name="RestInOrder">What was promised (容缺) and handed in after the acceptance was looked at and is in order.</param>
public sealed record PartnerResult(Dictionary<string, string?> Given, string? ResultNumber = null, PartnerDocument? Document = null, bool RestInOrder = false);

/// <summary>A document.</summary>
/// <param name="Name">Its name, with an ending that fits.</param>
/// <param name="Content">Its bytes, in base64.</param>
public sealed record PartnerDocument(string Name, byte[] Content);
