using CsCheck;
using Tongban.Appointments.Releasing;

namespace Tongban.Tests.Appointments.Releasing;

public sealed class PaceTests
{
    private static readonly DateTime Start = new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);

    // Shares that add up to 100, each an hour after the one before.
    private static readonly Gen<Pace> Paces = Gen.Int[1, 98].Array[0, 3].Select(cuts => PaceOf([.. cuts.Distinct().Order().Append(100)]));

    [Fact]
    public void Without_shares_everything_is_open() => Assert.Equal(7, Pace.AtOnce.OpenAt(7, 0, DateTime.MinValue));

    [Fact]
    public void The_shares_of_a_slot_add_up_to_its_capacity_and_nothing_that_is_open_closes() =>
        Gen.Select(Paces, Gen.Int[0, 5000], Gen.Int[0, Pace.Phases - 1]).Sample((pace, capacity, phase) =>
        {
            var open = Enumerable.Range(-1, 6).Select(hour => pace.OpenAt(capacity, phase, Start.AddHours(hour))).ToList();

            return open[0] == 0 && open[^1] == capacity && open.SequenceEqual(open.Order());
        });

    [Fact]
    public void A_slot_is_never_a_place_away_from_its_share() =>
        Gen.Select(Gen.Int[1, 99], Gen.Int[0, 5000], Gen.Int[0, Pace.Phases - 1]).Sample((percent, capacity, phase) =>
            Math.Abs(PaceOf([percent, 100]).OpenAt(capacity, phase, Start) - (percent * capacity / 100.0)) < 1);

    // Half of thirty single places is fifteen, although no single place has a half.
    [Fact]
    public void A_day_of_small_slots_opens_in_its_shares_too() =>
        Gen.Select(Gen.Int[1, 99], Gen.Int[1, 5], Gen.Int[8, 40], Gen.Int[5, 60], Gen.Int[0, 700]).Sample((percent, capacity, count, minutes, days) =>
        {
            var pace = PaceOf([percent, 100]);
            var slots = Enumerable.Range(0, count).Select(n => Start.AddDays(days).AddMinutes(minutes * n)).ToList();
            var open = slots.Sum(at => pace.OpenAt(capacity, Pace.PhaseOf(at, at.AddMinutes(minutes)), Start));

            return Math.Abs(open - (percent * capacity * count / 100.0)) < 3;
        });

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 5)]
    [InlineData(59, 5)]
    [InlineData(60, 8)]
    [InlineData(120, 10)]
    public void A_share_is_open_from_its_minute_on(int minute, int open) => Assert.Equal(open, PaceOf([50, 80, 100]).OpenAt(10, 0, Start.AddMinutes(minute)));

    private static Pace PaceOf(int[] sums) => new([.. sums.Select((sum, n) => new ReleaseStep(Start.AddHours(n), sum - (n == 0 ? 0 : sums[n - 1])))]);
}
