using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Online.Choosing;
using Tongban.Network;

namespace Tongban.Appointments.Online;

/// <summary>A booking with what pages say of it.</summary>
public sealed record BookingFacts(Appointment Booking, Site Site, IReadOnlyList<BookableItem> Items)
{
    /// <summary>Letter of the zone in which each group is handled; only where one booking is shown.</summary>
    public IReadOnlyDictionary<Guid, string> Letters { get; init; } = new Dictionary<Guid, string>();

    /// <summary>What the guide was told.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Told { get; init; } = [];

    public Choice Choice => new(Items, Site) { Told = Told };
}

public sealed class BookingReader(TongbanDb db, BookableItems items, GroupAreas areas, GuideAnswers answers)
{
    public async Task<BookingFacts?> ByTokenAsync(string token, CancellationToken stop)
    {
        if (await db.Set<Appointment>().AsNoTracking().At(token).SingleOrDefaultAsync(stop) is not { } booking)
        {
            return null;
        }

        var letters = (await areas.OfAsync(booking.SiteId, stop)).Where(area => area.Value is { Letter.Length: > 0 }).ToDictionary(area => area.Key, area => area.Value!.Letter);
        return (await OfAsync([booking], stop))[0] with { Letters = letters, Told = answers.Pairs };
    }

    public Task<bool> IsBookedAsync(string token, CancellationToken stop) =>
        db.Set<Appointment>().At(token).AnyAsync(a => a.Status == AppointmentStatus.Booked, stop);

    /// <summary>Facts of several, in their order.</summary>
    public async Task<IReadOnlyList<BookingFacts>> OfAsync(IReadOnlyList<Appointment> bookings, CancellationToken stop)
    {
        var siteIds = bookings.Select(booking => booking.SiteId).Distinct().ToList();
        var sites = await db.Set<Site>().AsNoTracking().Where(site => siteIds.Contains(site.Id)).ToDictionaryAsync(site => site.Id, stop);
        var known = (await items.ByIdAsync([.. bookings.SelectMany(booking => booking.Matters.Select(matter => matter.ItemId)).Distinct()])).ToDictionary(item => item.Id);
        return [.. bookings.Select(booking => new BookingFacts(booking, sites[booking.SiteId], [.. booking.Matters.OrderBy(matter => matter.Seq).Where(matter => known.ContainsKey(matter.ItemId)).Select(matter => known[matter.ItemId])]))];
    }
}
