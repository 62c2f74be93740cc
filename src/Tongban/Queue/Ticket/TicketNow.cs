using Microsoft.EntityFrameworkCore;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue.Forecast;
using Tongban.Ratings;
using Tongban.Shared.Words;

namespace Tongban.Queue.Ticket;

/// <summary>What a ticket says at one moment.</summary>
public sealed record TicketNow(
    Visit Visit,
    Leg Leg,
    MatterGroup Group,
    Zone? Zone,
    string? Window,
    int? Ahead,
    WaitRange? Wait,
    bool IsOfToday,
    bool MayReturn,
    string? RatingToken,
    IReadOnlyList<HallMessage> Messages)
{
    /// <summary>So few before one means: be near.</summary>
    public const int NearlyAt = 3;

    public bool IsNearly => IsOfToday && Leg.Status == LegStatus.Waiting && Ahead <= NearlyAt;

    public bool IsCalled => IsOfToday && Leg.Status == LegStatus.Called;

    /// <summary>Nothing more will change: no need to ask again.</summary>
    public bool IsOver => !IsOfToday || Visit.Status != VisitStatus.InHall;

    /// <summary>The word of the state: <c>waiting</c>, <c>nearly</c>, <c>called</c> …</summary>
    public string State => !IsOfToday ? "past" : IsNearly ? Ahead == 0 ? "next" : "nearly" : Leg.Status.ToString().ToLowerInvariant();

    /// <summary>The same for two readings that show the same.</summary>
    public string ETag(string language) =>
        $"\"{Leg.Id.ToString("N")[^8..]}.{Visit.Version}.{Leg.Version}.{State}.{Ahead}.{Wait?.Min}-{Wait?.Max}.{Window}.{MayReturn}.{RatingToken is not null}.{string.Join('-', Messages.Select(message => message.Id.ToString("N")[^6..]))}.{language}\"";
}

/// <summary>Reads a ticket; the queue's state comes from the snapshot that all tickets of the site share.</summary>
public sealed class TicketReading(TongbanDb db, HallClock clock, SiteQueues queues, Tickets tickets)
{
    public Task<Visit?> FindAsync(string token, CancellationToken stop) =>
        db.Set<Visit>().SingleOrDefaultAsync(visit => visit.Token == token, stop);

    /// <summary>For the phones that ask every few seconds: one row, and what all share.</summary>
    public async Task<TicketNow?> PolledAsync(string token, CancellationToken stop) =>
        await db.Set<Visit>().AsNoTracking().AsSingleQuery().SingleOrDefaultAsync(visit => visit.Token == token, stop) is { } visit
            ? await OfAsync(visit, await tickets.OfAsync(db.CentreId), stop)
            : null;

    // Inside a transaction no second connection is waited for: a hundred such would wait for each other.
    public async Task<TicketNow> OfAsync(Visit visit, CancellationToken stop) =>
        await OfAsync(visit, db.Database.CurrentTransaction is null ? await tickets.OfAsync(db.CentreId) : await Tickets.BesideAsync(db, clock.Today), stop);

    private async Task<TicketNow> OfAsync(Visit visit, TicketsNow all, CancellationToken stop)
    {
        var leg = visit.Current ?? visit.Legs.MaxBy(one => one.Seq)!;
        var site = await queues.OfAsync(visit.SiteId);
        var group = site.Of(leg.GroupId);
        var zone = group?.Windows.GroupBy(window => window.ZoneId).MaxBy(windows => windows.Count())?.Key;
        return new TicketNow(
            visit,
            leg,
            group?.Group ?? await db.Set<MatterGroup>().AsNoTracking().SingleAsync(g => g.Id == leg.GroupId, stop),
            site.Zones.FirstOrDefault(one => one.Id == zone),
            leg.WindowId is { } window ? all.LabelOf(window) : null,
            site.Ahead(leg.Id),
            site.WaitOf(leg.Id),
            visit.On == clock.Today,
            leg.Status == LegStatus.Parked || leg.MayReturnUntilAt >= clock.Now,
            await RatingTokenAsync(visit, stop),
            visit.On == clock.Today && visit.Status == VisitStatus.InHall ? all.MessagesFor(visit.SiteId, leg.GroupId) : []);
    }

    // The last service that has ended; one may rate it from the own phone.
    private async Task<string?> RatingTokenAsync(Visit visit, CancellationToken stop)
    {
        var legs = visit.Legs.Where(leg => leg.Status == LegStatus.Finished).Select(leg => (Guid?)leg.Id).ToList();
        return legs.Count == 0 ? null : await db.Set<Service>().Where(service => legs.Contains(service.LegId)).OrderByDescending(service => service.EndedAt).Select(service => service.Token).FirstOrDefaultAsync(stop);
    }
}

public static class TicketFormats
{
    /// <summary>约 45–60 分, 不用等, or that nobody can say.</summary>
    public static string Wait(this Formats formats, Say say, WaitRange? wait) =>
        wait is not { } range ? say["ticket.wait-unknown"]
        : range is { Min: 0, Max: > 0 } ? say["ticket.wait-within", range.Max]
        : formats.WaitRange(range.Min, range.Max);
}
