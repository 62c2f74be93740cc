namespace Tongban.Queue.Forecast;

/// <summary>A service that has ended: in which group, in which hour of the day it began, how long it took.</summary>
public readonly record struct Served(Guid GroupId, int Hour, double Minutes);

/// <summary>
/// Minutes a service takes, learnt per group and hour from those that ended lately. Where little is known it leans
/// on the group, and in the end on the handling minutes of its items.
/// </summary>
public sealed class ServiceTimes(IEnumerable<Served> served, IReadOnlyDictionary<Guid, double> itemMinutes)
{
    /// <summary>Where not even an item says it.</summary>
    public const double Usual = 10;

    /// <summary>A prior weighs as much as so many services.</summary>
    private const int Weight = 5;

    // Somebody who forgot to press the key teaches nothing.
    private const double Longest = 180;

    private readonly ILookup<Guid, Served> byGroup = served.Where(one => one.Minutes is > 0 and <= Longest).ToLookup(one => one.GroupId);

    public double MinutesFor(Guid groupId, int hour)
    {
        var all = byGroup[groupId].ToList();
        var group = Lean(all, itemMinutes.GetValueOrDefault(groupId, Usual));
        return Lean([.. all.Where(one => one.Hour == hour)], group);
    }

    private static double Lean(List<Served> served, double prior) => (served.Sum(one => one.Minutes) + (Weight * prior)) / (served.Count + Weight);
}
