using System.Globalization;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments;

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

    public const int LongestName = 60;

    public const int LongestReason = 200;

    private readonly List<AppointmentMatter> matters = [];
    private readonly List<AppointmentPlace> places = [];

    private Appointment()
    {
    }

    /// <summary>A hold. Where the kind of its places is not said, it is that which whoever makes it usually has.</summary>
    public Appointment(
        Guid centreId, string code, Person person, IReadOnlyList<Matter> items, Chain chain, bool byStaff, DateTime now, Actor by, PlaceKind? kind = null, string? deviceHash = null)
        : base(centreId)
    {
        (Code, Token, IsByDesk, Kind, DeviceHash) = (code, Codes.TokenOf(Id), byStaff, kind ?? (byStaff ? PlaceKind.Staff : PlaceKind.Public), deviceHash);
        (SiteId, GroupId) = (chain.Slots[0].SiteId, chain.Slots[0].GroupId);
        HoldUntilAt = FreeAt = now + HoldFor;
        Take(person);
        matters.AddRange(items.Select((item, index) => new AppointmentMatter(CentreId, Id, item.ItemId, item.GroupId, index + 1, item.Minutes)));
        Take(chain);
        Happened("appointment.held", now, by, new { slots = chain.SlotIds, items = items.Select(item => item.ItemId) });
    }

    /// <summary>What the person says or shows: <c>YY7K3M9Q</c>; also in the QR code, signed.</summary>
    public string Code { get; private set; } = "";

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

    /// <summary>Says who comes. Another phone must be verified again.</summary>
    public void Name(Person person, bool wantsHelp, DateTime now, Actor by)
    {
        MustBeOnHold(now);
        PhoneVerifiedAt = person.Phone?.Hash == PhoneHash ? PhoneVerifiedAt : null;
        Take(person);
        WantsHelp = wantsHelp;
        Happened("appointment.named", now, by);
    }

    public void VerifyPhone(DateTime now, Actor by)
    {
        MustBeOnHold(now);
        Refusal.Unless(PhoneHash is not null, "appointment.nobody-named");
        PhoneVerifiedAt = now;
        Happened("appointment.phone-verified", now, by);
    }

    /// <summary>A phone that was given must have been verified, except where staff saw the person.</summary>
    public void Confirm(DateTime now, Actor by)
    {
        MustBeOnHold(now);
        Refusal.Unless(PersonName.Length > 0, "appointment.nobody-named");
        Refusal.Unless(IsByDesk || PhoneHash is null || PhoneVerifiedAt is not null, "appointment.phone-not-verified");
        Refusal.Unless(now < StartsAt, "appointment.already-started");
        ConfirmedAt = now;
        Become(AppointmentStatus.Booked, "appointment.booked", now, by);
    }

    /// <summary>The waiting list keeps it for somebody whose phone was verified before, for longer than somebody who chooses needs.</summary>
    public void Offer(DateTime until, DateTime freeAt, DateTime now, Actor by)
    {
        MustBeOnHold(now);
        Refusal.Unless(PhoneHash is not null, "appointment.no-phone");
        Refusal.Unless(now < until && until < freeAt, "appointment.hold-expired");
        (HoldUntilAt, FreeAt, PhoneVerifiedAt) = (until, freeAt, now);
        Happened("appointment.offered", now, by);
    }

    /// <summary>A move found no place of the usual kind: which it was given.</summary>
    public void Place(PlaceKind kind, string? overbook, DateTime now, Actor by)
    {
        if (kind == PlaceKind.Extra)
        {
            Overbook(overbook ?? "", now, by);
            return;
        }

        MustBeChangeable(now);
        Kind = kind;
        Happened("appointment.placed", now, by, new { kind = kind.ToString() });
    }

    /// <summary>On top of slots that are full for staff too; the caller counts it in the same transaction.</summary>
    public void Overbook(string reason, DateTime now, Actor by)
    {
        MustHaveReason(reason);
        MustBeChangeable(now);
        (Kind, OverbookReason) = (PlaceKind.Extra, reason.Trim());
        Happened("appointment.overbooked", now, by);
    }

    /// <summary>Until its start; the caller frees the places in the same transaction.</summary>
    public void Cancel(DateTime now, Actor by)
    {
        MustBeChangeable(now);
        Become(AppointmentStatus.Cancelled, "appointment.cancelled", now, by);
    }

    /// <summary>Staff saw the document of the person in whose name it was made.</summary>
    public void Release(string reason, DateTime now, Actor by)
    {
        MustHaveReason(reason);
        MustBeChangeable(now);
        ReleaseReason = reason.Trim();
        Become(AppointmentStatus.Cancelled, "appointment.released", now, by);
    }

    /// <summary>Another time at the same site; the caller takes the new places and frees the old in the same transaction.</summary>
    public void Move(Chain to, PlaceKind kind, DateTime now, Actor by)
    {
        Refusal.Unless(IsChangeable(now), Status == AppointmentStatus.Booked ? "appointment.already-started" : "appointment.not-booked");
        Refusal.Unless(to.StartsAt > now, "appointment.in-the-past");
        Refusal.Unless(to.StartsAt != StartsAt, "appointment.same-time");
        var from = SlotIds;
        Take(to);
        (Kind, OverbookReason) = (kind, kind == PlaceKind.Extra ? OverbookReason : null);
        Happened("appointment.moved", now, by, new { from, to = to.SlotIds });
    }

    /// <summary>The person chose another time instead; the caller frees the places in the same transaction.</summary>
    public void GiveUp(DateTime now, Actor by)
    {
        MustBeOnHold(now);
        Forget();
        Become(AppointmentStatus.Expired, "appointment.given-up", now, by);
    }

    /// <summary>The hall will be closed then: the phone was told, and the booking waits for the person to move or cancel it.</summary>
    public void TellOfClosing(DateTime now, Actor by)
    {
        MustBeChangeable(now);
        Refusal.Unless(PhoneHash is not null, "appointment.no-phone");
        Happened("appointment.closing-told", now, by);
    }

    /// <summary>Tidies a dead hold up and forgets who began it; the caller frees the places in the same transaction.</summary>
    public void Expire(DateTime now)
    {
        Refusal.Unless(Status == AppointmentStatus.Held && now >= HoldUntilAt, "appointment.not-expired");
        Forget();
        Become(AppointmentStatus.Expired, "appointment.expired", now, Actor.System);
    }

    public void CheckIn(DateTime now, Actor by)
    {
        // Who came in time and is entered afterwards has not missed it, whatever a timer thought.
        Refusal.Unless(Status is AppointmentStatus.Booked or AppointmentStatus.Missed, "appointment.not-booked");
        Refusal.Unless(now >= StartsAt - EarliestCheckIn, "appointment.too-early", OfDay(StartsAt - EarliestCheckIn));
        Refusal.Unless(now <= StartsAt + LatestCheckIn, "appointment.too-late");
        CheckedInAt = now;
        Become(AppointmentStatus.CheckedIn, "appointment.checked-in", now, by);
    }

    private static string OfDay(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant, HallClock.China).ToString("H:mm", CultureInfo.InvariantCulture);

    public void Miss(DateTime now)
    {
        Refusal.Unless(Status == AppointmentStatus.Booked && now > StartsAt + LatestCheckIn, "appointment.not-missed");
        Become(AppointmentStatus.Missed, "appointment.missed", now, Actor.System);
    }

    /// <summary>It does not count as missed any more: the bus broke down, the child was ill.</summary>
    public void Forgive(string reason, DateTime now, Actor by)
    {
        MustHaveReason(reason);
        Refusal.Unless(Status == AppointmentStatus.Missed && ForgivenAt is null, "appointment.nothing-to-forgive");
        (ForgivenAt, ForgiveReason) = (now, reason.Trim());
        Happened("appointment.forgiven", now, by);
    }

    private static void MustHaveReason(string reason) =>
        Refusal.Unless(reason.Trim().Length is > 1 and <= LongestReason, "appointment.reason-missing");

    private void MustBeOnHold(DateTime now)
    {
        Refusal.Unless(Status is AppointmentStatus.Held or AppointmentStatus.Expired, "appointment.not-held");
        Refusal.Unless(IsOnHold(now), "appointment.hold-expired");
    }

    private void MustBeChangeable(DateTime now)
    {
        Refusal.Unless(Status is AppointmentStatus.Booked or AppointmentStatus.Held, "appointment.not-booked");
        Refusal.Unless(now < StartsAt, "appointment.already-started");
    }

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
        places.AddRange(chain.SlotIds.Except(SlotIds).ToList().ConvertAll(slot => new AppointmentPlace(CentreId, Id, slot)));
    }

    private void Become(AppointmentStatus next, string what, DateTime now, Actor by)
    {
        Status = next;
        Happened(what, now, by);
    }
}
