using Microsoft.EntityFrameworkCore;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue.Forecast;
using Tongban.Shared.Data;
using Tongban.Shared.Live;
using Tongban.Windows;

namespace Tongban.Queue.Wall;

/// <summary>A row of the table at the right: a zone on the hall's board, a group on a zone's. A null wait is unknown.</summary>
public sealed record BoardRow(string Letter, string NameZh, string NameEn, string Windows, int Waiting, WaitRange? Wait);

/// <summary>What the manager says; <paramref name="Letter"/> names the group that it is for, or is empty.</summary>
public sealed record BoardMessage(string Letter, string TextZh, string TextEn);

/// <summary>What a board shows at one moment: numbers only, never names. <paramref name="IsClosed"/>: the hall has closed for today.</summary>
public sealed record BoardNow(Site Site, Zone? Zone, IReadOnlyList<Announcement> Calls, IReadOnlyList<BoardRow> Rows, IReadOnlyList<BoardMessage> Messages, bool IsClosed = false)
{
    public Announcement? Current => Calls.Count > 0 ? Calls[0] : null;

    public IEnumerable<Announcement> Recent => Calls.Skip(1);
}

/// <summary>The state of each board, read once for all screens that show the same.</summary>
public sealed class Boards(IServiceScopeFactory scopes, LiveFeed feed, HallClock clock)
{
    private readonly SharedReading<(Guid Centre, Guid Site, Guid? Zone), BoardNow> kept = new(feed, clock, board => board.Rows.Sum(row => row.Waiting));

    public Task<BoardNow> OfAsync(Guid centreId, Site site, Zone? zone) => kept.OfAsync((centreId, site.Id, zone?.Id), site.Id, _ =>
        scopes.InCentreAsync(centreId, services => services.GetRequiredService<BoardReading>().ReadAsync(site, zone)));
}

/// <summary>Reads a board's state, which is the whole truth: a board that was away shows this and replays nothing.</summary>
public sealed class BoardReading(TongbanDb db, HallClock clock, SiteQueues queues, HallOrders orders, Boards boards)
{
    private const int Shown = 9;

    public async Task<BoardNow?> FindAsync(string siteCode, string? zoneCode, CancellationToken stop)
    {
        var site = await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(s => s.Code == siteCode, stop);
        var zone = site is null || zoneCode is null ? null : await db.Set<Zone>().AsNoTracking().SingleOrDefaultAsync(z => z.SiteId == site.Id && z.Code == zoneCode, stop);
        return site is null || (zoneCode is not null && zone is null) ? null : await boards.OfAsync(db.CentreId, site, zone);
    }

    internal async Task<BoardNow> ReadAsync(Site site, Zone? zone)
    {
        var now = await queues.OfAsync(site.Id);
        return new BoardNow(site, zone, await CallsAsync(site, zone), zone is null ? Zones(now) : Groups(now, zone), await MessagesAsync(now, site, zone), await orders.IsClosedAsync(site.Id));
    }

    // A zone's board keeps to its own groups.
    private async Task<List<BoardMessage>> MessagesAsync(SiteNow now, Site site, Zone? zone) =>
        [.. (await orders.AllMessagesAsync(site.Id))
            .Where(message => message.GroupId is not { } group || zone is null || now.Of(group)?.Windows.Any(window => window.ZoneId == zone.Id) == true)
            .Select(message => new BoardMessage(message.GroupId is { } group ? now.Of(group)?.Group.TicketLetter ?? "" : "", message.TextZh, message.TextEn))];

    // Whom a window holds, the newest call first. A call taken back, passed over, sent on, put on hold or done is no longer one;
    // so a number never stands at two windows.
    private Task<List<Announcement>> CallsAsync(Site site, Zone? zone) => (
        from leg in db.Set<Leg>()
        join visit in db.Set<Visit>() on leg.VisitId equals visit.Id
        join window in db.Set<Window>() on leg.WindowId equals window.Id
        where leg.SiteId == site.Id && leg.On == clock.Today && leg.CallSeq != null && (leg.Status == LegStatus.Called || leg.Status == LegStatus.Serving)
            && (zone == null || window.ZoneId == zone.Id)
        orderby leg.CallSeq descending
        select new Announcement(leg.CallSeq!.Value, visit.Number, window.Label, leg.Calls)).Take(Shown).ToListAsync();

    private static List<BoardRow> Zones(SiteNow now) =>
        [.. now.Zones
            .Select(zone => (zone, groups: now.Groups.Where(group => HomeOf(group) == zone.Id).ToList()))
            .Where(row => row.groups.Count > 0)
            .Select(row => new BoardRow(row.zone.Letter, row.zone.NameZh, row.zone.NameEn, Labels(row.groups.SelectMany(group => group.Windows).Where(window => window.ZoneId == row.zone.Id)), row.groups.Sum(group => group.Waiting), Widest(row.groups)))
            .OrderBy(row => row.Letter, StringComparer.Ordinal)];

    private static List<BoardRow> Groups(SiteNow now, Zone zone) =>
        [.. now.Groups
            .Where(group => group.Windows.Any(window => window.ZoneId == zone.Id))
            .Select(group => new BoardRow(group.Group.TicketLetter, group.Group.NameZh, group.Group.NameEn, Labels(group.Windows.Where(window => window.ZoneId == zone.Id)), group.Waiting, group.Wait))];

    // A group that several zones serve is counted where most of its windows are.
    private static Guid HomeOf(GroupNow group) => group.Windows.GroupBy(window => window.ZoneId).MaxBy(windows => windows.Count())!.Key;

    // Where somebody waits, that is the wait; where nobody knows, it is said.
    private static WaitRange? Widest(List<GroupNow> groups)
    {
        var busy = groups.Where(group => group.Waiting > 0).ToList();
        var known = (busy.Count > 0 ? busy : groups).Select(group => group.Wait).OfType<WaitRange>().ToList();
        return known.Count == 0 ? null : new WaitRange(known.Min(wait => wait.Min), known.Max(wait => wait.Max));
    }

    // 1–8, 12: neighbours are drawn together.
    internal static string Labels(IEnumerable<Window> windows)
    {
        var labels = windows.Select(window => window.Label).Distinct().ToList();
        if (!labels.TrueForAll(label => int.TryParse(label, out _)))
        {
            return string.Join(", ", labels);
        }

        var runs = new List<(int From, int To)>();
        foreach (var number in labels.Select(label => int.Parse(label, null)).Order())
        {
            if (runs.Count > 0 && runs[^1].To == number - 1)
            {
                runs[^1] = (runs[^1].From, number);
            }
            else
            {
                runs.Add((number, number));
            }
        }

        return string.Join(", ", runs.Select(run => run.From == run.To ? $"{run.From}" : $"{run.From}–{run.To}"));
    }
}
