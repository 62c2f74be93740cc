using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tongban.Appointments;
using Tongban.Devices;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue.Forecast;
using Tongban.Queue.HelpDesk;
using Tongban.Queue.Kiosk;
using Tongban.Queue.Ordering;
using Tongban.Queue.Ticket;
using Tongban.Queue.Wall;
using Tongban.Shared.Live;
using Tongban.Shared.Rush;

namespace Tongban.Queue;

public static class QueueSetup
{
    public static void AddQueue(this IServiceCollection services)
    {
        services.AddLive();
        services.AddScoped<Arrival>();
        services.AddScoped<CheckingIn>();
        services.AddGroupCommit<Arrive, Arrived, ArriveBatch>();
        services.AddScoped<Lines>();
        services.AddScoped<Returning>();
        services.AddScoped<TodaysHours>();
        services.AddSingleton<LearntTimes>();
        services.AddSingleton<Snapshots>();
        services.AddScoped<SiteQueues>();
        services.AddSingleton<Tickets>();
        services.AddScoped<TicketReading>();
        services.AddScoped<HelpDeskPlace>();
        services.AddSingleton<Everyday>();
        services.AddScoped<KioskNow>();
        services.AddScoped<BookingFinder>();
        services.AddSingleton<Boards>();
        services.AddScoped<BoardReading>();
        services.TryAddSingleton<BookingQr>();
    }

    public static void MapQueue(this IEndpointRouteBuilder app)
    {
        app.MapTicketsApi();
        app.MapKioskApi();
        app.MapGet("/wall/{siteCode}/events", (string siteCode, HttpContext context, TongbanDb db, LiveStream live) => EventsAsync(siteCode, null, context, db, live))
            .RequireAuthorization(new NeedsDeviceAttribute(DeviceKind.Display, Permission.ManageHall)).ExcludeFromDescription();
        app.MapGet("/wall/{siteCode}/{zoneCode}/events", EventsAsync)
            .RequireAuthorization(new NeedsDeviceAttribute(DeviceKind.Display, Permission.ManageHall)).ExcludeFromDescription();
    }

    /// <summary>A board's stream: the calls of its site, or of its zone, as they happen.</summary>
    private static async Task<IResult> EventsAsync(string siteCode, string? zoneCode, HttpContext context, TongbanDb db, LiveStream live)
    {
        var site = await db.Set<Site>().Where(s => s.Code == siteCode).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(context.RequestAborted);
        var zone = await db.Set<Zone>().Where(z => z.SiteId == site && z.Code == zoneCode).Select(z => (Guid?)z.Id).SingleOrDefaultAsync(context.RequestAborted);
        return site is null || (zoneCode is not null && zone is null) ? TypedResults.NotFound()
            : live.OfSite(context, site.Value, zone, zone is null ? null : await ShownAsync(db, zone.Value, context.RequestAborted));
    }

    // A zone's board shows the groups that its windows serve.
    private static async Task<HashSet<Guid>> ShownAsync(TongbanDb db, Guid zoneId, CancellationToken stop) =>
        [.. (await db.Set<Window>().AsNoTracking().Where(window => window.ZoneId == zoneId).ToListAsync(stop)).SelectMany(window => window.Touches)];
}
