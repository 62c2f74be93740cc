using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Online;
using Tongban.Appointments.Online.Choosing;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Api;

namespace Tongban.Appointments;

/// <summary>Free places: to choose from, and as the centre publishes them.</summary>
public static class PlacesApi
{
    public static void MapPlacesApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Places");
        api.MapGet("/sites/{code}/places", FreeAsync).WithName("listFreePlaces").ForAnybody().MayBeMissing().Refuses("appointment.nothing-chosen", "appointment.too-many-matters", "appointment.not-here");
        api.MapGet("/sites/{code}/board", BoardAsync).WithName("showPlacesBoard").ForAnybody().MayBeMissing();
    }

    /// <summary>The times at which these items can be booked at a site, on the days that are open for booking.</summary>
    /// <remarks>Several items go into one visit: a time is offered when all of them fit, one after the other. A time with `free` 0 is full, unless more places open before it begins: `moreAt` and `more` say when and how many. A place may be taken between this answer and a booking: the booking says so.</remarks>
    /// <param name="code">The site's code.</param>
    /// <param name="item">Codes of the items, one to five: `?item=SU01&amp;item=SU02`.</param>
    /// <param name="day">Only this day.</param>
    /// <param name="choices">The choice.</param>
    /// <param name="offers">The offers.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<FreePlaces>, NotFound>> FreeAsync(string code, string[] item, DateOnly? day, Choices choices, Offers offers, HallClock clock, CancellationToken stop)
    {
        Refusal.Unless(item.Length > 0, "appointment.nothing-chosen");
        Refusal.Unless(item.Length <= BookingsApi.MostItems, "appointment.too-many-matters", BookingsApi.MostItems);
        var choice = await choices.ReadAsync(item, code, stop);
        if (choice.Site is not { } site || choice.Items.Count != item.Distinct().Count())
        {
            return TypedResults.NotFound();
        }

        Refusal.Unless((await choices.SitesAsync(choice.Items, stop)).Any(one => one.Id == site.Id), "appointment.not-here");
        var offer = await offers.OfAsync(site.Id, choice.Matters, forStaff: false, moving: null, stop);
        return TypedResults.Ok(new FreePlaces(site.Code, [.. choice.Items.Select(one => one.Code)], choice.Minutes, [.. offer.Days.Where(one => day is null || one.On == day).Select(one => FreeDay.Of(one, clock))]));
    }

    /// <summary>Places of the next three open days per zone and matter group, as the centre publishes them (公示近三天预约办理情况).</summary>
    /// <param name="code">The site's code.</param>
    /// <param name="db">The database.</param>
    /// <param name="board">The board.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<PublishedBoard>, NotFound>> BoardAsync(string code, TongbanDb db, PlacesBoard board, HallClock clock, CancellationToken stop)
    {
        if (await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(site => site.Code == code, stop) is not { } site)
        {
            return TypedResults.NotFound();
        }

        var shown = await board.OfAsync(site, stop);
        return TypedResults.Ok(new PublishedBoard(site.Code, clock.WithOffset(shown.ReadAt), shown.Days, [.. shown.Rows.Select(row => BoardLine.Of(row, clock))]));
    }
}

/// <summary>What may be booked.</summary>
/// <param name="Site">The site's code.</param>
/// <param name="Items">Codes of the items.</param>
/// <param name="Minutes">How long all of them take, in minutes.</param>
/// <param name="Days">The days open for booking.</param>
public sealed record FreePlaces(string Site, IReadOnlyList<string> Items, int Minutes, IReadOnlyList<FreeDay> Days);

/// <summary>A day.</summary>
/// <param name="On">The day.</param>
/// <param name="Free">Places left on it: the sum of its times.</param>
/// <param name="Times">Its times.</param>
/// <param name="More">Places that open at `moreAt`.</param>
/// <param name="MoreAt">The next minute at which more open; absent where none do.</param>
public sealed record FreeDay(DateOnly On, int Free, IReadOnlyList<FreeTime> Times, int More, DateTimeOffset? MoreAt)
{
    public static FreeDay Of(OfferedDay day, HallClock clock) => new(day.On, day.Free, [.. day.Times.Select(time => FreeTime.Of(time, clock))], day.Next?.Places ?? 0, day.Next is { } next ? clock.WithOffset(next.At) : null);
}

/// <summary>A time.</summary>
/// <param name="SlotId">What a booking names.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When the last item should be done.</param>
/// <param name="Free">How many may still book it; 0 is full for now.</param>
/// <param name="More">Places that open at `moreAt`.</param>
/// <param name="MoreAt">The next minute at which more open; absent where none do.</param>
public sealed record FreeTime(Guid SlotId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Free, int More, DateTimeOffset? MoreAt)
{
    public static FreeTime Of(OfferedTime time, HallClock clock) => new(time.SlotId, clock.WithOffset(time.StartsAt), clock.WithOffset(time.EndsAt), time.Free, time.Next?.Places ?? 0, time.Next is { } next ? clock.WithOffset(next.At) : null);
}

/// <summary>The board.</summary>
/// <param name="Site">The site's code.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Days">The next three open days.</param>
/// <param name="Lines">One for each matter group.</param>
public sealed record PublishedBoard(string Site, DateTimeOffset ReadAt, IReadOnlyList<DateOnly> Days, IReadOnlyList<BoardLine> Lines);

/// <summary>A matter group's line.</summary>
/// <param name="Zone">The zone's letter.</param>
/// <param name="Group">The group's ticket letter.</param>
/// <param name="Name">The group's name.</param>
/// <param name="Days">Places and free places of each day, in the order of the board's days.</param>
public sealed record BoardLine(string? Zone, string Group, string Name, IReadOnlyList<BoardDay> Days)
{
    public static BoardLine Of(BoardRow row, HallClock clock) =>
        new(row.Zone?.Letter, row.Group.TicketLetter, Bilingual.Of(row.Group.NameZh, row.Group.NameEn), [.. row.Cells.Select(cell => new BoardDay(cell.On, cell.Places, cell.Free, cell.Next?.Places ?? 0, cell.Next is { } next ? clock.WithOffset(next.At) : null))]);
}

/// <summary>One day of a line.</summary>
/// <param name="On">The day.</param>
/// <param name="Places">All public places.</param>
/// <param name="Free">Those that may be taken now.</param>
/// <param name="More">Places that open at `moreAt`.</param>
/// <param name="MoreAt">The next minute at which more open; absent where none do.</param>
public sealed record BoardDay(DateOnly On, int Places, int Free, int More, DateTimeOffset? MoreAt);
