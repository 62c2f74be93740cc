using System.Text;
using Tongban.Appointments.Online;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Appointments;

/// <summary><c>GET /bookings/{token}/calendar.ics</c>: the booking for a calendar program.</summary>
public static class CalendarFile
{
    public static async Task<IResult> GetAsync(string token, BookingReader reader, Say say, HallClock clock, HttpRequest request, CancellationToken stop)
    {
        if (await reader.ByTokenAsync(token, stop) is not { Booking.ConfirmedAt: not null } facts)
        {
            return TypedResults.NotFound();
        }

        var (booking, site) = (facts.Booking, facts.Site);
        var matters = string.Join(say["booking.comma"], facts.Items.Select(item => item.Name));
        var page = new Uri($"{request.LinkBase()}/bookings/{token}");
        var texts = new CalendarTexts(
            say["booking.calendar-title", matters],
            $"{Bilingual.Of(site.NameZh, site.NameEn)} {Bilingual.Of(site.AddressZh, site.AddressEn)}",
            say["booking.calendar-text", booking.Code, page],
            page, site.Latitude, site.Longitude, clock.Now);
        return TypedResults.File(Encoding.UTF8.GetBytes(BookingCalendar.Write(booking, texts)), BookingCalendar.MediaType, $"{booking.Code}.ics");
    }
}
