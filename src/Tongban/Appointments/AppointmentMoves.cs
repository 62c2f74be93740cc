using System.Globalization;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Appointments;

/// <summary>The moves of a booking, in the order of its life.</summary>
public sealed partial class Appointment
{
    /// <summary>The fact of <see cref="EndAsClosed"/>.</summary>
    public const string ClosedThen = "appointment.hall-was-closed";

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
        (ConfirmedAt, Code) = (now, Codes.ForSpeaking());
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

    /// <summary>Nobody could come: the hall was closed at that time. It is over, and counts as nobody's miss.</summary>
    public void EndAsClosed(DateTime now)
    {
        Refusal.Unless(Status == AppointmentStatus.Booked && now > StartsAt + LatestCheckIn, "appointment.not-missed");
        Become(AppointmentStatus.Cancelled, ClosedThen, now, Actor.System);
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
}
