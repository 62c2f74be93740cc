using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Allotting;
using Tongban.Appointments.Caps;
using Tongban.Appointments.Online.Choosing;
using Tongban.Appointments.Online.Holding;
using Tongban.Appointments.WaitingRoom;
using Tongban.Catalogue;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Api;
using Tongban.Shared.Rush;
using Tongban.Shared.Setup;
using Tongban.Shared.Words;

namespace Tongban.Appointments.Online;

/// <summary>A guest's booking: hold, say who comes, confirm by the phone's code, show, move, cancel. Whoever has the token may do all of it.</summary>
public static class BookingsApi
{
    /// <summary>More than a booking takes are refused before anything is looked up.</summary>
    internal const int MostItems = 5;

    public static void MapBookingsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Bookings");
        api.MapPost("/bookings", HoldAsync).WithName("holdBooking").ForAnybody().InGroup().WithMetadata(new TakesHoldAttribute()).Refuses(
            "appointment.slot-full", "appointment.opens-later", "appointment.device-holds", "booking.wait-your-turn", "appointment.not-bookable", "appointment.slot-gone", "appointment.slot-closed", "appointment.closed-day", "appointment.in-the-past", "appointment.not-a-chain", "appointment.nothing-chosen", "appointment.too-many-matters", "item.unknown");
        api.MapGet("/bookings/{token}", ShowAsync).WithName("showBooking").ForAnybody().MayBeMissing();
        api.MapPut("/bookings/{token}/person", NameAsync).WithName("nameBooking").ForAnybody().MayBeMissing().Refuses(
            "appointment.name-length", "name.markup", "appointment.document-number", "id.length", "id.character", "id.birth-date", "id.check-digit", "mobile.format", "appointment.hold-expired", "appointment.not-held", "appointment.device-has-many", "code.too-soon", "code.too-many-today");
        api.MapPut("/bookings/{token}/confirmation", ConfirmAsync).WithName("confirmBooking").ForAnybody().InGroup().MayBeMissing().Refuses(
            "code.six-digits", "code.wrong", "code.expired", "code.used-up", "appointment.hold-expired", "appointment.person-has-one", "appointment.phone-has-many", "appointment.device-has-many", "appointment.paused");
        api.MapPut("/bookings/{token}/time", MoveAsync).WithName("moveBooking").ForAnybody().MayBeMissing().ProducesProblem(StatusCodes.Status412PreconditionFailed).Refuses(
            "appointment.slot-full", "appointment.opens-later", "booking.wait-your-turn", "appointment.slot-gone", "appointment.same-time", "appointment.not-booked", "appointment.already-started", "appointment.in-the-past");
        api.MapDelete("/bookings/{token}", CancelAsync).WithName("cancelBooking").ForAnybody().MayBeMissing().ProducesProblem(StatusCodes.Status412PreconditionFailed).Refuses(
            "appointment.not-booked", "appointment.already-started");
    }

    /// <summary>Holds a place for ten minutes.</summary>
    /// <remarks>When the time is full, or more of it opens later, the answer names the nearest free times as `alternatives`. Where people stand in line before booking, a hold without an entry whose turn it is gets 429 with `booking.wait-your-turn` and `Retry-After`: see `joinWaitingRoom`.</remarks>
    /// <param name="wish">Which time, and what for.</param>
    /// <param name="entry">The place in line, where there is a line.</param>
    /// <param name="entering">The line.</param>
    /// <param name="device">What it counts for.</param>
    /// <param name="say">The words.</param>
    /// <param name="items">Finds the items.</param>
    /// <param name="holds">Those who ask at this moment.</param>
    /// <param name="full">What to offer instead.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Created<ShownBooking>, ProblemHttpResult>> HoldAsync(
        BookingWish wish, [FromHeader(Name = WaitingRoomApi.Header), Description("Your place in line, where people stand in line before booking.")] string? entry, Entering entering, BrowserDevice device, Say say, ItemIds items, Group<Hold, Held> holds, [FromServices] Later<NearestPlaces> full, HallClock clock, HttpContext http, CancellationToken stop)
    {
        var place = entering.Open(entry);
        if (await WaitAsync(wish.SlotId, place, entering, say, http, stop) is { } line)
        {
            return line;
        }

        Refusal.Unless(wish.Items.Count > 0, "appointment.nothing-chosen");
        Refusal.Unless(wish.Items.Count <= MostItems, "appointment.too-many-matters", MostItems);
        var chosen = await items.OfAsync([.. wish.Items.OfType<string>()], stop);
        Refusal.Unless(chosen.Count == wish.Items.Count, "item.unknown");
        var outcome = await holds.SendAsync(new Hold([wish.SlotId], chosen, Person.Unknown, Actor.Guest, Device: place is null ? null : device.HashOfEntry(place.Id)), stop);
        if (outcome.Refused is { Code: "appointment.slot-full" or "appointment.opens-later" } refusal)
        {
            return await full.Value.InsteadOfAsync(refusal, wish.SlotId, chosen);
        }

        var held = outcome.OrRefuse();
        http.Response.Headers.ETag = ApiValues.TagOf(version: 1);
        return TypedResults.Created($"{ApiRoutes.Root}/bookings/{held.Token}", ShownBooking.Of(held, clock));
    }

    /// <summary>Shows a booking.</summary>
    /// <param name="token">The booking's token.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownBooking>, NotFound>> ShowAsync(string token, BookingReader reader, HallClock clock, HttpContext http, CancellationToken stop) =>
        await reader.ByTokenAsync(token, stop) is { } facts ? TypedResults.Ok(Tell(facts, clock, http)) : TypedResults.NotFound();

    /// <summary>Says who comes; a six-digit code is sent to the phone.</summary>
    /// <remarks>The name, the document's number and the phone are never given back in full.</remarks>
    /// <param name="token">The booking's token.</param>
    /// <param name="person">Who comes.</param>
    /// <param name="booking">The booking activity.</param>
    /// <param name="confirming">Sends the code.</param>
    /// <param name="personal">Seals what is personal.</param>
    /// <param name="reader">Reads it back.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownBooking>, NotFound>> NameAsync(
        string token, BookingPerson person, Booking booking, Confirming confirming, PersonalData personal, BookingReader reader, HallClock clock, HttpContext http, CancellationToken stop)
    {
        if (await booking.ByTokenAsync(token, stop) is not { } held)
        {
            return TypedResults.NotFound();
        }

        held.Name(person.Sealed(personal, clock.Today), person.WantsHelp, clock.Now, Actor.Guest);
        await confirming.NextAsync(held, stop);
        return TypedResults.Ok(await TellAsync(token, reader, clock, http, stop));
    }

    /// <summary>Confirms the hold by the code that the phone got. Confirmed again, it is the same booking.</summary>
    /// <remarks>A wrong code counts as an attempt; five use the code up.</remarks>
    /// <param name="token">The booking's token.</param>
    /// <param name="given">The code.</param>
    /// <param name="confirmations">Those who confirm at this moment.</param>
    /// <param name="caller">Whose attempt it counts as.</param>
    /// <param name="reader">Reads it back.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownBooking>, NotFound>> ConfirmAsync(
        string token, PhoneCode given, Group<Book, Confirmed> confirmations, Caller caller, BookingReader reader, HallClock clock, HttpContext http, CancellationToken stop)
    {
        if (await reader.ByTokenAsync(token, stop) is null)
        {
            return TypedResults.NotFound();
        }

        try
        {
            (await confirmations.SendAsync(new Book(token, given.Code, Answers: "", caller.Facts), stop)).OrRefuse();
        }
        catch (Exception meanwhile) when (meanwhile is Refusal { Code: not "request.key-reused" } or DbUpdateConcurrencyException)
        {
            // Sent twice: what the first booked is the answer to both.
            if (!await reader.IsBookedAsync(token, stop))
            {
                throw;
            }
        }

        return TypedResults.Ok(await TellAsync(token, reader, clock, http, stop));
    }

    /// <summary>Moves a booking to another time at the same site: the new place first, then the old one is free.</summary>
    /// <remarks>Where people stand in line before booking, this needs a place in line whose turn it is, as a hold does.</remarks>
    /// <param name="token">The booking's token.</param>
    /// <param name="to">The new time.</param>
    /// <param name="entry">The place in line, where there is a line.</param>
    /// <param name="entering">The line.</param>
    /// <param name="say">The words.</param>
    /// <param name="booking">The booking activity.</param>
    /// <param name="notes">Tells the phone.</param>
    /// <param name="full">What to offer instead.</param>
    /// <param name="reader">Reads it back.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownBooking>, NotFound, ProblemHttpResult>> MoveAsync(
        string token, NewTime to, [FromHeader(Name = WaitingRoomApi.Header), Description("Your place in line, where people stand in line before booking.")] string? entry, Entering entering, Say say, Booking booking, BookingNotes notes, NearestPlaces full, BookingReader reader, HallClock clock, HttpContext http, CancellationToken stop)
    {
        if (await booking.ByTokenAsync(token, stop) is not { } mine)
        {
            return TypedResults.NotFound();
        }

        if (await WaitAsync(to.SlotId, entering.Open(entry), entering, say, http, stop) is { } line)
        {
            return line;
        }

        http.Request.MustMatch(mine);
        try
        {
            await notes.MovedAsync(await booking.MoveAsync(mine.Id, to.SlotId, Actor.Guest, stop));
            return TypedResults.Ok(await TellAsync(token, reader, clock, http, stop));
        }
        catch (Refusal refusal) when (refusal.Code is "appointment.slot-full" or "appointment.opens-later")
        {
            return await full.InsteadOfAsync(refusal, to.SlotId, [.. (await reader.ByTokenAsync(token, stop))!.Items.Select(item => item.Id)]);
        }
    }

    /// <summary>Cancels a booking or gives a hold back. A hold's place is free at once; that of a booking goes to the waiting list first and then, after a few minutes, to everybody.</summary>
    /// <param name="token">The booking's token.</param>
    /// <param name="booking">The booking activity.</param>
    /// <param name="notes">Tells the phone.</param>
    /// <param name="reader">Reads it back.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownBooking>, NotFound>> CancelAsync(string token, Booking booking, BookingNotes notes, BookingReader reader, HallClock clock, HttpContext http, CancellationToken stop)
    {
        if (await booking.ByTokenAsync(token, stop) is not { } mine)
        {
            return TypedResults.NotFound();
        }

        http.Request.MustMatch(mine);
        await booking.CancelAsync(mine.Id, Actor.Guest, stop);
        await notes.CancelledAsync(mine);
        return TypedResults.Ok(await TellAsync(token, reader, clock, http, stop));
    }

    /// <summary>Where people stand in line before booking: that it is not this one's turn, and when to come again.</summary>
    private static async Task<ProblemHttpResult?> WaitAsync(Guid slotId, Entry? place, Entering entering, Say say, HttpContext http, CancellationToken stop)
    {
        if (await entering.NotYetAsync(slotId, place, stop) is not { } notYet)
        {
            return null;
        }

        http.Response.Headers.RetryAfter = notYet.Seconds.ToString(CultureInfo.InvariantCulture);
        return ApiProblems.Of(new Refusal("booking.wait-your-turn"), say, StatusCodes.Status429TooManyRequests);
    }

    private static async Task<ShownBooking> TellAsync(string token, BookingReader reader, HallClock clock, HttpContext http, CancellationToken stop) =>
        Tell((await reader.ByTokenAsync(token, stop))!, clock, http);

    private static ShownBooking Tell(BookingFacts facts, HallClock clock, HttpContext http)
    {
        http.Response.Headers.ETag = ApiValues.TagOf(facts.Booking);
        return ShownBooking.Of(facts, clock);
    }
}
