using Tongban.Queue.Ordering;

namespace Tongban.Queue.Forecast;

/// <summary>A service that has ended.</summary>
/// <param name="GroupId">Of which matter group.</param>
/// <param name="Hour">The hour of the day in which it began.</param>
/// <param name="Minutes">How long it took.</param>
/// <param name="Approach">Minutes from the call until the person stood there.</param>
/// <param name="CutIn">Was called before others: booked, elderly, returned, sent on.</param>
/// <param name="Today">Today: tells how quick the hall is on this day.</param>
public readonly record struct Served(Guid GroupId, int Hour, double Minutes, double Approach = 0, bool CutIn = false, bool Today = false)
{
    /// <summary>Whether somebody who was called for this reason went before those in the order of arrival.</summary>
    public static bool IsCutIn(CallReason why, bool isBooked) => why switch
    {
        CallReason.Ordinary or CallReason.WaitedLongest or CallReason.ByHand => false,
        CallReason.Ratio => isBooked,
        _ => true,
    };
}

/// <summary>
/// Minutes a service takes, learnt per group and hour from those that ended lately. Where little is known it leans
/// on the group, and in the end on the handling minutes of its items.
/// </summary>
public sealed class ServiceTimes
{
    /// <summary>Where not even an item says it.</summary>
    public const double Usual = 10;

    /// <summary>A prior weighs as much as so many services.</summary>
    private const int Weight = 5;

    /// <summary>The day's own pace is believed after so many.</summary>
    private const int WeightOfToday = 40;

    // Somebody who forgot to press the key teaches nothing.
    private const double Longest = 180;

    private readonly Dictionary<Guid, OfGroup> groups;
    private readonly IReadOnlyDictionary<Guid, double> itemMinutes;

    /// <param name="served">What ended lately, today's too.</param>
    /// <param name="itemMinutes">What the items of a group are said to take.</param>
    /// <param name="days">On how many days before today those were.</param>
    public ServiceTimes(IEnumerable<Served> served, IReadOnlyDictionary<Guid, double> itemMinutes, int days = 1)
    {
        this.itemMinutes = itemMinutes;
        var good = served.Where(one => one.Minutes is > 0 and <= Longest).ToList();
        groups = good.GroupBy(one => one.GroupId).ToDictionary(group => group.Key, group => new OfGroup([.. group], itemMinutes.GetValueOrDefault(group.Key, Usual), Math.Max(1, days)));
        Pace = PaceOf(good.FindAll(one => one.Today));
    }

    /// <summary>How much longer than usual services take today, all groups together; 1 is as usual.</summary>
    public double Pace { get; }

    public double MinutesFor(Guid groupId, int hour) => groups.TryGetValue(groupId, out var group) ? group.MinutesIn(hour) : Prior(groupId);

    /// <summary>From the call until the window is free for the next.</summary>
    public double CycleFor(Guid groupId, int hour) => (MinutesFor(groupId, hour) * Pace) + ApproachFor(groupId);

    /// <summary>The standard deviation of one service.</summary>
    public double SpreadFor(Guid groupId) => groups.TryGetValue(groupId, out var group) ? group.Spread : 0.6 * Prior(groupId);

    /// <summary>How much longer a service takes that has taken so long already.</summary>
    public double RemainingFor(Guid groupId, int hour, double elapsed) =>
        groups.TryGetValue(groupId, out var group) ? group.Remaining(elapsed) * Pace : Math.Max(0.3 * Prior(groupId), Prior(groupId) - elapsed);

    /// <summary>People an hour who come and are called before those who wait in the order of arrival.</summary>
    public double CutInsFor(Guid groupId, int hour) => groups.TryGetValue(groupId, out var group) ? group.CutIns(hour) : 0;

    private double ApproachFor(Guid groupId) => groups.TryGetValue(groupId, out var group) ? group.Approach : 0.5;

    private double Prior(Guid groupId) => itemMinutes.GetValueOrDefault(groupId, Usual);

    private double PaceOf(List<Served> today)
    {
        var expected = today.Sum(one => groups[one.GroupId].MinutesIn(one.Hour));
        var each = today.Count == 0 ? 1 : expected / today.Count;
        return (today.Sum(one => one.Minutes) + (WeightOfToday * each)) / (expected + (WeightOfToday * each));
    }

    private static double Lean(double sum, int count, double prior) => (sum + (Weight * prior)) / (count + Weight);

    /// <summary>One group, counted once; it is asked for every person in line.</summary>
    private sealed class OfGroup
    {
        private readonly double[] sorted;
        private readonly double[] sumFrom;
        private readonly double[] byHour = new double[24];
        private readonly double[] cutIns = new double[24];

        public OfGroup(List<Served> served, double prior, int days)
        {
            var mean = Lean(served.Sum(one => one.Minutes), served.Count, prior);
            for (var hour = 0; hour < 24; hour++)
            {
                var then = served.FindAll(one => one.Hour == hour);
                byHour[hour] = Lean(then.Sum(one => one.Minutes), then.Count, mean);
                cutIns[hour] = (double)then.Count(one => one is { CutIn: true, Today: false }) / days;
            }

            Approach = Lean(served.Sum(one => Math.Clamp(one.Approach, 0, 5)), served.Count, 0.5);
            Spread = Math.Sqrt(Lean(served.Sum(one => (one.Minutes - mean) * (one.Minutes - mean)), served.Count, 0.36 * mean * mean));
            sorted = [.. served.Select(one => one.Minutes).Order()];
            sumFrom = new double[sorted.Length + 1];
            for (var n = sorted.Length - 1; n >= 0; n--)
            {
                sumFrom[n] = sumFrom[n + 1] + sorted[n];
            }

            Mean = mean;
        }

        public double Mean { get; }

        public double Approach { get; }

        public double Spread { get; }

        public double MinutesIn(int hour) => byHour[hour];

        public double CutIns(int hour) => cutIns[hour];

        public double Remaining(double elapsed)
        {
            var from = Array.BinarySearch(sorted, elapsed);
            from = from < 0 ? ~from : from;
            var longer = sorted.Length - from;
            return Lean(sumFrom[from] - (longer * elapsed), longer, Math.Max(0.3 * Mean, Mean - elapsed));
        }
    }
}
