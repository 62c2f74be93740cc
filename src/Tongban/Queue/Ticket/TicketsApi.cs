using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Shared.Api;
using Tongban.Shared.Words;
using Tongban.Shared.Writes;

namespace Tongban.Queue.Ticket;

/// <summary>One mobile ticket. Whoever has its token has the ticket.</summary>
public static class TicketsApi
{
    public static void MapTicketsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Tickets");
        api.MapGet("/tickets/{token:length(32)}", ShowAsync).WithName("showTicket").ForAnybody().MayBeMissing().Produces(StatusCodes.Status304NotModified);
        api.MapPut("/tickets/{token:length(32)}/return", ReturnAsync).WithName("returnWithTicket").ForAnybody().MayBeMissing().Refuses("ticket.not-of-today", "visit.ended", "leg.not-away", "leg.return-too-late");
        api.MapDelete("/tickets/{token:length(32)}", CancelAsync).WithName("cancelTicket").ForAnybody().MayBeMissing().Refuses("visit.ended", "visit.at-window", "visit.lapsed");
    }

    /// <summary>A ticket as it stands now: the place in line, an honest range of waiting, the window that calls.</summary>
    /// <remarks>Ask every 10 to 15 seconds with `If-None-Match`; without a change the answer is 304.</remarks>
    /// <param name="token">The ticket's token, 32 characters.</param>
    /// <param name="reading">Reads it.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownTicket>, StatusCodeHttpResult, NotFound>> ShowAsync(string token, TicketReading reading, HttpContext http, CancellationToken stop)
    {
        if (await reading.PolledAsync(token, stop) is not { } ticket)
        {
            return TypedResults.NotFound();
        }

        var tag = ticket.ETag(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.Headers.IfNoneMatch == tag ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(ShownTicket.Of(ticket));
    }

    /// <summary>Back from fetching something, or late after a missed call: in line again near the front.</summary>
    /// <param name="token">The ticket's token.</param>
    /// <param name="reading">Reads it.</param>
    /// <param name="returning">The activity.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownTicket>, NotFound>> ReturnAsync(string token, TicketReading reading, Returning returning, RequestPerson person, CancellationToken stop) =>
        await reading.FindAsync(token, stop) is { } visit
            ? TypedResults.Ok(ShownTicket.Of(await reading.OfAsync(await returning.ReturnAsync(visit, person.Actor, stop), stop)))
            : TypedResults.NotFound();

    /// <summary>The visitor does not want to wait any longer; the line moves up.</summary>
    /// <param name="token">The ticket's token.</param>
    /// <param name="reading">Reads it.</param>
    /// <param name="returning">The activity.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownTicket>, NotFound>> CancelAsync(string token, TicketReading reading, Returning returning, RequestPerson person, CancellationToken stop) =>
        await reading.FindAsync(token, stop) is { } visit
            ? TypedResults.Ok(ShownTicket.Of(await reading.OfAsync(await returning.CancelAsync(visit, person.Actor, stop), stop)))
            : TypedResults.NotFound();
}

/// <summary>A ticket.</summary>
/// <param name="Number">What the board shows and says.</param>
/// <param name="Token">Opens the ticket.</param>
/// <param name="On">Its day.</param>
/// <param name="State">`waiting`, `nearly` (three or fewer before), `next`, `called`, `serving`, `parked`, `missed`, `finished`, `notfinished`, `cancelled`, or `past` (of another day).</param>
/// <param name="Group">The matter group's letter.</param>
/// <param name="Zone">The zone's letter; absent where there is none.</param>
/// <param name="Window">What the window's sign says; absent until one calls.</param>
/// <param name="Ahead">Persons before this one; absent when not in line.</param>
/// <param name="WaitMinMinutes">From so many minutes; absent when nobody can say.</param>
/// <param name="WaitMaxMinutes">To so many minutes.</param>
/// <param name="MayReturn">Whether it may be put in line again.</param>
/// <param name="RatingToken">For rating the service that has ended.</param>
/// <param name="Messages">What the hall's manager says to those who wait.</param>
public sealed record ShownTicket(
    string Number, string Token, DateOnly On, string State, string Group, string? Zone, string? Window, int? Ahead, int? WaitMinMinutes, int? WaitMaxMinutes, bool MayReturn, string? RatingToken, IReadOnlyList<string> Messages)
{
    public static ShownTicket Of(TicketNow now) => new(
        now.Visit.Number, now.Visit.Token, now.Visit.On, now.State, now.Group.TicketLetter, now.Zone?.Letter is { Length: > 0 } letter ? letter : null, now.Window, now.Ahead, now.Wait?.Min, now.Wait?.Max,
        now.MayReturn, now.RatingToken, [.. now.Messages.Select(message => Named.In(message.TextZh, message.TextEn))]);
}
