using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class OfficeMinutesTests
{
    private static readonly OfficeMinutes Office = new(day => day.DayOfWeek is DayOfWeek.Sunday ? [] : [(new(9, 0), new(12, 0)), (new(13, 30), new(17, 0))]);
    private static readonly DateTime Saturday = At("2026-06-06", 0);

    [Theory]
    [InlineData("2026-06-06", 600, 30, "2026-06-06", 630)]
    [InlineData("2026-06-06", 700, 40, "2026-06-06", 830)]
    [InlineData("2026-06-06", 300, 1, "2026-06-06", 541)]
    [InlineData("2026-06-06", 1010, 10, "2026-06-06", 1020)]
    [InlineData("2026-06-06", 1010, 11, "2026-06-08", 541)]
    [InlineData("2026-06-07", 600, 0, "2026-06-07", 600)]
    public void Counts_only_while_open(string day, int minute, int minutes, string dueDay, int dueMinute) =>
        Assert.Equal(At(dueDay, dueMinute), Office.DueAt(At(day, minute), minutes));

    [Fact]
    public void Gives_up_on_a_site_that_never_opens() =>
        Assert.Null(new OfficeMinutes(_ => []).DueAt(Saturday, 1));

    [Fact]
    public void Looks_no_further_than_its_bound()
    {
        var opensOnce = new OfficeMinutes(day => day == Day("2026-06-06").AddDays(OfficeMinutes.FurthestDays) ? [(new(9, 0), new(10, 0))] : []);

        Assert.Equal(Saturday.AddDays(OfficeMinutes.FurthestDays).AddHours(10), opensOnce.DueAt(Saturday, 60));
        Assert.Null(opensOnce.DueAt(Saturday.AddDays(-1), 60));
    }

    [Fact]
    public void What_overlaps_counts_once()
    {
        var muddled = new OfficeMinutes(_ => [(new(11, 0), new(12, 0)), (new(9, 0), new(11, 30)), (new(9, 30), new(10, 0))]);

        Assert.Equal(180, muddled.Between(Saturday, Saturday.AddDays(1)));
    }

    [Fact]
    public void Nothing_passes_backwards() => Assert.Equal(0, Office.Between(Saturday.AddHours(12), Saturday.AddHours(9)));

    [Fact]
    public void A_universal_instant_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => Office.DueAt(DateTime.SpecifyKind(Saturday, DateTimeKind.Utc), 1));

    [Fact]
    public void Adding_and_counting_are_inverse() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 5_000]).Sample((start, minutes) =>
            Office.Between(Saturday.AddMinutes(start), Office.DueAt(Saturday.AddMinutes(start), minutes)!.Value) == minutes);

    [Fact]
    public void Counting_in_two_parts_gives_the_same() =>
        Gen.Select(Gen.Int[0, 9_000], Gen.Int[0, 9_000], Gen.Int[0, 9_000]).Sample((a, b, c) =>
        {
            var at = new[] { a, b, c }.Order().Select(minute => Saturday.AddMinutes(minute)).ToArray();

            return Office.Between(at[0], at[2]) == Office.Between(at[0], at[1]) + Office.Between(at[1], at[2]);
        });

    private static DateTime At(string day, int minute) => Day(day).ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
}
