using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Banks;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.OneThing;
using Tongban.Partners.Access;
using Tongban.Shared.Api;
using Tongban.Shared.Words;
using Answer = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Tongban.Partners.Calls.PartnerStep>, Microsoft.AspNetCore.Http.HttpResults.NotFound, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Tongban.Partners.Calls;

/// <summary>What only a bank does: visits to it, and fees that it waives.</summary>
public static class PartnerBankApi
{
    public static void MapPartnerBank(this IEndpointRouteBuilder app)
    {
        var bank = new NeedsPartnerAttribute(PartnerScopes.Bank);
        var api = app.MapApi("Partners");
        api.MapPut("/partner/steps/{id:guid}/meeting", ProposeAsync).WithName("proposePartnerMeeting").RequireAuthorization(bank).MayBeMissing().ProducesProblem(StatusCodes.Status412PreconditionFailed).Refuses("onething.no-meeting", "onething.meeting-when", "onething.meeting-closed");
        api.MapPost("/partner/steps/{id:guid}/meeting/agreement", AgreeAsync).WithName("agreePartnerMeeting").RequireAuthorization(bank).MayBeMissing().ProducesProblem(StatusCodes.Status412PreconditionFailed).Refuses("onething.no-meeting", "onething.meeting-not-yours");
        api.MapGet("/partner/fees", FeesAsync).WithName("listPartnerFees").RequireAuthorization(bank).Refuses("bank.not-posted");
        api.MapPost("/partner/steps/{id:guid}/waivers", WaiveAsync).WithName("waivePartnerFee").RequireAuthorization(bank).MayBeMissing()
            .Refuses("bank.not-posted", "bank.unknown-fee", "bank.unknown-enterprise", "bank.already-waived", "bank.fee-not-waived-then");
    }

    /// <summary>Names a time for the applicant's visit, or another than the one that was named; the applicant is told and says yes or names another.</summary>
    /// <param name="id">The step.</param>
    /// <param name="when">The time.</param>
    /// <param name="writes">Does it.</param>
    /// <param name="arranging">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> ProposeAsync(Guid id, PartnerTime when, PartnerWrites writes, Arranging arranging, CurrentPartner partner, HallClock clock, HttpContext http, CancellationToken stop) =>
        writes.DoAsync(id, null, http, view => arranging.ProposeAsync(view.Whole, view.Step, clock.Local(when.StartsAt.UtcDateTime), byBody: true, partner.Actor), stop);

    /// <summary>Says yes to the time that the applicant named.</summary>
    /// <param name="id">The step.</param>
    /// <param name="writes">Does it.</param>
    /// <param name="arranging">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> AgreeAsync(Guid id, PartnerWrites writes, Arranging arranging, CurrentPartner partner, HttpContext http, CancellationToken stop) =>
        writes.DoAsync(id, null, http, view => arranging.Agree(view.Whole, view.Step, byBody: true, partner.Actor), stop);

    /// <summary>The fees that one's own bank waives today.</summary>
    /// <param name="db">The database.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<IReadOnlyList<PartnerFee>>> FeesAsync(TongbanDb db, CurrentPartner partner, HallClock clock, CancellationToken stop)
    {
        var bank = await OwnAsync(db, partner, stop);
        var fees = await db.Set<WaivedFee>().AsNoTracking().Where(fee => fee.BankId == bank).OrderBy(fee => fee.Code).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<PartnerFee>>([.. fees.Where(fee => fee.Validity.Holds(clock.Today)).Select(fee => new PartnerFee(fee.Code, Named.In(fee.NameZh, fee.NameEn), fee.AmountFen))]);
    }

    /// <summary>Records that a fee was not taken from the enterprise of this step; once for each fee.</summary>
    /// <param name="id">The step.</param>
    /// <param name="waived">The fee.</param>
    /// <param name="writes">Does it.</param>
    /// <param name="waiving">The desk's activity.</param>
    /// <param name="db">The database.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> WaiveAsync(Guid id, PartnerWaiver waived, PartnerWrites writes, Waiving waiving, TongbanDb db, CurrentPartner partner, HallClock clock, HttpContext http, CancellationToken stop) => writes.DoAsync(
        id,
        null,
        http,
        async view =>
        {
            var bank = await OwnAsync(db, partner, stop);
            var fee = await db.Set<WaivedFee>().Where(one => one.BankId == bank && one.Code == waived.Fee).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop) ?? throw new Refusal("bank.unknown-fee");
            await waiving.WaiveAsync(await EnterpriseAsync(db, view, stop), fee, clock.Now, partner.Actor, stop);
        },
        stop);

    private static async Task<Guid> OwnAsync(TongbanDb db, CurrentPartner partner, CancellationToken stop) =>
        await db.Set<Bank>().Where(bank => bank.DepartmentId == partner.Client.DepartmentId).OrderBy(bank => bank.Code).Select(bank => (Guid?)bank.Id).FirstOrDefaultAsync(stop) ?? throw new Refusal("bank.not-posted");

    // The one whose credit code the step uses.
    private static async Task<Guid> EnterpriseAsync(TongbanDb db, PartnerView view, CancellationToken stop)
    {
        var code = view.Step.Content.Inputs.Select(view.Whole.Content.Field).OfType<FieldContent>().Where(field => field.Type == FieldType.Uscc).Select(field => view.Whole.Answers.GetValueOrDefault(field.Id)).FirstOrDefault(answer => answer is not null);
        return await db.Set<Enterprise>().Where(one => one.Uscc == code).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop) ?? throw new Refusal("bank.unknown-enterprise");
    }
}

/// <summary>A time.</summary>
/// <param name="StartsAt">With an offset; within the hall's hours, in the next 90 days.</param>
public sealed record PartnerTime(DateTimeOffset StartsAt);

/// <summary>A fee that the bank waives.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What it is for.</param>
/// <param name="AmountFen">What it costs whoever is not exempt, in fen.</param>
public sealed record PartnerFee(string Code, string Name, long AmountFen);

/// <summary>A fee that was not taken.</summary>
/// <param name="Fee">Its code.</param>
public sealed record PartnerWaiver(string Fee);
