using Tongban.Kernel;
using Tongban.Queue.Ordering;

namespace Tongban.Queue;

public enum LegStatus
{
    /// <summary>Comes after another matter of the same visit.</summary>
    Pending,
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
public sealed partial class Leg : Entity
{
    /// <summary>Calls without an answer before the number is passed over.</summary>
    public const int CallsBeforeMissed = 3;

    public const int MaxNote = 200;

    /// <summary>Between two calls of one number: a person needs time to stand up.</summary>
    public static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(10);

    /// <summary>A wrong call, or a wrong "did not come", can be taken back so long.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(10);

    /// <summary>Who missed the call and comes back within this is put near the front, once.</summary>
    public static readonly TimeSpan ReturnWithin = TimeSpan.FromMinutes(20);

    /// <summary>Parked longer than this is shown to the supervisor.</summary>
    public static readonly TimeSpan ParkLimit = TimeSpan.FromMinutes(30);

    private Leg()
    {
    }

    internal Leg(Visit visit, int seq, Guid groupId, Guid? itemId, DateTime now, Actor by)
        : base(visit.CentreId)
    {
        (VisitId, SiteId, On, Seq, GroupId, ItemId, WaitingSinceAt) = (visit.Id, visit.SiteId, visit.On, seq, groupId, itemId, now);
        PersonHash = visit.IdHash;
        Happened("leg.added", now, by, new { groupId, itemId });
    }

    public Guid VisitId { get; private set; }

    public Guid SiteId { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>1 for the first matter of the visit.</summary>
    public int Seq { get; private set; }

    public Guid GroupId { get; private set; }

    public Guid? ItemId { get; private set; }

    /// <summary>The visitor's ID number as a keyed hash, where it is known: one open ticket per person and group.</summary>
    public string? PersonHash { get; private set; }

    public LegStatus Status { get; private set; }

    /// <summary>Waiting time is counted from here; a transfer or a park does not reset it.</summary>
    public DateTime WaitingSinceAt { get; private set; }

    /// <summary>The window that called, serves, parked or missed it.</summary>
    public Guid? WindowId { get; private set; }

    /// <summary>The window that alone may call it, so long as that window is open.</summary>
    public Guid? ForWindowId { get; private set; }

    public Guid? StaffId { get; private set; }

    public int Calls { get; private set; }

    /// <summary>The announcement's number at the site that day: boards show and say calls in this order.</summary>
    public int? CallSeq { get; private set; }

    public CallReason? CalledFor { get; private set; }

    /// <summary>What the last call found; taking the call back restores it.</summary>
    public LegStatus? CalledFrom { get; private set; }

    public DateTime? CalledAt { get; private set; }

    public DateTime? ServedFromAt { get; private set; }

    public DateTime? ParkedAt { get; private set; }

    public DateTime? MissedAt { get; private set; }

    public DateTime? ReturnedAt { get; private set; }

    public int MissedReturns { get; private set; }

    public DateTime? TransferredAt { get; private set; }

    /// <summary>For the next clerk: what is being fetched, why it was sent on.</summary>
    public string Note { get; private set; } = "";

    public DateTime? EndedAt { get; private set; }

    /// <summary>Whether a window holds it.</summary>
    public bool IsAtWindow => Status is LegStatus.Called or LegStatus.Serving;

    /// <summary>The group and the windows whose screens show it.</summary>
    public IEnumerable<Guid> Touches => new[] { GroupId, WindowId, ForWindowId }.OfType<Guid>();

    /// <summary>Fetches something, or has missed the call: is called again only after coming back.</summary>
    public bool IsAway => Status is LegStatus.Parked or LegStatus.Missed;

    /// <summary>Until when somebody who missed the call is put near the front; null when that is used up.</summary>
    public DateTime? MayReturnUntilAt => Status == LegStatus.Missed && MissedReturns == 0 ? MissedAt + ReturnWithin : null;

    /// <summary>Until when the call, or the "did not come", can be taken back; null when it cannot.</summary>
    public DateTime? MayUndoUntilAt => Status switch
    {
        LegStatus.Called when Calls == 1 => CalledAt + UndoFor,
        LegStatus.Missed => MissedAt + UndoFor,
        _ => null,
    };
}
