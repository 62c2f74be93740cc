using Tongban.Appointments.Releasing;

namespace Tongban.Appointments.Online;

public enum DayState
{
    /// <summary>Before today.</summary>
    Past,
    Closed,

    /// <summary>Places of this day are not open for booking yet.</summary>
    NotYet,
    Free,
    Few,

    /// <summary>None is free now; more open later.</summary>
    OpensLater,
    Full,
}

/// <summary>A day of the calendar.</summary>
public sealed record MonthDay(DateOnly On, DayState State, int Free, NextRelease? Next = null);

/// <summary>
/// The weeks of what may be booked, from Monday to Sunday. It is made of the same offer as the day's times, so the month
/// cannot say anything that a day does not.
/// </summary>
public sealed record MonthGrid(IReadOnlyList<IReadOnlyList<MonthDay>> Weeks)
{
    /// <summary>So few places left on a day that one should hurry.</summary>
    public const int Few = 5;

    private const int Week = 7;

    public static MonthGrid Of(Offer offer, DateOnly today)
    {
        if (offer.Days.Count == 0)
        {
            return new([]);
        }

        var (first, last) = (Monday(today), Monday(offer.Days[^1].On));
        var weeks = Enumerable.Range(0, ((last.DayNumber - first.DayNumber) / Week) + 1);
        return new([.. weeks.Select(week => (IReadOnlyList<MonthDay>)[.. Enumerable.Range(0, Week).Select(day => DayOf(first.AddDays((week * Week) + day), offer, today))])]);
    }

    private static MonthDay DayOf(DateOnly on, Offer offer, DateOnly today) =>
        offer.On(on) is { } day ? new(on, day.Free > Few ? DayState.Free : day.Free > 0 ? DayState.Few : day.Next is null ? DayState.Full : DayState.OpensLater, day.Free, day.Next)
        : new(on, on < today ? DayState.Past : on > offer.Days[^1].On ? DayState.NotYet : DayState.Closed, 0);

    private static DateOnly Monday(DateOnly on) => on.AddDays(-(((int)on.DayOfWeek + 6) % Week));
}
