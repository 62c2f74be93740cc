using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Appointments.Online;
using Tongban.Appointments.Online.Choosing;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Api;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.WaitingList;

/// <summary>The waiting list: get on it, confirm the phone, see one's place, take or decline an offer, leave. Whoever has the token may do all of it.</summary>
public static class WaitingApi
{
    public static void MapWaitingApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Waiting list");
        api.MapPost("/waiting-list", AddAsync).WithName("joinWaitingList").ForAnybody().MayBeMissing().Refuses(
            "waiting.no-day", "waiting.no-such-day", "waiting.places-free", "appointment.nothing-chosen", "appointment.too-many-matters", "appointment.not-here", "item.unknown", "appointment.name-length", "name.markup",
            "appointment.document-number", "id.length", "id.character", "id.birth-date", "id.check-digit", "mobile.format", "code.too-soon", "code.too-many-today");
        api.MapGet("/waiting-list/{token}", ShowAsync).WithName("showWaiting").ForAnybody().MayBeMissing();
        api.MapPut("/waiting-list/{token}/confirmation", ConfirmAsync).WithName("confirmWaiting").ForAnybody().InGroup().MayBeMissing().Refuses(
            "code.six-digits", "code.wrong", "code.expired", "code.used-up", "waiting.already-on-list", "waiting.too-many-today", "waiting.over", "appointment.paused");
        api.MapPut("/waiting-list/{token}/booking", AcceptAsync).WithName("acceptWaitingOffer").ForAnybody().MayBeMissing().Refuses(
            "waiting.no-offer", "appointment.hold-expired", "appointment.not-held", "appointment.person-has-one", "appointment.phone-has-many", "appointment.paused");
        api.MapDelete("/waiting-list/{token}/offer", DeclineAsync).WithName("declineWaitingOffer").ForAnybody().MayBeMissing().Refuses("waiting.no-offer");
        api.MapDelete("/waiting-list/{token}", LeaveAsync).WithName("leaveWaitingList").ForAnybody().MayBeMissing().Refuses("waiting.not-open");
    }

    /// <summary>Asks for a place on days that are full; a six-digit code is sent to the phone.</summary>
    /// <remarks>In line only when the code was confirmed. Where a place is free, that is to be booked instead.</remarks>
    /// <param name="wish">What for, where, when and who.</param>
    /// <param name="choices">Finds items and site.</param>
    /// <param name="registering">What may be waited for.</param>
    /// <param name="line">The list.</param>
    /// <param name="personal">Seals what is personal.</param>
    /// <param name="reader">Reads it back.</param>
    /// <param name="caller">How links begin.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Created<ShownWaiting>, NotFound>> AddAsync(
        WaitingRequest wish, Choices choices, Registering registering, WaitingLine line, PersonalData personal, WaitingReader reader, Caller caller, HallClock clock, CancellationToken stop)
    {
        Refusal.Unless(wish.Items.Count > 0, "appointment.nothing-chosen");
        Refusal.Unless(wish.Items.Count <= BookingsApi.MostItems, "appointment.too-many-matters", BookingsApi.MostItems);
        var choice = await choices.ReadAsync(wish.Items, wish.Site, stop);
        if (choice.Site is not { } site)
        {
            return TypedResults.NotFound();
        }

        Refusal.Unless(choice.Items.Count == wish.Items.Count, "item.unknown");
        Refusal.Unless((await choices.SitesAsync(choice.Items, stop)).Any(one => one.Id == site.Id), "appointment.not-here");
        var wanted = new WaitingWish(site.Id, choice.Matters[0].GroupId, [.. choice.Items.Select(item => item.Id)], wish.Days, wish.Part);
        await registering.MustBeFullAsync(wanted, choice.Matters, stop);
        var told = new ToldHow(caller.Facts.LinkBase, CultureInfo.CurrentUICulture.Name);
        var entry = await line.AddAsync(registering.EntryOf(wanted, wish.Person.Sealed(personal, clock.Today), told, Actor.Guest), isSignedIn: false, Actor.Guest, stop);
        return TypedResults.Created($"{ApiRoutes.Root}/waiting-list/{entry.Token}", ShownWaiting.Of((await reader.ByTokenAsync(entry.Token, stop))!, clock));
    }

    /// <summary>Shows an entry: its place in line, or what is offered.</summary>
    /// <param name="token">The entry's token.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownWaiting>, NotFound>> ShowAsync(string token, WaitingReader reader, HallClock clock, CancellationToken stop) =>
        await reader.ByTokenAsync(token, stop) is { } facts ? TypedResults.Ok(ShownWaiting.Of(facts, clock)) : TypedResults.NotFound();

    /// <summary>Puts the entry in line by the code that the phone got. Confirmed again, it is the same entry.</summary>
    /// <param name="token">The entry's token.</param>
    /// <param name="given">The code.</param>
    /// <param name="joining">Those who join at this moment.</param>
    /// <param name="caller">Whose attempt it counts as.</param>
    /// <param name="reader">Reads it back.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownWaiting>, NotFound>> ConfirmAsync(
        string token, PhoneCode given, Group<JoinList, OnList> joining, Caller caller, WaitingReader reader, HallClock clock, CancellationToken stop)
    {
        if (await reader.ByTokenAsync(token, stop) is null)
        {
            return TypedResults.NotFound();
        }

        (await joining.SendAsync(new JoinList(token, given.Code, caller.Facts), stop)).OrRefuse();
        return TypedResults.Ok(ShownWaiting.Of((await reader.ByTokenAsync(token, stop))!, clock));
    }

    /// <summary>Takes the offer: the place becomes a booking.</summary>
    /// <param name="token">The entry's token.</param>
    /// <param name="line">The list.</param>
    /// <param name="reader">Reads it back.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Results<Ok<ShownWaiting>, NotFound>> AcceptAsync(string token, WaitingLine line, WaitingReader reader, HallClock clock, CancellationToken stop) =>
        DoAsync(token, () => line.AcceptAsync(token, Actor.Guest, stop), reader, clock, stop);

    /// <summary>Declines the offer: the next in line has it, and the entry stays on the list.</summary>
    /// <param name="token">The entry's token.</param>
    /// <param name="line">The list.</param>
    /// <param name="reader">Reads it back.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Results<Ok<ShownWaiting>, NotFound>> DeclineAsync(string token, WaitingLine line, WaitingReader reader, HallClock clock, CancellationToken stop) =>
        DoAsync(token, () => line.DeclineAsync(token, Actor.Guest, stop), reader, clock, stop);

    /// <summary>Leaves the list.</summary>
    /// <param name="token">The entry's token.</param>
    /// <param name="line">The list.</param>
    /// <param name="reader">Reads it back.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Results<Ok<ShownWaiting>, NotFound>> LeaveAsync(string token, WaitingLine line, WaitingReader reader, HallClock clock, CancellationToken stop) =>
        DoAsync(token, () => line.LeaveAsync(token, Actor.Guest, stop), reader, clock, stop);

    private static async Task<Results<Ok<ShownWaiting>, NotFound>> DoAsync(string token, Func<Task> act, WaitingReader reader, HallClock clock, CancellationToken stop)
    {
        if (await reader.ByTokenAsync(token, stop) is null)
        {
            return TypedResults.NotFound();
        }

        await act();
        return TypedResults.Ok(ShownWaiting.Of((await reader.ByTokenAsync(token, stop))!, clock));
    }
}

/// <summary>What somebody waits for.</summary>
/// <param name="Site">The site's code.</param>
/// <param name="Items">Codes of the items, one to five.</param>
/// <param name="Days">Days that can be booked and are full.</param>
/// <param name="Person">Who comes.</param>
/// <param name="Part">Of which part of the day a place would do.</param>
public sealed record WaitingRequest(string Site, IReadOnlyList<string> Items, IReadOnlyList<DateOnly> Days, BookingPerson Person, PartOfDay Part = PartOfDay.Whole);

/// <summary>An entry of the waiting list.</summary>
/// <param name="Token">Whoever has it may see and change the entry: keep it secret.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Site">The site's code.</param>
/// <param name="Items">Codes of the items.</param>
/// <param name="Days">The days that would do.</param>
/// <param name="Part">The part of the day that would do.</param>
/// <param name="Ahead">How many who want the same stand before it; absent unless it waits.</param>
/// <param name="OfferedStartsAt">When the place that is offered begins; absent without an offer.</param>
/// <param name="OfferedUntil">Until when it may be taken.</param>
/// <param name="Booking">The booking's token, once it was taken.</param>
public sealed record ShownWaiting(
    string Token, WaitingStatus Status, string Site, IReadOnlyList<string> Items, IReadOnlyList<DateOnly> Days, PartOfDay Part, int? Ahead, DateTimeOffset? OfferedStartsAt, DateTimeOffset? OfferedUntil, string? Booking)
{
    public static ShownWaiting Of(WaitingFacts facts, HallClock clock)
    {
        var offered = facts.Status == WaitingStatus.Offered ? facts.Offer : null;
        return new(
            facts.Entry.Token, facts.Status, facts.Site.Code, [.. facts.Items.Select(item => item.Code)], [.. facts.Entry.Days.Select(day => day.On).Order()], facts.Entry.Part,
            facts.Status == WaitingStatus.Waiting ? facts.Ahead : null,
            offered is null ? null : clock.WithOffset(offered.StartsAt), offered is null ? null : clock.WithOffset(offered.HoldUntilAt),
            facts.Status == WaitingStatus.Booked ? facts.Offer?.Token : null);
    }
}
