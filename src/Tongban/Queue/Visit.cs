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

/// <summary>Why somebody is called before others; the clerk reads it.</summary>
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

    /// <summary>Fetched a missing material and came back.</summary>
    ReturnedWithMaterials = 8,

    /// <summary>Sent here from another window.</summary>
    Transferred = 16,
}

/// <summary>
/// A person in the hall today (来访) with one number for all their matters: one <see cref="Leg"/> for each window
/// they must see.
/// </summary>
public sealed class Visit : Entity
{
    public const int CodeLength = 8;

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

    public DateTime? EndedAt { get; private set; }

    public VisitStatus Status { get; private set; }

    public IReadOnlyList<Leg> Legs => legs;

    /// <summary>Adds a matter; the first waits at once, later ones when the one before is done.</summary>
    public Leg Wait(Guid groupId, Guid? itemId, DateTime now, Actor by)
    {
        Refusal.Unless(Status == VisitStatus.InHall, "visit.ended");
        var leg = new Leg(this, legs.Count + 1, groupId, itemId, now, by);
        legs.Add(leg);
        return leg;
    }

    public void End(VisitStatus how, DateTime now, Actor by)
    {
        Refusal.Unless(Status == VisitStatus.InHall, "visit.ended");
        (Status, EndedAt) = (how, now);
        Happened("visit.ended", now, by, new { how = how.ToString() });
    }
}
