using Tongban.Kernel;

namespace Tongban.Gate;

/// <summary>What the gate said, in one word.</summary>
public enum AdmissionOutcome
{
    /// <summary>请进.</summary>
    Allowed,

    /// <summary>先不能进.</summary>
    Refused,

    /// <summary>人工登记: the guard vouched for it, with a reason.</summary>
    Assisted,
}

/// <summary>What the person showed.</summary>
public enum AdmissionWay
{
    Booking,
    Ticket,
    WalkIn,
}

/// <summary>
/// One answer of a gate to one person or party. No name, no number of a document, nothing about health: whom it
/// was is known by the visit or booking, and for a walk-in nobody needs to know.
/// </summary>
public sealed class Admission : Entity
{
    private Admission()
    {
    }

    private Admission(Guid centreId, AdmissionCall call, DateOnly on, AdmissionOutcome outcome, string reason, DateTime now, Actor by)
        : base(centreId)
    {
        (SiteId, ZoneId, Way, People, VisitId, AppointmentId) = (call.SiteId, call.ZoneId, call.Way, call.People, call.VisitId, call.AppointmentId);
        (On, At, Outcome, Reason) = (on, now, outcome, reason);
        Happened($"gate.{outcome.ToString().ToLowerInvariant()}", now, by, new { call.ZoneId, call.VisitId, call.AppointmentId, reason, call.People });
    }

    public Guid SiteId { get; private set; }

    public Guid? ZoneId { get; private set; }

    public DateOnly On { get; private set; }

    public DateTime At { get; private set; }

    public AdmissionOutcome Outcome { get; private set; }

    /// <summary>The code of why: <c>zone-full</c>; empty where nothing stood in the way.</summary>
    public string Reason { get; private set; } = "";

    public AdmissionWay Way { get; private set; }

    /// <summary>The person and those with them.</summary>
    public int People { get; private set; }

    public Guid? VisitId { get; private set; }

    public Guid? AppointmentId { get; private set; }

    /// <summary>They did not come in after all.</summary>
    public DateTime? UndoneAt { get; private set; }

    /// <summary>They went out again; the ticket may come in once more.</summary>
    public DateTime? LeftAt { get; private set; }

    /// <summary>Whether it stands for people inside.</summary>
    public bool IsInside => Outcome != AdmissionOutcome.Refused && UndoneAt is null && LeftAt is null;

    public static Admission Allow(Guid centreId, AdmissionCall call, DateOnly on, DateTime now, Actor by) =>
        new(centreId, call, on, AdmissionOutcome.Allowed, "", now, by);

    public static Admission Assist(Guid centreId, AdmissionCall call, string reason, DateOnly on, DateTime now, Actor by) =>
        new(centreId, call, on, AdmissionOutcome.Assisted, reason, now, by);

    public static Admission Refuse(Guid centreId, AdmissionCall call, string reason, DateOnly on, DateTime now, Actor by) =>
        new(centreId, call, on, AdmissionOutcome.Refused, reason, now, by);

    public void Undo(DateTime now, Actor by)
    {
        Refusal.Unless(IsInside, "gate.nothing-to-undo");
        UndoneAt = now;
        Happened("gate.undone", now, by);
    }

    public void Leave(DateTime now, Actor by)
    {
        Refusal.Unless(IsInside, "gate.not-inside");
        LeftAt = now;
        Happened("gate.left", now, by);
    }
}

/// <summary>Who stands at the gate and where they want to go.</summary>
public sealed record AdmissionCall(Guid SiteId, Guid? ZoneId, AdmissionWay Way, int People, Guid? VisitId = null, Guid? AppointmentId = null);
