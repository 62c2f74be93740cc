using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Ratings;

/// <summary>
/// Records what no window and no case records: a hotline answer, a visit at the door, what was done on somebody's behalf, a
/// session at a terminal. Whoever builds such a service calls this, and it can be rated.
/// </summary>
public sealed class RecordedServices(TongbanDb db, HallClock clock, RatingLinks links)
{
    /// <summary>Adds it to the caller's unsaved changes; where a phone was left, its owner gets the link.</summary>
    /// <param name="recorded">What was done.</param>
    /// <param name="what">What the message calls it, in Chinese.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<Service> RecordAsync(RecordedService recorded, string what, Actor by, CancellationToken stop = default)
    {
        var service = new Service(db.CentreId, recorded, Codes.Token(), clock.Now, by);
        db.Add(service);
        await links.AfterAsync(service, what, stop);
        return service;
    }
}
