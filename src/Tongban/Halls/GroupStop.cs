using Tongban.Kernel;

namespace Tongban.Halls;

/// <summary>
/// 停止取号: no more walk-in numbers of one matter group today, with the reason that the kiosk tells. Bookings are
/// promises and are still checked in.
/// </summary>
public sealed class GroupStop : Entity
{
    public const int MaxReason = 100;

    private GroupStop()
    {
    }

    public GroupStop(Guid centreId, Guid siteId, Guid groupId, DateOnly on, string reason, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(reason.Trim() is { Length: > 0 and <= MaxReason }, "hall.needs-reason", MaxReason);
        (SiteId, GroupId, On, Reason, StoppedAt) = (siteId, groupId, on, reason.Trim(), now);
        Happened("hall.tickets-stopped", now, by, new { siteId, groupId });
    }

    public Guid SiteId { get; private set; }

    public Guid GroupId { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>Told to people: <c>系统检修</c>.</summary>
    public string Reason { get; private set; } = "";

    public DateTime StoppedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public void End(DateTime now, Actor by)
    {
        Refusal.Unless(EndedAt is null, "hall.tickets-not-stopped");
        EndedAt = now;
        Happened("hall.tickets-resumed", now, by);
    }
}
