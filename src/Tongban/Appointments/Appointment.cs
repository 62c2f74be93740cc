using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Appointments;

public enum AppointmentStatus
{
    /// <summary>A place is kept for ten minutes while the person confirms.</summary>
    Held,
    Booked,
    CheckedIn,
    Cancelled,

    /// <summary>The hold ran out; the place is free again.</summary>
    Expired,

    /// <summary>Did not come.</summary>
    Missed,
}

/// <summary>
/// A place, or a chain of places, kept for one person (预约). Held → Booked → CheckedIn; a hold is dead at its
/// instant whether or not anybody has tidied it up.
/// </summary>
public sealed class Appointment : Entity
{
    /// <summary>How long a hold keeps a place.</summary>
    public static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(10);

    /// <summary>How early the gate and the kiosk take a booking.</summary>
    public static readonly TimeSpan EarliestCheckIn = TimeSpan.FromMinutes(60);

    /// <summary>How late: after that the booking is missed and the person takes an ordinary number.</summary>
    public static readonly TimeSpan LatestCheckIn = TimeSpan.FromMinutes(30);

    private readonly List<AppointmentMatter> matters = [];
    private readonly List<AppointmentPlace> places = [];

    private Appointment()
    {
    }

    public Appointment(Guid centreId, string code, Person person, IReadOnlyList<Guid> itemIds, IReadOnlyList<Slot> chain, bool byStaff, DateTime now, Actor by)
        : base(centreId)
    {
        Code = code;
        (PersonName, PhoneCipher, PhoneHash) = (person.Name, person.Phone?.Cipher, person.Phone?.Hash);
        (IdCipher, IdHash, AccountId) = (person.IdNumber?.Cipher, person.IdNumber?.Hash, person.AccountId);
        (SiteId, GroupId, On) = (chain[0].SiteId, chain[0].GroupId, chain[0].On);
        (StartsAt, EndsAt) = (chain[0].StartsAt, chain[^1].EndsAt);
        HoldUntilAt = now + HoldFor;
        IsStaffPlace = byStaff;
        matters.AddRange(itemIds.Select(item => new AppointmentMatter(CentreId, Id, item)));
        places.AddRange(chain.Select(slot => new AppointmentPlace(CentreId, Id, slot.Id)));
        Happened("appointment.held", now, by, new { slots = chain.Select(slot => slot.Id), items = itemIds });
    }

    /// <summary>What the person says or shows: <c>YY7K3M9Q</c>; also in the QR code, signed.</summary>
    public string Code { get; private set; } = "";

    public AppointmentStatus Status { get; private set; }

    public Guid SiteId { get; private set; }

    public Guid GroupId { get; private set; }

    public DateOnly On { get; private set; }

    public DateTime StartsAt { get; private set; }

    /// <summary>The booking keeps its own length, whatever becomes of the slots.</summary>
    public DateTime EndsAt { get; private set; }

    public DateTime HoldUntilAt { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    public DateTime? CheckedInAt { get; private set; }

    /// <summary>Uses a staff place of its slots rather than a public one.</summary>
    public bool IsStaffPlace { get; private set; }

    public string PersonName { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public string? IdCipher { get; private set; }

    public string? IdHash { get; private set; }

    public Guid? AccountId { get; private set; }

    public IReadOnlyList<AppointmentMatter> Matters => matters;

    public IReadOnlyList<AppointmentPlace> Places => places;

    /// <summary>Whether it keeps its places at <paramref name="now"/>.</summary>
    public bool KeepsPlaces(DateTime now) =>
        Status is AppointmentStatus.Booked or AppointmentStatus.CheckedIn || (Status == AppointmentStatus.Held && now < HoldUntilAt);

    public void Confirm(DateTime now, Actor by)
    {
        Refusal.Unless(Status == AppointmentStatus.Held, "appointment.not-held");
        Refusal.Unless(now < HoldUntilAt, "appointment.hold-expired");
        ConfirmedAt = now;
        Become(AppointmentStatus.Booked, "appointment.booked", now, by);
    }

    /// <summary>Until its start; the caller frees the places in the same transaction.</summary>
    public void Cancel(DateTime now, Actor by)
    {
        Refusal.Unless(Status is AppointmentStatus.Booked or AppointmentStatus.Held, "appointment.not-booked");
        Refusal.Unless(now < StartsAt, "appointment.already-started");
        Become(AppointmentStatus.Cancelled, "appointment.cancelled", now, by);
    }

    /// <summary>Tidies a dead hold up; the caller frees the places in the same transaction.</summary>
    public void Expire(DateTime now)
    {
        Refusal.Unless(Status == AppointmentStatus.Held && now >= HoldUntilAt, "appointment.not-expired");
        Become(AppointmentStatus.Expired, "appointment.expired", now, Actor.System);
    }

    public void CheckIn(DateTime now, Actor by)
    {
        Refusal.Unless(Status == AppointmentStatus.Booked, "appointment.not-booked");
        Refusal.Unless(now >= StartsAt - EarliestCheckIn, "appointment.too-early");
        Refusal.Unless(now <= StartsAt + LatestCheckIn, "appointment.too-late");
        CheckedInAt = now;
        Become(AppointmentStatus.CheckedIn, "appointment.checked-in", now, by);
    }

    public void Miss(DateTime now)
    {
        Refusal.Unless(Status == AppointmentStatus.Booked && now > StartsAt + LatestCheckIn, "appointment.not-missed");
        Become(AppointmentStatus.Missed, "appointment.missed", now, Actor.System);
    }

    private void Become(AppointmentStatus next, string what, DateTime now, Actor by)
    {
        Status = next;
        Happened(what, now, by);
    }
}

/// <summary>Who books: a name, and sealed identifiers where they were given.</summary>
public sealed record Person(string Name, Sealed? Phone, Sealed? IdNumber, Guid? AccountId);

/// <summary>A matter of a booking.</summary>
public sealed record AppointmentMatter(Guid CentreId, Guid AppointmentId, Guid ItemId);

/// <summary>A slot whose place the booking keeps.</summary>
public sealed record AppointmentPlace(Guid CentreId, Guid AppointmentId, Guid SlotId);
