using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Tongban.Appointments;

/// <summary>
/// A booking for somebody's own calendar, RFC 5545. Times are UTC, which every client turns into its own zone; the
/// UID stays and the SEQUENCE rises, so that a moved or cancelled booking replaces the entry made before.
/// </summary>
public static class BookingCalendar
{
    public const string MediaType = "text/calendar; charset=utf-8";

    public static string Write(Appointment booking, CalendarTexts texts)
    {
        // No METHOD: that would make it a scheduling message (RFC 5546), which wants an organiser. This is an entry to keep.
        var calendar = new Calendar { ProductId = "-//Tongban//Appointments//ZH" };
        calendar.Events.Add(EventOf(booking, texts));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalendarEvent EventOf(Appointment booking, CalendarTexts texts)
    {
        var entry = new CalendarEvent
        {
            Uid = $"{booking.Id}@tongban",
            Sequence = booking.Version,
            DtStamp = Utc(texts.WrittenAt),
            Start = Utc(booking.StartsAt),
            End = Utc(booking.EndsAt),
            Summary = texts.Summary,
            Location = texts.Location,
            Description = texts.Description,
            Url = texts.Page,
            Status = booking.Status == AppointmentStatus.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            GeographicLocation = new GeographicLocation(texts.Latitude, texts.Longitude),
        };
        entry.Alarms.Add(new Alarm { Action = AlarmAction.Display, Description = texts.Summary, Trigger = new Trigger(Duration.FromHours(-2)) });
        return entry;
    }

    private static CalDateTime Utc(DateTime instant) => new(instant, CalDateTime.UtcTzId);
}

/// <summary>What the entry says, in the language of the request.</summary>
public sealed record CalendarTexts(string Summary, string Location, string Description, Uri Page, double Latitude, double Longitude, DateTime WrittenAt);
