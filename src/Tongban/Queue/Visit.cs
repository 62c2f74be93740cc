using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Queue;

public enum VisitStatus
{
    InHall,
    Finished,

    /// <summary>Left, or the day ended, before everything was done; never counted as a no-show.</summary>
    NotFinished,
}

/// <summary>Why somebody is called before others; asked kindly, never proved.</summary>
[Flags]
public enum Precedence
{
    None = 0,

    /// <summary>老年人.</summary>
    Elderly = 1,

    /// <summary>孕妇.</summary>
    Pregnant = 2,

    /// <summary>残疾人.</summary>
    Disabled = 4,
}

/// <summary>
/// A person in the hall today (来访) with one number for all their matters: one <see cref="Leg"/> for each, of which
/// one at a time is in line or at a window.
/// </summary>
public sealed class Visit : Entity
{
    public const int CodeLength = 8;

    /// <summary>The fact that somebody looked at the name.</summary>
    public const string NameSeen = "visit.name-looked-at";

    private readonly List<Leg> legs = [];

    private Visit()
    {
    }

    public Visit(Guid centreId, Guid siteId, DateOnly on, string number, string token, Guid? appointmentId, DateTime? dueAt, Precedence precedence, Sealed? idNumber, DateTime now, Actor by)
        : base(centreId)
    {
        (SiteId, On, Number, Token, AppointmentId, DueAt, Precedence) = (siteId, on, number, token, appointmentId, dueAt, precedence);
        (IdCipher, IdHash, ArrivedAt) = (idNumber?.Cipher, idNumber?.Hash, now);
        Happened("visit.arrived", now, by, new { number, appointmentId });
    }

    public Guid SiteId { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>The ticket's number: <c>C036</c>; unique at the site on the day.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Opens the mobile ticket; long and random, because there is no other lock.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Printed under the ticket's QR for those who type: with the number it finds the visit for rating.</summary>
    public string Code => Token.Length < CodeLength ? Token : Token[..CodeLength].ToUpperInvariant();

    public Guid? AppointmentId { get; private set; }

    /// <summary>When the booking is due; null for a walk-in.</summary>
    public DateTime? DueAt { get; private set; }

    public Precedence Precedence { get; private set; }

    public string? IdCipher { get; private set; }

    public string? IdHash { get; private set; }

    public DateTime ArrivedAt { get; private set; }

    /// <summary>绿色通道 since: the usual rule calls this visit right after bookings at their time, a profile where it says so.</summary>
    public DateTime? GreenAt { get; private set; }

    /// <summary>Something of its own is a reason to call it before others.</summary>
    public bool HasPrecedence => GreenAt is not null || Precedence != Precedence.None;

    public DateTime? EndedAt { get; private set; }

    public VisitStatus Status { get; private set; }

    public IReadOnlyList<Leg> Legs => legs;

    /// <summary>Why a name is looked at whole; codes, because facts hold no free text.</summary>
    public static IReadOnlyList<string> NameReasons { get; } = ["check-document", "same-name", "agent"];

    /// <summary>Why somebody goes through the green channel.</summary>
    public static IReadOnlyList<string> GreenReasons { get; } = ["urgent", "forces", "project", "follow-up"];

    /// <summary>The matter that is in line, at a window, parked or missed; null when everything has ended.</summary>
    public Leg? Current => legs.Find(leg => leg.EndedAt is null && leg.Status != LegStatus.Pending);

    /// <summary>The matter that comes after the current one.</summary>
    public Leg? Following => legs.Where(leg => leg.Status == LegStatus.Pending).MinBy(leg => leg.Seq);

    /// <summary>Missed twice, or missed and not back in time: the number is not called any more, nothing can be done with it.</summary>
    public bool IsLapsed(DateTime now) => Current is { Status: LegStatus.Missed } missed && !(missed.MayReturnUntilAt >= now);

    /// <summary>The groups and windows whose screens show one of its matters.</summary>
    public IEnumerable<Guid> Touches => legs.SelectMany(leg => leg.Touches);

    /// <summary>Adds a matter; the first waits at once, later ones when the one before has ended.</summary>
    public Leg Wait(Guid groupId, Guid? itemId, DateTime now, Actor by)
    {
        Refusal.Unless(Status == VisitStatus.InHall, "visit.ended");
        var leg = new Leg(this, legs.Count + 1, groupId, itemId, now, by);
        if (Current is null)
        {
            leg.Join(now, by);
        }

        legs.Add(leg);
        return leg;
    }

    /// <summary>After a matter has ended: the next joins its line, or the visit is over.</summary>
    public void GoOn(DateTime now, Actor by)
    {
        if (Current is null && Following is { } next)
        {
            next.Join(now, by);
        }
        else if (Current is null && Status == VisitStatus.InHall)
        {
            End(legs.Exists(leg => leg.Status == LegStatus.Finished) ? VisitStatus.Finished : VisitStatus.NotFinished, now, by);
        }
    }

    /// <summary>A clerk looks at the whole name, for one of <see cref="NameReasons"/>; looking is told.</summary>
    public void LookAtName(string reason, DateTime now, Actor by)
    {
        Refusal.Unless(NameReasons.Contains(reason), "visit.name-needs-reason");
        Happened(NameSeen, now, by, new { reason });
    }

    /// <summary>绿色通道, for one of <see cref="GreenReasons"/>; who gave it is told.</summary>
    public void GoGreen(string reason, DateTime now, Actor by)
    {
        Refusal.Unless(GreenReasons.Contains(reason), "visit.green-needs-reason");
        Refusal.Unless(Status == VisitStatus.InHall, "visit.ended");
        Refusal.Unless(GreenAt is null, "visit.green-already");
        Refusal.Unless(!IsLapsed(now), "visit.lapsed");
        GreenAt = now;
        Happened("visit.green-channel", now, by, new { reason });
    }

    /// <summary>Staff take back what was said at the kiosk or given at the help desk: the number waits like everybody's from now on; who did it is told.</summary>
    public void LosePrecedence(DateTime now, Actor by)
    {
        Refusal.Unless(Status == VisitStatus.InHall, "visit.ended");
        Refusal.Unless(HasPrecedence, "visit.no-precedence");
        var lost = new { green = GreenAt is not null, said = Precedence.ToString() };
        (GreenAt, Precedence) = (null, Precedence.None);
        Happened("visit.precedence-withdrawn", now, by, lost);
    }

    /// <summary>The person does not want to wait any longer; what is being served goes on.</summary>
    public void Cancel(DateTime now, Actor by)
    {
        Refusal.Unless(Status == VisitStatus.InHall, "visit.ended");
        Refusal.Unless(Current is not { IsAtWindow: true }, "visit.at-window");
        Refusal.Unless(!IsLapsed(now), "visit.lapsed");
        GiveUp(LegStatus.Cancelled, now, by);
    }

    /// <summary>The day has ended; what is not done is not a no-show.</summary>
    public void CloseDay(DateTime now, Actor by) => GiveUp(LegStatus.NotFinished, now, by);

    public void End(VisitStatus how, DateTime now, Actor by)
    {
        Refusal.Unless(Status == VisitStatus.InHall, "visit.ended");
        (Status, EndedAt) = (how, now);
        Happened("visit.ended", now, by, new { how = how.ToString() });
    }

    private void GiveUp(LegStatus how, DateTime now, Actor by)
    {
        foreach (var leg in legs.Where(leg => leg.EndedAt is null).OrderByDescending(leg => leg.Seq))
        {
            leg.GiveUp(how, now, by);
        }

        GoOn(now, by);
    }
}
