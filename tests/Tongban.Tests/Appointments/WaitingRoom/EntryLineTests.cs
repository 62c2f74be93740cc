using CsCheck;
using Tongban.Appointments.WaitingRoom;

namespace Tongban.Tests.Appointments.WaitingRoom;

public sealed class EntryLineTests
{
    private static readonly DateTime Now = new(2026, 11, 24, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Never_more_enter_than_the_rate_says() =>
        Gen.Double[0.1, 1000].Sample(rate => EntryLine.Interval(rate) * rate >= 999_999.999);

    [Fact]
    public void Whoever_joined_after_so_many_has_so_many_before() =>
        Gen.Select(Gen.Double[0.1, 1000], Gen.Int[1, 5000]).Sample((rate, nth) =>
            EntryLine.Before(Now.AddTicks(nth * EntryLine.Interval(rate) * TimeSpan.TicksPerMicrosecond), Now, rate) == nth - 1);

    [Fact]
    public void Instants_survive_being_stored_as_microseconds() =>
        Gen.Long[0, 4_000_000_000_000_000].Sample(micros => EntryLine.MicrosOf(EntryLine.AtMicros(micros)) == micros);

    [Fact]
    public void A_turn_begins_a_second_early_so_that_nobody_sees_the_room_for_a_moment_and_ends_after_its_minutes()
    {
        var entry = new Entry(Guid.NewGuid(), Guid.NewGuid(), Now, null);
        var lasts = TimeSpan.FromMinutes(10);

        Assert.False(entry.IsIn(Now.AddSeconds(-1.001), lasts));
        Assert.True(entry.IsIn(Now.AddSeconds(-1), lasts));
        Assert.True(entry.IsIn(Now.AddMinutes(9.99), lasts));
        Assert.False(entry.IsIn(Now.AddMinutes(10), lasts));
    }
}
