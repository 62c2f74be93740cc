using Microsoft.EntityFrameworkCore;
using Tongban.Network;

namespace Tongban.Appointments.Online;

/// <summary>A booking with what pages say of it.</summary>
public sealed record BookingFacts(Appointment Booking, Site Site, IReadOnlyList<BookableItem> Items)
{
    public Choice Choice => new(Items, Site);
}

public sealed class BookingReader(TongbanDb db, BookableItems items)
{
    public async Task<BookingFacts?> ByTokenAsync(string token, CancellationToken stop) =>
        await db.Set<Appointment>().AsNoTracking().SingleOrDefaultAsync(a => a.Token == token, stop) is { } booking ? (await OfAsync([booking], stop))[0] : null;

    public Task<bool> IsBookedAsync(string token, CancellationToken stop) =>
        db.Set<Appointment>().AnyAsync(a => a.Token == token && a.Status == AppointmentStatus.Booked, stop);

    /// <summary>Facts of several, in their order.</summary>
    public async Task<IReadOnlyList<BookingFacts>> OfAsync(IReadOnlyList<Appointment> bookings, CancellationToken stop)
    {
        var siteIds = bookings.Select(booking => booking.SiteId).Distinct().ToList();
        var sites = await db.Set<Site>().AsNoTracking().Where(site => siteIds.Contains(site.Id)).ToDictionaryAsync(site => site.Id, stop);
        var known = (await items.ByIdAsync([.. bookings.SelectMany(booking => booking.Matters.Select(matter => matter.ItemId)).Distinct()])).ToDictionary(item => item.Id);
        return [.. bookings.Select(booking => new BookingFacts(booking, sites[booking.SiteId], [.. booking.Matters.OrderBy(matter => matter.Seq).Where(matter => known.ContainsKey(matter.ItemId)).Select(matter => known[matter.ItemId])]))];
    }
}
