using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments;

/// <summary>
/// A place, or a chain of places, kept for one person (预约). Held → Booked → CheckedIn; a hold is dead at its
/// instant whether or not anybody has tidied it up.
/// </summary>
public sealed partial class Appointment : Entity
{
    /// <summary>How long a hold keeps a place.</summary>
    public static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(10);

    /// <summary>How early the gate and the kiosk take a booking.</summary>
    public static readonly TimeSpan EarliestCheckIn = TimeSpan.FromMinutes(60);

    /// <summary>How late: after that the booking is missed and the person takes an ordinary number.</summary>
    public static readonly TimeSpan LatestCheckIn = TimeSpan.FromMinutes(30);

    public const int LongestName = 60;

    public const int LongestReason = 200;

    private readonly List<AppointmentMatter> matters = [];
    private readonly List<AppointmentPlace> places = [];

    private Appointment()
    {
    }

    /// <summary>A hold. Where the kind of its places is not said, it is that which whoever makes it usually has.</summary>
    public Appointment(
        Guid centreId, Person person, IReadOnlyList<Matter> items, Chain chain, bool byStaff, DateTime now, Actor by, PlaceKind? kind = null, string? deviceHash = null)
        : base(centreId)
    {
        (Token, IsByDesk, Kind, DeviceHash) = (Codes.TokenOf(Id), byStaff, kind ?? (byStaff ? PlaceKind.Staff : PlaceKind.Public), deviceHash);
        (SiteId, GroupId) = (chain.Slots[0].SiteId, chain.Slots[0].GroupId);
        HoldUntilAt = FreeAt = now + HoldFor;
        Take(person);
        matters.AddRange(items.Select((item, index) => new AppointmentMatter(CentreId, Id, item.ItemId, item.GroupId, index + 1, item.Minutes)));
        Take(chain);
        Happened("appointment.held", now, by, new { slots = chain.SlotIds, items = items.Select(item => item.ItemId) });
    }

    /// <summary>
    /// What the person says or shows: <c>YY7K3M9Q</c>; also in the QR code, signed. Empty until it is booked: nobody shows a
    /// hold, and a code that lies anywhere in its index was nearly half of what a hold wrote.
    /// </summary>
    public string Code { get => field ?? ""; private set; }

    /// <summary>The address of the booking's page: whoever has it may see and change the booking.</summary>
    public string Token { get; private set; } = "";

    public AppointmentStatus Status { get; private set; }

    public Guid SiteId { get; private set; }

    /// <summary>The group of the first matter.</summary>
    public Guid GroupId { get; private set; }

    public DateOnly On { get; private set; }

    public DateTime StartsAt { get; private set; }

    /// <summary>When the last matter should be done. The booking keeps its own length, whatever becomes of the slots.</summary>
    public DateTime EndsAt { get; private set; }

    public DateTime HoldUntilAt { get; private set; }

    /// <summary>When a hold that nobody confirmed is the public's again. An offer of the waiting list goes to the next in line first.</summary>
    public DateTime FreeAt { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    public DateTime? CheckedInAt { get; private set; }

    /// <summary>Which places of its slots it uses.</summary>
    public PlaceKind Kind { get; private set; }

    /// <summary>Staff made it, who saw or heard the person.</summary>
    public bool IsByDesk { get; private set; }

    /// <summary>Why staff put it on top of a full slot.</summary>
    public string? OverbookReason { get; private set; }

    /// <summary>Somebody of the hall decided that having missed it does not count.</summary>
    public DateTime? ForgivenAt { get; private set; }

    public string? ForgiveReason { get; private set; }

    public string PersonName { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    /// <summary>A one-time code came back from this phone.</summary>
    public DateTime? PhoneVerifiedAt { get; private set; }

    public string? IdCipher { get; private set; }

    public string? IdHash { get; private set; }

    public Guid? AccountId { get; private set; }

    /// <summary>The browser that took it, by a keyed hash: so many at once, and so many a day. Forgotten with a hold that ran out.</summary>
    public string? DeviceHash { get; private set; }

    /// <summary>Asked for a wheelchair, sign language or company.</summary>
    public bool WantsHelp { get; private set; }

    /// <summary>Why staff released it at the desk.</summary>
    public string? ReleaseReason { get; private set; }

    public IReadOnlyList<AppointmentMatter> Matters => matters;

    public IReadOnlyList<AppointmentPlace> Places => places;

    public Sealed? Phone => PhoneHash is { } hash ? new(PhoneCipher!, hash) : null;

    public Sealed? IdNumber => IdHash is { } hash ? new(IdCipher!, hash) : null;

    public IReadOnlyList<Guid> SlotIds => [.. places.Select(place => place.SlotId)];

    /// <summary>Whether it keeps its places at <paramref name="now"/>.</summary>
    public bool KeepsPlaces(DateTime now) =>
        Status is AppointmentStatus.Booked or AppointmentStatus.CheckedIn || IsOnHold(now);

    public bool IsStaffPlace => Kind == PlaceKind.Staff;

    public bool IsOverbooked => Kind == PlaceKind.Extra;

    /// <summary>The waiting list offered it: nobody asked for it at this moment.</summary>
    public bool IsOffer => FreeAt > HoldUntilAt;

    public bool IsOnHold(DateTime now) => Status == AppointmentStatus.Held && now < HoldUntilAt;

    /// <summary>Whether the person may still cancel or move it.</summary>
    public bool IsChangeable(DateTime now) => Status == AppointmentStatus.Booked && now < StartsAt;

    private void Forget()
    {
        Take(Person.Unknown);
        DeviceHash = null;
    }

    private void Take(Person person)
    {
        (PersonName, PhoneCipher, PhoneHash) = (Kernel.PersonName.MustBePlain(person.Name), person.Phone?.Cipher, person.Phone?.Hash);
        (IdCipher, IdHash, AccountId) = (person.IdNumber?.Cipher, person.IdNumber?.Hash, person.AccountId);
    }

    // A slot in both chains stays the same row.
    private void Take(Chain chain)
    {
        (On, StartsAt, EndsAt) = (chain.Slots[0].On, chain.StartsAt, chain.EndsAt);
        places.RemoveAll(place => !chain.SlotIds.Contains(place.SlotId));
        foreach (var slot in chain.SlotIds.Where(slot => !places.Exists(place => place.SlotId == slot)))
        {
            places.Add(new AppointmentPlace(CentreId, Id, slot));
        }
    }

    private void Become(AppointmentStatus next, string what, DateTime now, Actor by)
    {
        Status = next;
        Happened(what, now, by);
    }
}
