using Tongban.Appointments.Allotting;
using Tongban.Appointments.Online.Holding;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Api;

namespace Tongban.Appointments.Online;

/// <summary>What to hold.</summary>
/// <param name="SlotId">The `slotId` of a free time.</param>
/// <param name="Items">Codes of the items, one to five, those for which the time was offered.</param>
public sealed record BookingWish(Guid SlotId, IReadOnlyList<string> Items);

/// <summary>Where to move.</summary>
/// <param name="SlotId">The `slotId` of a free time.</param>
public sealed record NewTime(Guid SlotId);

/// <summary>The code from the phone.</summary>
/// <param name="Code">Six digits.</param>
public sealed record PhoneCode(string Code);

/// <summary>Who comes.</summary>
/// <param name="Name">2 to 60 characters.</param>
/// <param name="Number">The document's number.</param>
/// <param name="Phone">A mainland mobile number; the code goes there.</param>
/// <param name="Document">`card` for the documents with a check digit (身份证, 居住证, 永居证), `other` for a passport or travel document.</param>
/// <param name="WantsHelp">Wants a wheelchair, sign language or company.</param>
public sealed record BookingPerson(string Name, string Number, string Phone, string Document = IdentityForm.Card, bool WantsHelp = false)
{
    /// <remarks>Refusals: <c>appointment.name-length</c>, <c>appointment.document-number</c>, those of <see cref="CitizenId"/> and <see cref="MobileNumber"/>.</remarks>
    public Person Sealed(PersonalData personal, DateOnly today)
    {
        var name = IdentityForm.CleanName(Name);
        Refusal.Unless(name.Length is >= 2 and <= Appointment.LongestName, "appointment.name-length", Appointment.LongestName);
        var number = Document == IdentityForm.Other ? IdentityForm.OtherNumber(Number) : IdDocument.Parse(Number, today).Value;
        return new(name, personal.Seal(People.Sealed.Phone, MobileNumber.Parse(Phone).Value), personal.Seal(People.Sealed.IdNumber, number), null);
    }
}

/// <summary>A booking.</summary>
/// <param name="Token">Whoever has it may see and change the booking: keep it secret.</param>
/// <param name="Code">What the person says or shows at the gate; absent until it is confirmed.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Site">The site's code.</param>
/// <param name="Items">Codes of the items, in the order in which they are handled.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When the last item should be done.</param>
/// <param name="HoldUntil">Until when the place is held; absent once it is confirmed.</param>
/// <param name="Name">Who comes, masked; absent until it was said.</param>
/// <param name="IsChangeable">Whether it may still be moved or cancelled.</param>
public sealed record ShownBooking(
    string Token, string? Code, AppointmentStatus Status, string Site, IReadOnlyList<string> Items, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset? HoldUntil, string? Name, bool IsChangeable)
{
    /// <summary>A hold as it was made.</summary>
    public static ShownBooking Of(Held held, HallClock clock) => new(
        held.Token, Code: null, AppointmentStatus.Held, held.Site, held.Items, clock.WithOffset(held.StartsAt), clock.WithOffset(held.EndsAt), clock.WithOffset(held.HoldUntilAt), Name: null, IsChangeable: false);

    public static ShownBooking Of(BookingFacts facts, HallClock clock)
    {
        var booking = facts.Booking;
        var status = booking.Status == AppointmentStatus.Held && !booking.IsOnHold(clock.Now) ? AppointmentStatus.Expired : booking.Status;
        return new(
            booking.Token, booking.Code.Length == 0 ? null : booking.Code, status, facts.Site.Code, [.. facts.Items.Select(item => item.Code)], clock.WithOffset(booking.StartsAt), clock.WithOffset(booking.EndsAt),
            status == AppointmentStatus.Held ? clock.WithOffset(booking.HoldUntilAt) : null, booking.PersonName.Length == 0 ? null : Masking.Name(booking.PersonName), booking.IsChangeable(clock.Now));
    }
}
