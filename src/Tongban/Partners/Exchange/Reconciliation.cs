using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Partners.Webhooks;

namespace Tongban.Partners.Exchange;

/// <summary>What was to be told, and what came of it (对账).</summary>
/// <param name="Made">Events in all.</param>
/// <param name="Sent">Of them sent, or fetched, at least once.</param>
/// <param name="Received">Of them received.</param>
/// <param name="Refused">Of them read and refused.</param>
/// <param name="Waiting">Of them still to be sent, or to be sent again.</param>
/// <param name="Stuck">Of them given up until somebody looks.</param>
public sealed record DeliveryCounts(int Made, int Sent, int Received, int Refused, int Waiting, int Stuck)
{
    internal static DeliveryCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    public static DeliveryCounts operator +(DeliveryCounts one, DeliveryCounts other) =>
        new(one.Made + other.Made, one.Sent + other.Sent, one.Received + other.Received, one.Refused + other.Refused, one.Waiting + other.Waiting, one.Stuck + other.Stuck);
}

/// <summary>Counts what one client was told. Made is what was received, refused, waits and is stuck: nothing is lost.</summary>
public sealed class Reconciliation(TongbanDb db, HallClock clock)
{
    public const int MostDays = 366;

    public static bool MayCount(DateOnly from, DateOnly through) => from <= through && through.DayNumber - from.DayNumber < MostDays && from > DateOnly.MinValue && through < DateOnly.MaxValue;

    /// <summary>Of these days of the hall, both included.</summary>
    /// <remarks>Refusal: <c>partner.days</c>.</remarks>
    public async Task<DeliveryCounts> OfAsync(Guid clientId, DateOnly from, DateOnly through, CancellationToken stop)
    {
        Refusal.Unless(MayCount(from, through), "partner.days");
        var rows = await Of(clientId, from, through)
            .GroupBy(one => new { one.Status, IsTried = one.LastTryAt != null }).Select(group => new { group.Key.Status, group.Key.IsTried, Count = group.Count() }).ToListAsync(stop);
        return rows.Aggregate(DeliveryCounts.None, (sum, row) => sum + One(row.Status, row.IsTried, row.Count));
    }

    /// <summary>The same for each day on which something was made, the newest first; of these types alone, or of all.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, DeliveryCounts Counts)>> ByDayAsync(Guid clientId, DateOnly from, DateOnly through, CancellationToken stop, IReadOnlyList<string>? types = null)
    {
        var days = new Dictionary<DateOnly, DeliveryCounts>();
        await foreach (var row in Of(clientId, from, through).Where(one => types == null || types.Contains(one.Type)).Select(one => new { one.MadeAt, one.Status, IsTried = one.LastTryAt != null }).AsAsyncEnumerable().WithCancellation(stop))
        {
            var day = DateOnly.FromDateTime(clock.Local(row.MadeAt));
            days[day] = days.GetValueOrDefault(day, DeliveryCounts.None) + One(row.Status, row.IsTried, 1);
        }

        return [.. days.OrderByDescending(day => day.Key).Select(day => (day.Key, day.Value))];
    }

    private IQueryable<PartnerEvent> Of(Guid clientId, DateOnly from, DateOnly through)
    {
        var (first, end) = (clock.At(from, TimeOnly.MinValue), clock.At(through.AddDays(1), TimeOnly.MinValue));
        return db.Set<PartnerEvent>().AsNoTracking().Where(one => one.ClientId == clientId && one.MadeAt >= first && one.MadeAt < end);
    }

    private static DeliveryCounts One(PartnerEventStatus status, bool isTried, int count) => new(
        count, isTried ? count : 0,
        status == PartnerEventStatus.Delivered ? count : 0, status == PartnerEventStatus.Refused ? count : 0, status == PartnerEventStatus.Waiting ? count : 0, status == PartnerEventStatus.Stuck ? count : 0);
}
