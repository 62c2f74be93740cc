using Microsoft.Extensions.Time.Testing;
using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Tests.Shared.Words;

public sealed class FormatsTests
{
    // 0:30 on 24 November in the hall is still the 23rd by UTC.
    private static readonly HallClock Clock =
        new(new FakeTimeProvider(new DateTimeOffset(2020, 11, 23, 16, 30, 0, TimeSpan.Zero)), HallClock.China);

    private static readonly Formats Formats = new(new Say(WordBook.Load()), Clock);

    private static readonly DateOnly Wednesday = new(2020, 11, 25);

    [Fact]
    public void A_day_comes_with_its_weekday() => Both("11月25日 周三", "Wed 25 Nov", () => Formats.Day(Wednesday));

    [Fact]
    public void A_day_of_another_year_says_the_year() =>
        Both("2021年1月4日 周一", "Mon 4 Jan 2021", () => Formats.Day(new DateOnly(2021, 1, 4)));

    [Fact]
    public void A_document_has_the_whole_date() => Both("2020年11月25日", "25 November 2020", () => Formats.OfficialDay(Wednesday));

    [Fact]
    public void Times_are_the_halls_and_have_24_hours()
    {
        Both("9:00–17:00", "9:00–17:00", () => Formats.Time(new TimeOnly(9, 0), new TimeOnly(17, 0)));
        Both("0:30", "0:30", () => Formats.Time(Clock.Now));
        Both("11月24日 周二 0:30", "Tue 24 Nov 0:30", () => Formats.Moment(Clock.Now));
    }

    [Fact]
    public void Money_is_fen_inside_and_yuan_outside()
    {
        Both("80 元", "¥80", () => Formats.Money(8000));
        Both("80.50 元", "¥80.50", () => Formats.Money(8050));
        Both("387.00 元", "¥387.00", () => Formats.Sum(38700));
        Both("317.7786 万元", "¥3,177,786", () => Formats.ReportSum(317_778_600));
    }

    [Fact]
    public void A_share_of_nothing_is_unknown()
    {
        Both("89.64%", "89.64%", () => Formats.Share(41_567, 46_369));
        Both("—", "—", () => Formats.Share(0, 0));
        Both("46,369", "46,369", () => Formats.Count(46_369));
    }

    [Theory]
    [InlineData(45, 60, "约 45–60 分", "about 45–60 min")]
    [InlineData(5, 5, "约 5 分", "about 5 min")]
    [InlineData(0, 0, "不用等", "no wait")]
    [InlineData(null, null, "—", "—")]
    public void A_wait_is_a_range_and_unknown_is_never_0(int? min, int? max, string zh, string en) =>
        Both(zh, en, () => Formats.WaitRange(min, max));

    [Theory]
    [InlineData(3, "还有 3 个工作日", "3 working days left")]
    [InlineData(1, "还有 1 个工作日", "1 working day left")]
    [InlineData(0, "今天到期", "due today")]
    [InlineData(-2, "超期 2 个工作日", "2 working days overdue")]
    public void Working_days_left_may_be_none(int days, string zh, string en) => Both(zh, en, () => Formats.WorkdaysLeft(days));

    private static void Both(string zh, string en, Func<string> said)
    {
        Assert.Equal(zh, In.Chinese(said));
        Assert.Equal(en, In.English(said));
    }
}
