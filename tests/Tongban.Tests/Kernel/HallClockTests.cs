using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class HallClockTests
{
    private static readonly Gen<DateTime> AnyInstant =
        Gen.DateTime[new(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc), new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc)].Select(instant => DateTime.SpecifyKind(instant, DateTimeKind.Utc));

    [Fact]
    public void The_halls_day_begins_at_sixteen_hours_utc()
    {
        Assert.Equal(Day("2026-11-24"), At("2026-11-24T15:59:59Z").Today);
        Assert.Equal(Day("2026-11-25"), At("2026-11-24T16:00:00Z").Today);
        Assert.Equal(new TimeOnly(9, 30), At("2026-11-24T01:30:00Z").TimeOfDay);
    }

    [Fact]
    public void Instants_are_universal_and_cut_to_what_both_databases_keep()
    {
        var now = At("2026-11-24T01:30:00.1234567Z").Now;

        Assert.Equal((DateTimeKind.Utc, 123, 0), (now.Kind, now.Millisecond, now.Microsecond));
    }

    [Fact]
    public void A_shifted_clock_runs_on_and_says_so()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-08-01T00:00:00Z", null));
        var clock = new HallClock(time, HallClock.China, TimeSpan.FromDays(30));
        time.Advance(TimeSpan.FromHours(1));

        Assert.True(clock.IsShifted);
        Assert.Equal(new DateTime(2026, 8, 31, 1, 0, 0, DateTimeKind.Utc), clock.Now);
        Assert.False(At("2026-08-01T00:00:00Z").IsShifted);
    }

    [Fact]
    public void A_day_and_a_time_of_day_lead_to_the_instant_and_back() => AnyInstant.Sample(instant =>
    {
        var clock = At("2026-01-01T00:00:00Z");

        return clock.At(clock.DayOf(instant), TimeOnly.FromDateTime(clock.Local(instant))) == instant;
    });

    private static HallClock At(string instant) => new(new FakeTimeProvider(DateTimeOffset.Parse(instant, null)), HallClock.China);
}
