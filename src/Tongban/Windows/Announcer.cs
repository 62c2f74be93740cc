using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Shared.Live;

namespace Tongban.Windows;

/// <summary>
/// A call as boards show and say it: numbers only, never a name. <paramref name="Seq"/> is the order of announcements
/// at the site that day, <paramref name="Window"/> what the sign says, <paramref name="Times"/> 1 for the first call.
/// </summary>
public sealed record Announcement(int Seq, string Number, string Window, int Times);

/// <summary>Tells the boards of the window's zone, after the commit.</summary>
public sealed class Announcer(TongbanDb db, LiveNews news)
{
    public const string Call = "call";

    /// <summary>A call was taken back: what is not said yet is not said.</summary>
    public const string Withdrawn = "withdrawn";

    public async Task CalledAsync(Leg leg, CancellationToken stop)
    {
        var window = await db.Set<Window>().AsNoTracking().SingleAsync(w => w.Id == leg.WindowId, stop);
        var number = await db.Set<Visit>().Where(v => v.Id == leg.VisitId).Select(v => v.Number).SingleAsync(stop);
        news.Event(leg.SiteId, window.ZoneId, Call, new Announcement(leg.CallSeq!.Value, number, window.Label, leg.Calls));
        Moved(leg);
    }

    /// <summary>Nothing to say aloud: screens only fetch again.</summary>
    public void Moved(Leg leg) => news.Changed(leg.SiteId, Touches(leg));

    /// <summary>
    /// A service begins, rests or ends: nobody's place in line changes, so only the window's own screens fetch again, and
    /// those of a line that the person has joined. In a full hall that is one desk instead of twenty.
    /// </summary>
    public void Served(Leg leg) => news.Changed(leg.SiteId, Involved(leg).SelectMany(one => one.Status == LegStatus.Waiting || one.WindowId is null ? one.Touches : [one.WindowId.Value]));

    /// <summary>The window itself has changed: its desk and the manager's page fetch again.</summary>
    public void Changed(Guid siteId, Guid windowId) => news.Changed(siteId, windowId);

    public void TakenBack(Leg leg, int seq)
    {
        news.Event(leg.SiteId, null, Withdrawn, new { seq });
        Moved(leg);
    }

    // The visit's next matter may have joined another line in the same act.
    private IEnumerable<Guid> Touches(Leg leg) => Involved(leg).SelectMany(one => one.Touches);

    private IEnumerable<Leg> Involved(Leg leg) =>
        db.ChangeTracker.Entries<Leg>().Where(entry => entry.Entity.VisitId == leg.VisitId).Select(entry => entry.Entity).Append(leg);
}
