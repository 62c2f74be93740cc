using Tongban.Catalogue;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Ordering;

namespace Tongban.Windows.Desk;

/// <summary>Whom the window holds, with what the clerk needs at a glance.</summary>
/// <param name="Leg">The matter.</param>
/// <param name="Visit">The person's visit.</param>
/// <param name="Name">Masked, unless this clerk has just said why the whole name is needed.</param>
/// <param name="Item">What was chosen, or null.</param>
/// <param name="UsualMinutes">What such a matter takes.</param>
public sealed record DeskVisitor(Leg Leg, Visit Visit, string? Name, ItemVersion? Item, int UsualMinutes)
{
    /// <summary>So long a name that was looked at stays readable.</summary>
    public static readonly TimeSpan NameFor = TimeSpan.FromMinutes(2);

    public bool IsServing => Leg.Status == LegStatus.Serving;

    /// <summary>The timer runs from here.</summary>
    public DateTime SinceAt => IsServing ? Leg.ServedFromAt!.Value : Leg.CalledAt!.Value;
}

/// <summary>A line of a list at the desk.</summary>
public sealed record DeskLine(Leg Leg, string Number, ItemVersion? Item, Position? Place = null);

/// <summary>What happened at this window lately.</summary>
public sealed record DeskEvent(DateTime At, string What, string Number, Leg? MayUndo);

/// <summary>Where somebody can be sent on.</summary>
public sealed record DeskTargets(IReadOnlyList<Window> Windows, IReadOnlyList<MatterGroup> Groups);

/// <summary>Everything that the desk shows at one moment.</summary>
public sealed record DeskNow(
    WindowSession Session,
    Window Window,
    Zone Zone,
    DeskVisitor? Visitor,
    IReadOnlyList<DeskLine> Line,
    int Waiting,
    int LongestMinutes,
    IReadOnlyList<DeskLine> Parked,
    IReadOnlyList<DeskLine> Missed,
    IReadOnlyList<DeskEvent> Events,
    int Done,
    TimeSpan Average,
    DeskTargets Targets,
    DateTime Now)
{
    /// <summary>Differs when the keys have to be shown anew.</summary>
    public string KeysState => string.Join('|', State, Next, NoNext, Undo?.MayUndo?.Id, Undo?.At.Ticks, IsArmed, Session.PausedAt?.Ticks, Session.HelpWantedAt?.Ticks);

    /// <summary>Who is called at F2; null when nobody waits.</summary>
    public string? Next => Line.Count > 0 ? Line[0].Number : null;

    /// <summary>The call, or the "did not come", that can still be taken back.</summary>
    public DeskEvent? Undo => Events.FirstOrDefault(happened => happened.MayUndo is not null);

    /// <summary>候叫: who comes next is called at once.</summary>
    public bool IsArmed => Session.ArmedAt is not null;

    /// <summary>The word of why F2 does nothing; null when it calls, or arms the window.</summary>
    public string? NoNext =>
        Visitor is not null ? "desk.no-next.has-somebody" : Session.PausedAt is not null ? "desk.no-next.paused" : IsArmed && Next is null ? "desk.no-next.armed" : null;

    /// <summary>What stands where a visitor would be; with "-how" the word of what to do.</summary>
    public string Empty => Session.PausedAt is not null ? "desk.empty.paused" : IsArmed ? "desk.empty.armed" : Next is null ? "desk.empty.nobody" : "desk.empty.ready";

    /// <summary>Changes when the middle of the page must be shown anew.</summary>
    public string State => Visitor is { } visitor ? $"{visitor.Leg.Id:N}.{visitor.Leg.Status}.{visitor.Leg.Calls}" : Session.PausedAt is not null ? "paused" : IsArmed ? "armed" : "none";

    public bool MayPassOver => Visitor is { Leg: { Status: LegStatus.Called, Calls: >= Leg.CallsBeforeMissed } };

    /// <summary>Seconds until F3 may call again; 0 now, null when nobody is called.</summary>
    public int? RecallIn => Visitor is { Leg: { Status: LegStatus.Called, CalledAt: { } at } }
        ? Math.Max(0, (int)Math.Ceiling((at + Leg.CoolDown - Now).TotalSeconds))
        : null;
}
