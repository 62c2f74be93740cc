using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Queue.Kiosk;
using Tongban.Shared.Data;

namespace Tongban.Queue;

/// <summary>
/// Somebody shows at a kiosk what they have. A booking is checked in; whoever was let in at the gate, or scans twice, keeps
/// the number they have; a slip puts its holder back in line who comes from the copier or has missed the call.
/// </summary>
public sealed class CheckingIn(TongbanDb db, BookingFinder finder, Arrival arrival, Returning returning)
{
    /// <remarks>Refusals: those of <see cref="BookingFinder.FindAsync"/>, <see cref="Arrival.CheckInAsync"/> and <see cref="Returning.ReturnAsync"/>.</remarks>
    public async Task<Visit> ShowAsync(Shown shown, Actor by, CancellationToken stop)
    {
        if (await finder.SlipAsync(shown.SiteId, shown.Text, stop) is { } slip)
        {
            return slip.Current is { IsAway: true } ? await returning.ReturnAsync(slip, by, stop) : slip;
        }

        // A gate may check the same booking in at this moment: whoever comes second sees its number.
        var booking = await finder.FindAsync(shown.SiteId, shown.Text, stop);
        await db.LockAsync<Appointment>([booking.Id], stop);
        return await finder.TicketOfAsync(booking, stop) ?? await arrival.CheckInAsync(booking.Code, by, stop);
    }
}
