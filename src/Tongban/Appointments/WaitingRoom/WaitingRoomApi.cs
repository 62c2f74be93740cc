using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Api;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.WaitingRoom;

/// <summary>A place in the line before booking, for programs: joined once, kept by the program, sent along with the hold.</summary>
public static class WaitingRoomApi
{
    public const string Header = "Waiting-Room-Entry";

    public static void MapWaitingRoomApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Bookings");
        api.MapPost("/waiting-room", JoinAsync).WithName("joinWaitingRoom").ForAnybody().InGroup().MayBeMissing();
        api.MapGet("/waiting-room", ShowAsync).WithName("showPlaceInLine").ForAnybody().MayBeMissing();
    }

    /// <summary>Joins the line before booking at a site.</summary>
    /// <remarks>Keep the `entry` and send it as `Waiting-Room-Entry` when you hold a time at that site. Where nobody waits it is good at once. One entry counts as one device: it keeps as few places as a browser does.</remarks>
    /// <param name="wish">Where.</param>
    /// <param name="db">The database.</param>
    /// <param name="joins">Those who come at this moment.</param>
    /// <param name="entering">The line.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownEntry>, NotFound>> JoinAsync(EntryWish wish, TongbanDb db, Group<Join, Entry> joins, Entering entering, HallClock clock, CancellationToken stop)
    {
        if (await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(site => site.Code == wish.Site, stop) is not { } site)
        {
            return TypedResults.NotFound();
        }

        entering.MustBeAllowed();
        var entry = (await joins.SendAsync(new Join(site.Id, Device: null), stop)).OrRefuse();
        return TypedResults.Ok(await ShownAsync(entry, site.Code, entering, clock));
    }

    /// <summary>Shows how far the line is.</summary>
    /// <param name="entry">What joining answered.</param>
    /// <param name="db">The database.</param>
    /// <param name="entering">The line.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Results<Ok<ShownEntry>, NotFound>> ShowAsync([FromHeader(Name = Header), Description("What joining answered as `entry`.")] string entry, TongbanDb db, Entering entering, HallClock clock, CancellationToken stop) =>
        entering.Open(entry) is { } kept && await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(site => site.Id == kept.SiteId, stop) is { } site
            ? TypedResults.Ok(await ShownAsync(kept, site.Code, entering, clock))
            : TypedResults.NotFound();

    private static async Task<ShownEntry> ShownAsync(Entry entry, string site, Entering entering, HallClock clock)
    {
        var (now, rate) = (clock.Now, await entering.PerSecondAsync(entry.SiteId));
        return new(
            entering.Seal(entry), site, entry.IsIn(now, entering.Lasts), EntryLine.Before(entry.AdmitAt, now, rate), clock.WithOffset(entry.AdmitAt), clock.WithOffset(entry.AdmitAt + entering.Lasts));
    }
}

/// <summary>Where to join.</summary>
/// <param name="Site">The site's code.</param>
public sealed record EntryWish(string Site);

/// <summary>A place in line.</summary>
/// <param name="Entry">Sealed: send it along when you hold a time.</param>
/// <param name="Site">The site's code.</param>
/// <param name="IsAdmitted">Whether a time may be held with it now.</param>
/// <param name="Before">How many stand before it.</param>
/// <param name="AdmitAt">Its turn. That stays, whoever comes later.</param>
/// <param name="ValidUntil">Until when a time may be held with it.</param>
public sealed record ShownEntry(string Entry, string Site, bool IsAdmitted, int Before, DateTimeOffset AdmitAt, DateTimeOffset ValidUntil);
