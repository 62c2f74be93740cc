using Tongban.Appointments;
using Tongban.Appointments.Online;
using Tongban.Appointments.Releasing;

namespace Tongban.Tests.Appointments;

public sealed class MonthGridTests
{
    private static readonly DateOnly Tuesday = new(2026, 11, 24);

    [Fact]
    public void Weeks_run_from_monday_to_sunday_and_each_day_says_what_it_is()
    {
        var grid = MonthGrid.Of(new Offer([DayOf(Tuesday, 9), DayOf(Tuesday.AddDays(1), 5), DayOf(Tuesday.AddDays(2), 0), DayOf(Tuesday.AddDays(6), 1)]), Tuesday);

        Assert.Equal(2, grid.Weeks.Count);
        Assert.All(grid.Weeks, week => Assert.Equal((7, DayOfWeek.Monday), (week.Count, week[0].On.DayOfWeek)));
        Assert.Equal(
            [DayState.Past, DayState.Free, DayState.Few, DayState.Full, DayState.Closed, DayState.Closed, DayState.Closed, DayState.Few, DayState.NotYet],
            grid.Weeks.SelectMany(week => week).Take(9).Select(day => day.State));
    }

    [Fact]
    public void A_day_of_which_more_opens_later_is_not_called_full()
    {
        var opens = new NextRelease(Tuesday.ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc), 20);
        var grid = MonthGrid.Of(new Offer([DayOf(Tuesday, 0, opens), DayOf(Tuesday.AddDays(1), 3, opens), DayOf(Tuesday.AddDays(2), 0)]), Tuesday);

        Assert.Equal([DayState.OpensLater, DayState.Few, DayState.Full], grid.Weeks[0].Skip(1).Take(3).Select(day => day.State));
        Assert.Equal(opens, grid.Weeks[0][1].Next);
    }

    [Fact]
    public void Without_days_there_is_no_calendar() => Assert.Empty(MonthGrid.Of(new Offer([]), Tuesday).Weeks);

    private static OfferedDay DayOf(DateOnly on, int free, NextRelease? next = null) =>
        new(on, [new OfferedTime(Guid.NewGuid(), on.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc), on.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc), free, next)]);
}
