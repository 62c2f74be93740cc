using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Partners.Webhooks;
using Tongban.Ratings;

namespace Tongban.Partners.Exchange;

/// <summary>Ratings of one day, both ways.</summary>
/// <param name="Given">First and additional ratings that were given here, by a channel that the platform knows.</param>
/// <param name="Told">What was told of them, and what came of it.</param>
/// <param name="Taken">Fetched from the province, and ratings here now.</param>
/// <param name="Refused">Fetched and refused.</param>
public sealed record RatingsDay(int Given, DeliveryCounts Told, int Taken, int Refused)
{
    internal static RatingsDay None { get; } = new(0, DeliveryCounts.None, 0, 0);

    /// <summary>Everything that was given here has arrived there, and nothing that came from there was refused.</summary>
    public bool Agrees => Given <= Told.Received && Told.Made == Told.Received && Refused == 0;

    public static RatingsDay operator +(RatingsDay one, RatingsDay other) => new(one.Given + other.Given, one.Told + other.Told, one.Taken + other.Taken, one.Refused + other.Refused);
}

/// <summary>评价对账: what was given here against what the province has, and what it sent against what became of it, day by day.</summary>
public sealed class RatingsReconciliation(TongbanDb db, HallClock clock, Reconciliation reconciliation, RatingEvents events)
{
    /// <summary>So many are put into the outbox at once.</summary>
    public const int AtOnce = 2_000;

    /// <remarks>Refusal: <c>partner.days</c>.</remarks>
    public async Task<IReadOnlyList<(DateOnly Day, RatingsDay Counts)>> ByDayAsync(Guid clientId, DateOnly from, DateOnly through, CancellationToken stop)
    {
        Refusal.Unless(Reconciliation.MayCount(from, through), "partner.days");
        var days = new Dictionary<DateOnly, RatingsDay>();
        void Add(DateOnly day, RatingsDay more) => days[day] = days.GetValueOrDefault(day, RatingsDay.None) + more;
        foreach (var (day, told) in await reconciliation.ByDayAsync(clientId, from, through, stop, RatingEvents.Types))
        {
            Add(day, RatingsDay.None with { Told = told });
        }

        await foreach (var at in Here(from, through).Where(rating => events.Channels.Contains(rating.Channel)).Select(rating => rating.RatedAt).AsAsyncEnumerable().WithCancellation(stop))
        {
            Add(clock.DayOf(at), RatingsDay.None with { Given = 1 });
        }

        await foreach (var row in Fetched(clientId, from, through).Select(one => new { one.ReadAt, IsTaken = one.RatingId != null }).AsAsyncEnumerable().WithCancellation(stop))
        {
            Add(clock.DayOf(row.ReadAt), RatingsDay.None with { Taken = row.IsTaken ? 1 : 0, Refused = row.IsTaken ? 0 : 1 });
        }

        return [.. days.OrderByDescending(day => day.Key).Select(day => (day.Key, day.Value))];
    }

    /// <summary>Ratings that the province was never told of: given before it was registered, or imported.</summary>
    public Task<int> NeverToldAsync(Guid clientId, DateOnly from, DateOnly through, CancellationToken stop) => Untold(clientId, from, through).CountAsync(stop);

    /// <summary>Puts them into the outbox now, the oldest first, inside the caller's transaction; how many.</summary>
    /// <remarks>Refusals: <c>partner.days</c>, <c>partner.nothing-again</c>, <c>partner.is-off</c>.</remarks>
    public async Task<int> TellAsync(Guid clientId, DateOnly from, DateOnly through, CancellationToken stop)
    {
        Refusal.Unless(Reconciliation.MayCount(from, through), "partner.days");
        var client = await db.Set<PartnerClient>().AsNoTracking().SingleAsync(one => one.Id == clientId, stop);
        Refusal.Unless(client.IsOn, "partner.is-off");
        var rows = await Untold(clientId, from, through).OrderBy(rating => rating.RatedAt).ThenBy(rating => rating.Id).Take(AtOnce)
            .Select(rating => new { rating.Id, FactId = db.Facts.Where(fact => fact.SubjectId == rating.Id && fact.SubjectVersion == 1).Select(fact => fact.Id).First(), Last = db.Set<PartnerEvent>().Where(one => one.ClientId == clientId && one.SubjectId == rating.Id).Max(one => (int?)one.Position) ?? 0 })
            .ToListAsync(stop);
        Refusal.Unless(rows.Count > 0, "partner.nothing-again");
        db.AddRange(rows.Select(row => new PartnerEvent(client, row.FactId, row.Id, row.Last + 1, RatingEvents.Given, clock.Now)));
        await db.SaveChangesAsync(stop);
        return rows.Count;
    }

    /// <summary>Ratings that cannot be told, for the platform has no code for their channel.</summary>
    public async Task<IReadOnlyList<(RatingChannel Channel, int Count)>> WithoutCodeAsync(DateOnly from, DateOnly through, CancellationToken stop)
    {
        var rows = await Here(from, through).Where(rating => !events.Channels.Contains(rating.Channel)).GroupBy(rating => rating.Channel).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop);
        return [.. rows.Select(row => (row.Key, row.Count))];
    }

    private IQueryable<ProvinceRating> Fetched(Guid clientId, DateOnly from, DateOnly through)
    {
        var (first, end) = Span(from, through);
        return db.Set<ProvinceRating>().AsNoTracking().Where(one => one.ClientId == clientId && one.ReadAt >= first && one.ReadAt < end);
    }

    private IQueryable<Rating> Untold(Guid clientId, DateOnly from, DateOnly through) => Here(from, through)
        .Where(rating => events.Channels.Contains(rating.Channel) && !db.Set<PartnerEvent>().Any(one => one.ClientId == clientId && one.SubjectId == rating.Id && one.Type == RatingEvents.Given));

    // What came from there is not told there again.
    private IQueryable<Rating> Here(DateOnly from, DateOnly through)
    {
        var (first, end) = Span(from, through);
        return db.Set<Rating>().AsNoTracking().Where(rating => rating.RatedAt >= first && rating.RatedAt < end && !db.Set<ProvinceRating>().Any(one => one.RatingId == rating.Id));
    }

    private (DateTime First, DateTime End) Span(DateOnly from, DateOnly through) => (clock.At(from, TimeOnly.MinValue), clock.At(through.AddDays(1), TimeOnly.MinValue));
}
