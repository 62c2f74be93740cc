namespace Tongban.Kernel;

/// <summary>
/// A duration counted in a site's opening hours, in whole minutes of the hall's local time: a service promise
/// ("answered within 30 minutes"), never a legal term.
/// </summary>
/// <param name="openOn">
/// When the site is open on a day; empty when closed. Stretches may come in any order and touch; what overlaps counts
/// once. None passes midnight.
/// </param>
public sealed class OfficeMinutes(Func<DateOnly, IReadOnlyList<(TimeOnly From, TimeOnly To)>> openOn)
{
    /// <summary>How many days ahead an end is looked for.</summary>
    public const int FurthestDays = 400;

    /// <summary>
    /// When <paramref name="minutes"/> open minutes have passed. An end that falls on closing time stays there and does
    /// not wait for the next opening. Null when it lies more than <see cref="FurthestDays"/> days ahead.
    /// </summary>
    public DateTime? DueAt(DateTime start, int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        var left = TimeSpan.FromMinutes(minutes);

        foreach (var (from, to) in left == TimeSpan.Zero ? [(start, start)] : OpenFrom(start, FurthestDays))
        {
            if (to - from >= left)
            {
                return from + left;
            }

            left -= to - from;
        }

        return null;
    }

    /// <summary>Whole open minutes between two instants; 0 when the second is not later.</summary>
    public int Between(DateTime from, DateTime to)
    {
        var days = DateOnly.FromDateTime(to).DayNumber - DateOnly.FromDateTime(from).DayNumber;
        var open = OpenFrom(from, days).Where(stretch => stretch.From < to).Sum(stretch => (Earlier(stretch.To, to) - stretch.From).Ticks);

        return (int)(open / TimeSpan.TicksPerMinute);
    }

    private IEnumerable<(DateTime From, DateTime To)> OpenFrom(DateTime start, int days)
    {
        Local(start);
        var reached = start;

        for (var day = 0; day <= days; day++)
        {
            foreach (var (from, to) in StretchesOf(DateOnly.FromDateTime(start).AddDays(day)).Where(stretch => stretch.To > reached))
            {
                yield return (from > reached ? from : reached, to);
                reached = to;
            }
        }
    }

    private IEnumerable<(DateTime From, DateTime To)> StretchesOf(DateOnly day) =>
        openOn(day).OrderBy(open => open.From).Select(open => (day.ToDateTime(open.From), day.ToDateTime(open.To)));

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;

    private static void Local(DateTime start)
    {
        if (start.Kind == DateTimeKind.Utc)
        {
            throw new ArgumentException("Opening hours are local: give HallClock.Local(instant).", nameof(start));
        }
    }
}
