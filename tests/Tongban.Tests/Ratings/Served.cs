using Microsoft.Extensions.DependencyInjection;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Ordering;
using Tongban.Ratings;
using Tongban.Ratings.Figures;
using Tongban.Shared;

namespace Tongban.Tests.Ratings;

/// <summary>People who have been served at a window of the test hall.</summary>
internal static class Served
{
    private static int last;

    /// <summary>Somebody was served here just now; the visit of the ticket and the service to rate.</summary>
    public static Task<(Visit Visit, Service Service)> AtAsync(TongbanApp app, Hall hall, Window window, Guid? staffId = null) => app.WithDbAsync(async db =>
    {
        var (now, by) = (app.Clock.Now, Actor.System);
        var visit = new Visit(db.CentreId, hall.Site.Id, app.Clock.Today, $"Z{Interlocked.Increment(ref last):000}", Codes.Token(), null, null, Precedence.None, null, now, by);
        var leg = visit.Wait(hall.Group.Id, hall.Item.Id, now, by);
        leg.Call(window.Id, staffId ?? Guid.NewGuid(), CallReason.AppointmentDue, 0, now, by);
        leg.Begin(now, by);
        leg.Finish(now, by);
        var service = new Service(leg, Codes.Token(), now, by);
        db.AddRange(visit, service);
        await db.SaveChangesAsync();
        return (visit, service);
    });

    /// <summary>Brings the sums up to date, as the worker does.</summary>
    public static Task CountAsync(TongbanApp app) => app.WithAsync(async services =>
    {
        await services.GetRequiredService<RatingSumming>().RunToEndAsync();
        return 0;
    });

    public static async Task<Service> ServiceAsync(TongbanApp app, Hall hall) => (await AtAsync(app, hall, hall.Windows[0])).Service;

    /// <summary>A browser that is the evaluator of a window.</summary>
    public static async Task<Browser> EvaluatorAsync(TongbanApp app, Hall hall, Window window)
    {
        var browser = app.NewBrowser();
        var place = new DevicePlace(hall.Site.Id, hall.Zone.Id, window.Id);
        var started = await browser.SubmitAsync("/device", new() { ["kind"] = nameof(DeviceKind.Evaluator), ["place"] = DevicePlaces.Value(place) }, "#demo");
        Assert.Null(started.RefusalCode());
        return browser;
    }

    /// <summary>The form of a page, filled in.</summary>
    public static Dictionary<string, string> Form(RatingLevel level, string? tag = null, string text = "")
    {
        var fields = new Dictionary<string, string> { ["Form.Level"] = $"{level.Stars}", ["Form.Text"] = text };
        if (tag is not null)
        {
            fields[RatingForm.TagsField(level)] = tag;
        }

        return fields;
    }
}
