using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class WorkCalendarTests
{
    private static readonly Gen<DateOnly> AnyDay =
        Gen.Int[Calendars.All.FirstPublishedDay.DayNumber, Calendars.All.LastPublishedDay.DayNumber].Select(DateOnly.FromDayNumber);

    [Theory]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_its_published_number_of_working_days(int year, int workdays)
    {
        var before = new DateOnly(year - 1, 12, 31);

        Assert.Equal(workdays, Calendars.All.WorkdaysBetween(before, new DateOnly(year, 12, 31)));
    }

    [Theory]
    [InlineData("2020-01-22", 1, "2020-01-23")]
    [InlineData("2020-01-22", 5, "2020-02-06")]
    [InlineData("2020-01-23", 1, "2020-02-03")]
    [InlineData("2020-01-15", 20, "2020-02-19")]
    [InlineData("2020-04-30", 5, "2020-05-11")]
    [InlineData("2020-09-10", 20, "2020-10-14")]
    [InlineData("2020-09-28", 5, "2020-10-12")]
    [InlineData("2020-09-30", 1, "2020-10-09")]
    [InlineData("2020-10-09", 1, "2020-10-10")]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    [InlineData("2026-09-30", 5, "2026-10-13")]
    public void A_duty_of_some_working_days_is_due(string from, int n, string due)
    {
        Assert.Equal(Day(due), Calendars.All.AddWorkdays(Day(from), n));
        Assert.Equal(Day(due), new Term(Day(from), n).DueOn(Calendars.All));
    }

    [Fact]
    public void A_day_off_in_december_may_stand_in_the_next_years_notice()
    {
        var newYearsEve = Day("2022-12-31");

        Assert.True(Calendars.All.IsHoliday(newYearsEve));
        Assert.Equal("元旦", Calendars.All.NameOf(newYearsEve));
        Assert.False(Calendars.Load(2019, 2022).IsHoliday(newYearsEve));
    }

    [Fact]
    public void A_swapped_saturday_is_worked_and_bears_no_name()
    {
        var saturday = Day("2020-10-10");

        Assert.True(Calendars.All.IsWorkday(saturday));
        Assert.True(Calendars.All.IsSwappedWorkday(saturday));
        Assert.Null(Calendars.All.NameOf(saturday));
    }

    [Fact]
    public void A_plain_weekend_is_neither_worked_nor_a_holiday()
    {
        var sunday = Day("2026-11-22");

        Assert.False(Calendars.All.IsWorkday(sunday));
        Assert.False(Calendars.All.IsHoliday(sunday));
    }

    [Fact]
    public void A_holiday_has_its_name() => Assert.Equal("国庆节", Calendars.All.NameOf(Day("2026-10-01")));

    [Fact]
    public void An_unpublished_year_is_not_guessed()
    {
        Assert.False(Calendars.All.IsPublished(2027));
        Assert.Equal(Day("2026-12-31"), Calendars.All.LastPublishedDay);
        Assert.Null(Calendars.All.AddWorkdays(Day("2026-12-30"), 2));
        Assert.Null(Calendars.All.AddWorkdays(Day("2027-01-04"), 1));
        Refused("calendar.not-published", () => Calendars.All.IsWorkday(Day("2027-01-04")));
        Refused("calendar.not-published", () => Calendars.All.IsWorkday(Day("2018-12-31")));
    }

    [Fact]
    public void The_last_working_day_of_the_last_year_can_still_be_stated() =>
        Assert.Equal(Day("2026-12-31"), Calendars.All.AddWorkdays(Day("2026-12-30"), 1));

    [Fact]
    public void Adding_and_counting_are_inverse() =>
        Gen.Select(AnyDay, Gen.Int[0, 300]).Sample((from, n) =>
            Calendars.All.AddWorkdays(from, n) is not { } due || Calendars.All.WorkdaysBetween(from, due) == n);

    [Fact]
    public void What_is_reached_is_a_working_day_and_one_more_is_later() =>
        Gen.Select(AnyDay, Gen.Int[1, 60]).Sample((from, n) =>
            Calendars.All.AddWorkdays(from, n + 1) is not { } later
            || (Calendars.All.IsWorkday(later) && Calendars.All.AddWorkdays(from, n) < later));

    [Fact]
    public void Counting_in_two_parts_gives_the_same() =>
        Gen.Select(AnyDay, AnyDay, AnyDay).Select((a, b, c) => new[] { a, b, c }.Order().ToArray()).Sample(days =>
            Calendars.All.WorkdaysBetween(days[0], days[2])
            == Calendars.All.WorkdaysBetween(days[0], days[1]) + Calendars.All.WorkdaysBetween(days[1], days[2]));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"year":2030}""")]
    [InlineData("""{"year":2030,"off":{"2030-01-01":"元旦"},"worked":["2030-01-02"]}""")]
    [InlineData("""{"year":2030,"off":{"2030-01-05..2030-01-01":"元旦"},"worked":[]}""")]
    [InlineData("""{"year":2030,"off":{"2030-01-01..2030-12-01":"元旦"},"worked":[]}""")]
    [InlineData("""{"year":2030,"off":{"2031-01-01":"元旦"},"worked":[]}""")]
    [InlineData("""{"year":2030,"off":{"2030-02-30":"元旦"},"worked":[]}""")]
    [InlineData("""{"year":2030,"off":{"2030-01-05":"元旦"},"worked":["2030-01-05"]}""")]
    public void A_slip_of_the_pen_in_a_year_is_found(string json) =>
        Assert.Throws<FormatException>(() => WorkCalendar.Parse([json]));

    [Fact]
    public void Years_must_follow_one_another()
    {
        Assert.Throws<FormatException>(() => WorkCalendar.Parse([Year(2030), Year(2032)]));
        Assert.Throws<FormatException>(() => WorkCalendar.Parse([Year(2030), Year(2030)]));
        Assert.Throws<FormatException>(() => WorkCalendar.Parse([]));
        Assert.True(WorkCalendar.Parse([Year(2031), Year(2030)]).IsPublished(2031));
    }

    private static string Year(int year) => $$"""{"year":{{year}},"off":{"{{year}}-01-01":"元旦"},"worked":[]}""";
}
