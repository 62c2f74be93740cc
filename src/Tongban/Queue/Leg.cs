using Tongban.Kernel;

namespace Tongban.Queue;

public enum LegStatus
{
    Waiting,

    /// <summary>A window has called; the person is on the way.</summary>
    Called,
    Serving,

    /// <summary>挂起: fetches something, the window serves others meanwhile.</summary>
    Parked,

    /// <summary>过号: did not come after three calls.</summary>
    Missed,
    Finished,
    NotFinished,
    Cancelled,
}

/// <summary>
/// One matter of a visit in the queue of its group, from waiting to the end of its service. While it is called or
/// served it holds its window, and its window holds nobody else: two unique indexes see to both.
/// </summary>
public sealed class Leg : Entity
{
    /// <summary>Calls without an answer before the number is passed over.</summary>
    public const int CallsBeforeMissed = 3;

    private Leg()
    {
    }

    internal Leg(Visit visit, int seq, Guid groupId, Guid? itemId, DateTime now, Actor by)
        : base(visit.CentreId)
    {
        (VisitId, SiteId, On, Seq, GroupId, ItemId, WaitingSinceAt) = (visit.Id, visit.SiteId, visit.On, seq, groupId, itemId, now);
        Happened("leg.waiting", now, by, new { groupId, itemId });
    }

    public Guid VisitId { get; private set; }

    public Guid SiteId { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>1 for the first matter of the visit.</summary>
    public int Seq { get; private set; }

    public Guid GroupId { get; private set; }

    public Guid? ItemId { get; private set; }

    public LegStatus Status { get; private set; }

    /// <summary>Waiting time is counted from here; a transfer or a park does not reset it.</summary>
    public DateTime WaitingSinceAt { get; private set; }

    /// <summary>The window that calls, serves or parked; also the one to which it was transferred.</summary>
    public Guid? WindowId { get; private set; }

    public Guid? StaffId { get; private set; }

    public int Calls { get; private set; }

    public DateTime? CalledAt { get; private set; }

    public DateTime? ServedFromAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Whether a window holds it.</summary>
    public bool IsAtWindow => Status is LegStatus.Called or LegStatus.Serving;

    public void Call(Guid windowId, Guid staffId, DateTime now, Actor by)
    {
        Refusal.Unless(Status is LegStatus.Waiting or LegStatus.Parked or LegStatus.Missed, "leg.not-callable");
        (Status, WindowId, StaffId, Calls, CalledAt) = (LegStatus.Called, windowId, staffId, 1, now);
        Happened("leg.called", now, by, new { windowId });
    }

    public void Recall(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Called, "leg.not-called");
        Calls++;
        CalledAt = now;
        Happened("leg.recalled", now, by, new { Calls });
    }

    public void Miss(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Called, "leg.not-called");
        Refusal.Unless(Calls >= CallsBeforeMissed, "leg.call-again-first", CallsBeforeMissed);
        Status = LegStatus.Missed;
        Happened("leg.missed", now, by);
    }

    /// <summary>The person stands at the window.</summary>
    public void Begin(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Called, "leg.not-called");
        (Status, ServedFromAt) = (LegStatus.Serving, ServedFromAt ?? now);
        Happened("leg.begun", now, by);
    }

    public void Park(DateTime now, Actor by)
    {
        Refusal.Unless(IsAtWindow, "leg.not-at-window");
        Status = LegStatus.Parked;
        Happened("leg.parked", now, by);
    }

    /// <summary>Back into a queue, of a group or of one window; the place in line is kept.</summary>
    public void Transfer(Guid groupId, Guid? windowId, DateTime now, Actor by)
    {
        Refusal.Unless(IsAtWindow || Status == LegStatus.Waiting, "leg.not-at-window");
        (Status, GroupId, WindowId, StaffId, Calls) = (LegStatus.Waiting, groupId, windowId, null, 0);
        Happened("leg.transferred", now, by, new { groupId, windowId });
    }

    public void Finish(DateTime now, Actor by)
    {
        Refusal.Unless(Status == LegStatus.Serving, "leg.not-serving");
        (Status, EndedAt) = (LegStatus.Finished, now);
        Happened("leg.finished", now, by);
    }

    /// <summary>Nobody's fault: the day ended or the person left.</summary>
    public void GiveUp(LegStatus how, DateTime now, Actor by)
    {
        Refusal.Unless(EndedAt is null && how is LegStatus.NotFinished or LegStatus.Cancelled, "leg.ended");
        (Status, EndedAt) = (how, now);
        Happened("leg.given-up", now, by, new { how = how.ToString() });
    }
}
