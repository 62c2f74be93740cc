using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.WaitingList;

/// <summary>An entry with what pages say of it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Site">Where.</param>
/// <param name="Items">What for.</param>
/// <param name="Offer">The place that is offered, while it may be taken; or the booking that came of it.</param>
/// <param name="Status">Where it stands at this instant, whether or not a worker ran.</param>
/// <param name="Ahead">How many stand before it.</param>
/// <param name="Own">Bookings by the same document and phone on the days of an entry that waits: on those days it is passed over.</param>
public sealed record WaitingFacts(WaitingEntry Entry, Site Site, IReadOnlyList<BookableItem> Items, Appointment? Offer, WaitingStatus Status, int Ahead, IReadOnlyList<Appointment> Own);

public sealed class WaitingReader(TongbanDb db, HallClock clock, BookableItems items, WaitingLine line, WaitingWishes wishes)
{
    public async Task<WaitingFacts?> ByTokenAsync(string token, CancellationToken stop) =>
        await db.Set<WaitingEntry>().AsNoTracking().SingleOrDefaultAsync(entry => entry.Token == token, stop) is { } entry ? await OfAsync(entry, stop) : null;

    public async Task<WaitingFacts> OfAsync(WaitingEntry entry, CancellationToken stop)
    {
        var site = await db.Set<Site>().AsNoTracking().SingleAsync(site => site.Id == entry.SiteId, stop);
        var known = (await items.ByIdAsync([.. entry.Matters.Select(matter => matter.ItemId)])).ToDictionary(item => item.Id);
        var offer = entry.OfferId is { } id ? await db.Set<Appointment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, stop) : null;
        var status = StatusOf(entry, offer);
        return new(
            entry, site, [.. entry.Matters.OrderBy(matter => matter.Seq).Where(matter => known.ContainsKey(matter.ItemId)).Select(matter => known[matter.ItemId])],
            status is WaitingStatus.Offered or WaitingStatus.Booked ? offer : null, status, status == WaitingStatus.Waiting ? await line.AheadOfAsync(entry, stop) : 0,
            status == WaitingStatus.Waiting ? await wishes.OwnAsync(entry, stop) : []);
    }

    /// <summary>Open entries of an account, or of a phone that was verified.</summary>
    public async Task<IReadOnlyList<WaitingFacts>> OpenOfAsync(Guid accountId, string phoneHash, CancellationToken stop)
    {
        var mine = await db.Set<WaitingEntry>().AsNoTracking()
            .Where(entry => (entry.AccountId == accountId || entry.PhoneHash == phoneHash) && (entry.Status == WaitingStatus.Waiting || entry.Status == WaitingStatus.Offered))
            .OrderBy(entry => entry.JoinedAt).Take(20).ToListAsync(stop);
        var facts = new List<WaitingFacts>();
        foreach (var entry in mine.Where(entry => !entry.IsOver(clock.Today)))
        {
            facts.Add(await OfAsync(entry, stop));
        }

        return facts;
    }

    // An offer is over at its instant, and so is a day.
    private WaitingStatus StatusOf(WaitingEntry entry, Appointment? offer) =>
        entry.IsOpen && entry.IsOver(clock.Today) ? WaitingStatus.Over
        : entry.Status == WaitingStatus.Offered && offer?.IsOnHold(clock.Now) != true ? WaitingStatus.Waiting
        : entry.Status;
}
