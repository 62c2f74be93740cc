using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Planning;
using Tongban.Appointments.Releasing;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments;

/// <summary>What is left on one day for one group.</summary>
/// <param name="On">The day.</param>
/// <param name="Free">Places that may be taken now.</param>
/// <param name="Places">All public places.</param>
/// <param name="Booked">Those that are taken.</param>
/// <param name="Next">When more open; what is neither free nor booked opens then or later.</param>
/// <param name="Extra">Bookings that staff put on top.</param>
public sealed record BoardCell(DateOnly On, int Free, int Places, int Booked, NextRelease? Next = null, int Extra = 0);

/// <summary>A group in its zone, with a cell for each of the days.</summary>
public sealed record BoardRow(Zone? Zone, MatterGroup Group, IReadOnlyList<BoardCell> Cells);

/// <summary>A zone with its groups; what it has on a day is what they have.</summary>
public sealed record BoardZone(Zone? Zone, IReadOnlyList<BoardRow> Rows)
{
    public BoardCell On(DateOnly day)
    {
        var cells = Rows.SelectMany(row => row.Cells).Where(cell => cell.On == day).ToList();
        return new(day, cells.Sum(cell => cell.Free), cells.Sum(cell => cell.Places), cells.Sum(cell => cell.Booked), NextRelease.Of(cells.Select(cell => cell.Next)), cells.Sum(cell => cell.Extra));
    }
}

/// <summary>The places of the next open days at a site, as the centre publishes them (公示近三天预约办理情况).</summary>
public sealed record Board(Site Site, IReadOnlyList<DateOnly> Days, IReadOnlyList<BoardRow> Rows, DateTime ReadAt)
{
    public IEnumerable<BoardZone> Zones => Rows.GroupBy(row => row.Zone?.Id).Select(rows => new BoardZone(rows.First().Zone, [.. rows]));
}

public sealed class PlacesBoard(TongbanDb db, HallClock clock, Openings openings, SlotPlanning planning, GroupAreas areas, BookableItems items, UsablePlaces usable)
{
    public const int Days = 3;

    public async Task<Board> OfAsync(Site site, CancellationToken stop = default)
    {
        await planning.ExtendAsync(site.Id, stop);
        var days = planning.BookableDays(await openings.OfAsync(site.Id)).Take(Days).ToList();
        var now = clock.Now;
        var slots = await db.Set<Slot>().AsNoTracking().Where(slot => slot.SiteId == site.Id && days.Contains(slot.On) && slot.StartsAt > now && slot.ClosedAt == null).ToListAsync(stop);
        var places = await usable.OfAsync(slots, forStaff: false, moving: null, stop);
        var cells = slots.ToLookup(slot => (slot.GroupId, slot.On));
        var bookable = (await items.AllAsync()).Where(item => item.Content.Sites.Contains(site.Code)).Select(item => item.Item.GroupId).ToHashSet();
        var rows = (await RowsAsync(site.Id, stop)).Where(row => bookable.Contains(row.Group.Id) && slots.Any(slot => slot.GroupId == row.Group.Id));
        return new(site, days, [.. rows.Select(row => new BoardRow(row.Zone, row.Group, [.. days.Select(day => CellOf(day, [.. cells[(row.Group.Id, day)]], places))]))], now);
    }

    private static BoardCell CellOf(DateOnly day, IReadOnlyList<Slot> slots, Usable places) => new(
        day,
        slots.Sum(places.Of),
        slots.Sum(slot => slot.Capacity),
        slots.Sum(places.TakenOf),
        NextRelease.Of(slots.Select(slot => places.NextOf([slot]))),
        slots.Sum(slot => slot.Overbooked));

    private async Task<IEnumerable<(Zone? Zone, MatterGroup Group)>> RowsAsync(Guid siteId, CancellationToken stop)
    {
        var groups = await db.Set<MatterGroup>().AsNoTracking().ToDictionaryAsync(group => group.Id, stop);
        return (await areas.OfAsync(siteId, stop)).Select(area => (Zone: area.Value, Group: groups[area.Key]))
            .OrderBy(row => row.Zone?.Code, StringComparer.Ordinal).ThenBy(row => row.Group.TicketLetter, StringComparer.Ordinal);
    }
}
