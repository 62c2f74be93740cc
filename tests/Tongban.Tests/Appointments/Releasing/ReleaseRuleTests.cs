using Tongban.Appointments.Releasing;
using Tongban.Kernel;

namespace Tongban.Tests.Appointments.Releasing;

public sealed class ReleaseRuleTests
{
    private static readonly DateTime Now = new(2026, 11, 24, 1, 0, 0, DateTimeKind.Utc);
    private static readonly TimeOnly Eight = new(8, 0);

    [Fact]
    public void Shares_are_kept_in_the_order_in_which_they_open()
    {
        var rule = Rule(new(20, 0, new(7, 30)), new(50, 5, Eight), new(30, 1, Eight));

        Assert.Equal([5, 1, 0], rule.Shares.Select(share => share.DaysAhead));
        Assert.Equal("release-rule.set", rule.Unsaved.Single().What);
    }

    [Fact]
    public void No_shares_open_everything_at_once() => Assert.Empty(Rule().Shares);

    [Fact]
    public void Shares_that_do_not_add_up_are_refused()
    {
        Refused("release-rule.sum", new(50, 1, Eight), new(40, 0, Eight));
        Refused("release-rule.sum", new ReleaseShare(99, 1, Eight));
        Refused("release-rule.share", new(110, 1, Eight), new(-10, 0, Eight));
        Refused("release-rule.share", new ReleaseShare(100, 31, Eight));
        Refused("release-rule.same-time", new(50, 1, Eight), new(50, 1, Eight));
        Refused("release-rule.many", [.. Enumerable.Range(0, 5).Select(n => new ReleaseShare(20, n, Eight))]);
    }

    [Fact]
    public void A_share_that_opens_after_the_last_start_of_its_day_is_refused()
    {
        static void Sells(TimeOnly? lastStart, params ReleaseShare[] shares) => ReleaseRule.MustSell(shares, lastStart);
        var last = new TimeOnly(16, 30);

        Assert.Equal("release-rule.after-last-start", Assert.Throws<Refusal>(() => Sells(last, new ReleaseShare(100, 0, new(23, 0)))).Code);
        Assert.Equal("release-rule.after-last-start", Assert.Throws<Refusal>(() => Sells(last, new(50, 1, Eight), new(50, 0, last))).Code);
        Sells(last, new(50, 1, new(23, 0)), new(50, 0, new(16, 29)));
        Sells(null, new ReleaseShare(100, 0, new(23, 0)));
    }

    private static ReleaseRule Rule(params ReleaseShare[] shares) => new(Guid.NewGuid(), Guid.NewGuid(), null, new DateOnly(2026, 11, 24), shares, Now, Actor.System);

    private static void Refused(string code, params ReleaseShare[] shares) => Assert.Equal(code, Assert.Throws<Refusal>(() => Rule(shares)).Code);
}
