using Tongban.Shared;

namespace Tongban.Appointments;

/// <summary>Finds a booking by the address of its page.</summary>
internal static class BookingAddress
{
    /// <summary>By its key, and then by all of the address: the key alone opens nothing.</summary>
    public static IQueryable<Appointment> At(this IQueryable<Appointment> bookings, string token)
    {
        var id = Codes.IdIn(token);
        return bookings.Where(booking => booking.Id == id && booking.Token == token);
    }
}
