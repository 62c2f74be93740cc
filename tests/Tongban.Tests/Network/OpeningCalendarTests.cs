using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Network;

public sealed class OpeningCalendarTests
{
    private static readonly Guid Centre = Guid.CreateVersion7();
    private static readonly Guid Site = Guid.CreateVersion7();
    private static readonly Guid Terminals = Guid.CreateVersion7();
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly OpeningRule[] Rules =
    [
        Rule(DayKind.Workday, 13, 17), Rule(DayKind.Workday, 9, 12), Rule(DayKind.Weekend, 9, 12),
        .. Enum.GetValues<DayKind>().Select(kind => new OpeningRule(Centre, Site, Terminals, kind, TimeOnly.MinValue, OpeningSpan.LastMinute, Now, Actor.System)),
    ];

    [Fact]
    public void A_working_day_has_its_stretches_in_order() =>
        Assert.Equal("9:00–12:00 13:00–17:00", Spans(new(2026, 11, 24)));

    [Fact]
    public void A_free_saturday_has_weekend_service()
    {
        var day = Calendar().On(new(2026, 11, 28));

        Assert.True(day.IsWeekendService);
        Assert.Equal("9:00–12:00", string.Join(' ', day.Spans));
    }

    [Fact]
    public void A_saturday_worked_in_exchange_is_an_ordinary_working_day()
    {
        var day = Calendar().On(new(2026, 10, 10));

        Assert.Equal(DayKind.Workday, day.Kind);
        Assert.Equal(2, day.Spans.Count);
    }

    [Fact]
    public void A_weekend_inside_a_holiday_is_closed_and_says_why()
    {
        var day = Calendar().On(new(2026, 10, 3));

        Assert.Equal(DayKind.Holiday, day.Kind);
        Assert.Empty(day.Spans);
        Assert.Equal("国庆节", day.Holiday);
    }

    [Fact]
    public void A_zone_with_hours_of_its_own_keeps_them_on_holidays() =>
        Assert.True(Calendar().IsOpenAt(new(2026, 10, 3, 2, 30, 0), Terminals));

    [Fact]
    public void A_zone_without_rules_keeps_the_sites_hours() =>
        Assert.Equal(2, Calendar().SpansOf(new(2026, 11, 24), Guid.CreateVersion7()).Count);

    [Fact]
    public void Lunch_is_closed_and_opens_again_at_one()
    {
        var calendar = Calendar();

        Assert.True(calendar.IsOpenAt(new(2026, 11, 24, 11, 59, 59)));
        Assert.False(calendar.IsOpenAt(new(2026, 11, 24, 12, 0, 0)));
        Assert.Equal(new DateTime(2026, 11, 24, 13, 0, 0), calendar.NextOpening(new(2026, 11, 24, 12, 0, 0)));
        Assert.Equal(new TimeOnly(12, 0), calendar.ClosesAt(new(2026, 11, 24, 9, 0, 0)));
    }

    [Fact]
    public void The_next_opening_jumps_over_a_holiday() =>
        Assert.Equal(new DateTime(2026, 10, 8, 9, 0, 0), Calendar().NextOpening(new(2026, 9, 30, 17, 0, 0)));

    [Fact]
    public void Nothing_is_offered_past_the_last_published_day()
    {
        var calendar = Calendar();
        var day = calendar.On(calendar.LastKnownDay.AddDays(1));

        Assert.Null(day.Kind);
        Assert.Empty(day.Spans);
        Assert.Null(calendar.NextOpening(calendar.LastKnownDay.ToDateTime(new(18, 0))));
    }

    [Fact]
    public void An_exception_closes_only_the_kind_of_day_it_names()
    {
        var calendar = Calendar(new OpeningException(Centre, Site, new(2026, 11, 1), new(2026, 11, 30), DayKind.Weekend, null, null, "设备检修", Now, Actor.System));

        Assert.Empty(calendar.SpansOf(new(2026, 11, 28)));
        Assert.Equal("设备检修", calendar.On(new(2026, 11, 28)).Exception);
        Assert.Equal(2, calendar.SpansOf(new(2026, 11, 24)).Count);
        Assert.True(calendar.IsOpenAt(new(2026, 11, 28, 3, 0, 0), Terminals));
    }

    [Theory]
    [InlineData(9, 15, false, "9:00–12:00 13:00–15:00")]
    [InlineData(9, 15, true, "9:00–15:00")]
    [InlineData(12, 19, false, "13:00–19:00")]
    [InlineData(9, 12, false, "9:00–12:00")]
    public void Other_hours_keep_the_usual_break_unless_they_say_otherwise(int opens, int closes, bool throughBreak, string spans)
    {
        var day = new OpeningException(Centre, Site, new(2026, 11, 24), new(2026, 11, 24), null, new(opens, 0), new(closes, 0), "早下班", Now, Actor.System, throughBreak);

        Assert.Equal(spans, string.Join(' ', Calendar(day).SpansOf(new(2026, 11, 24))));
        Assert.True(Calendar().HasBreak(new(2026, 11, 24)));
    }

    [Fact]
    public void The_narrowest_exception_wins_and_a_withdrawn_one_is_none()
    {
        var week = new OpeningException(Centre, Site, new(2026, 11, 23), new(2026, 11, 29), null, null, null, "全周停办", Now, Actor.System);
        var morning = new OpeningException(Centre, Site, new(2026, 11, 24), new(2026, 11, 24), null, new(9, 0), new(11, 0), "半天", Now, Actor.System);

        Assert.Equal("9:00–11:00", string.Join(' ', Calendar(week, morning).SpansOf(new(2026, 11, 24))));
        Assert.False(Calendar(week, morning).IsOpenAt(new(2026, 11, 25, 10, 0, 0), Terminals));

        morning.Withdraw(Now, Actor.System);
        Assert.Empty(Calendar(week, morning).SpansOf(new(2026, 11, 24)));
    }

    [Fact]
    public void New_hours_follow_old_ones_on_their_day()
    {
        var old = Rule(DayKind.Workday, 9, 12);
        old.End(new(2026, 11, 25), Now, Actor.System);
        var next = new OpeningRule(Centre, Site, null, DayKind.Workday, new(10, 0), new(15, 0), Now, Actor.System, new(2026, 11, 25));
        var calendar = new OpeningCalendar(Calendars.Load(), [old, next], []);

        Assert.Equal("9:00–12:00", string.Join(' ', calendar.SpansOf(new(2026, 11, 24))));
        Assert.Equal("10:00–15:00", string.Join(' ', calendar.SpansOf(new(2026, 11, 25))));
    }

    private static string Spans(DateOnly day) => string.Join(' ', Calendar().SpansOf(day));

    private static OpeningCalendar Calendar(params OpeningException[] exceptions) => new(Calendars.Load(), Rules, exceptions);

    private static OpeningRule Rule(DayKind kind, int opens, int closes) =>
        new(Centre, Site, null, kind, new(opens, 0), new(closes, 0), Now, Actor.System);
}
