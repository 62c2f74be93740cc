using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.OneThing;
using Tongban.Partners.Access;
using Tongban.Shared.Api;
using Answer = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Tongban.Partners.Calls.PartnerParcel>, Microsoft.AspNetCore.Http.HttpResults.NotFound, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Tongban.Partners.Calls;

/// <summary>What only the post does: it fetches the results of one-things, mails them and says when they have arrived.</summary>
public static class PartnerPostApi
{
    public static void MapPartnerPost(this IEndpointRouteBuilder app)
    {
        var post = new NeedsPartnerAttribute(PartnerScopes.Parcels);
        var api = app.MapApi("Partners");
        api.MapGet("/partner/parcels", ListAsync).WithName("listPartnerParcels").RequireAuthorization(post).Refuses("api.limit");
        api.MapGet("/partner/parcels/{id:guid}", ShowAsync).WithName("showPartnerParcel").RequireAuthorization(post).MayBeMissing();
        api.MapPost("/partner/parcels/{id:guid}/collection", CollectAsync).WithName("collectPartnerParcel").RequireAuthorization(post).MayBeMissing().Refuses("onething.not-now", "onething.delivered-already");
        api.MapPost("/partner/parcels/{id:guid}/mailing", MailAsync).WithName("mailPartnerParcel").RequireAuthorization(post).MayBeMissing().Refuses("parcel.tracking", "onething.delivered-already");
        api.MapPost("/partner/parcels/{id:guid}/arrival", ArriveAsync).WithName("deliverPartnerParcel").RequireAuthorization(post).MayBeMissing().Refuses("parcel.not-now");
    }

    /// <summary>What waits to be fetched, and what one has fetched oneself and has not arrived; the oldest first.</summary>
    /// <param name="parcels">The parcels.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="limit">How many; 20 unless told, 100 at most.</param>
    public static async Task<Ok<IReadOnlyList<PartnerParcel>>> ListAsync(PartnerParcels parcels, CancellationToken stop, int? limit = null)
    {
        return TypedResults.Ok(await parcels.OpenAsync(Paging.CountOf(limit), stop));
    }

    /// <summary>One parcel. Whom it goes to and where stands in it once it has been fetched, and until it has arrived.</summary>
    /// <param name="id">The parcel.</param>
    /// <param name="parcels">The parcels.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<PartnerParcel>, NotFound>> ShowAsync(Guid id, PartnerParcels parcels, CancellationToken stop) =>
        await parcels.SeeAsync(id, stop) is { } parcel ? TypedResults.Ok(parcel) : TypedResults.NotFound();

    /// <summary>Fetches it from the window: from here on it is one's own, and reading it gives name, phone and address for the label.</summary>
    /// <param name="id">The parcel.</param>
    /// <param name="parcels">The parcels.</param>
    /// <param name="activity">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> CollectAsync(Guid id, PartnerParcels parcels, Parcels activity, CurrentPartner partner, CancellationToken stop) =>
        parcels.DoAsync(id, PartnerParcels.Collect, (bundle, _) => Task.FromResult(activity.Collect(bundle, partner.Client.DepartmentId!.Value, partner.Actor)), stop);

    /// <summary>It is on its way: recorded on every case in it, and the terms for delivery have ended (行政许可法 Art. 44).</summary>
    /// <param name="id">The parcel.</param>
    /// <param name="mailing">Its number.</param>
    /// <param name="parcels">The parcels.</param>
    /// <param name="activity">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> MailAsync(Guid id, PartnerMailing mailing, PartnerParcels parcels, Parcels activity, CurrentPartner partner, CancellationToken stop) => parcels.DoAsync(
        id,
        PartnerParcels.Mail,
        async (bundle, parcel) =>
        {
            await activity.MailAsync(bundle, parcel!, mailing.Tracking, partner.Actor, stop);
            return parcel!;
        },
        stop);

    /// <summary>Whoever it was for has it (签收).</summary>
    /// <param name="id">The parcel.</param>
    /// <param name="parcels">The parcels.</param>
    /// <param name="activity">The desk's activity.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Answer> ArriveAsync(Guid id, PartnerParcels parcels, Parcels activity, CurrentPartner partner, CancellationToken stop) => parcels.DoAsync(
        id,
        PartnerParcels.Arrive,
        (_, parcel) =>
        {
            activity.Arrive(parcel!, partner.Actor);
            return Task.FromResult(parcel!);
        },
        stop);
}

/// <summary>What is on its way.</summary>
/// <param name="Tracking">The number by which it can be followed: letters, digits and hyphens, 40 at most.</param>
public sealed record PartnerMailing(string Tracking);
