using Tongban.Appointments.Online;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.Notices;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Appointments;

/// <summary>Tells the phone of a booking what became of it; the message leaves when the caller's transaction commits.</summary>
public sealed class BookingNotes(TongbanDb db, Outbox outbox, PersonalData personal, Say say, Formats formats, GuideAnswers answers, Caller caller)
{
    public Task BookedAsync(Appointment booking) => TellAsync("booking.sms-booked", booking);

    public Task MovedAsync(Appointment booking) => TellAsync("booking.sms-moved", booking);

    public Task CancelledAsync(Appointment booking) => TellAsync("booking.sms-cancelled", booking);

    /// <summary>The hall will be closed then.</summary>
    public Task ClosedAsync(Appointment booking) => TellAsync("booking.sms-closed", booking);

    // Worth reading until the booking begins.
    private async Task TellAsync(string key, Appointment booking)
    {
        if (booking.Phone is not { } phone || !outbox.CanSend(MessageChannel.Sms))
        {
            return;
        }

        var site = await db.Set<Site>().FindAsync(booking.CentreId, booking.SiteId);
        var text = say[key, formats.Moment(booking.StartsAt), Bilingual.Of(site!.NameZh, site.NameEn), booking.Code, $"{caller.Facts.LinkBase}/bookings/{booking.Token}{answers.Query}"];
        outbox.Add(MessageChannel.Sms, personal.Open(phone), say["citizens.sms-name"], text, TimeSpan.FromHours(12));
        await db.SaveChangesAsync();
    }
}
