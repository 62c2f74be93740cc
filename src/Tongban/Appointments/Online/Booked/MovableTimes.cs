using Microsoft.EntityFrameworkCore;

namespace Tongban.Appointments.Online.Booked;

/// <summary>The times to which a booking may move: its own places count as free for it.</summary>
public sealed class MovableTimes(TongbanDb db, Offers offers)
{
    /// <param name="facts">The booking.</param>
    /// <param name="day">The day to show; the first with a place otherwise.</param>
    /// <param name="chosen">A slot that was chosen and could not be had: the nearest are shown.</param>
    /// <param name="addressOf">Where a day leads.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<TimesView> OfAsync(BookingFacts facts, DateOnly? day, Guid? chosen, Func<DateOnly, string> addressOf, CancellationToken stop)
    {
        var gone = chosen is null ? null : await db.Set<Slot>().Where(slot => slot.Id == chosen).Select(slot => (DateTime?)slot.StartsAt).SingleOrDefaultAsync(stop);
        var matters = facts.Booking.Matters.OrderBy(matter => matter.Seq).Select(matter => new Matter(matter.ItemId, matter.GroupId, matter.Minutes)).ToList();
        var offer = await offers.OfAsync(facts.Site.Id, matters, facts.Booking.IsStaffPlace, facts.Booking, stop);
        return new(offer, offer.On(day) ?? offer.First, chosen, gone, addressOf);
    }
}
