using System.Diagnostics;
using Tongban.Shared.Live;

namespace Tongban.Tests.Shared.Live;

public sealed class LivePaceTests
{
    private static readonly long Gap = (long)(LivePace.Gap.TotalSeconds * Stopwatch.Frequency);
    private static readonly LiveChange Moved = new(Guid.NewGuid(), Guid.NewGuid(), LiveChange.Changed);

    [Fact]
    public void The_first_change_is_told_at_once_and_those_soon_after_in_one()
    {
        var pace = new LivePace();

        Assert.Equal("changed", pace.Next(Moved, 0));
        Assert.Null(pace.Next(Moved, Gap / 4));
        Assert.Null(pace.Next(Moved, Gap / 2));
        Assert.Equal(LivePace.Gap / 2, pace.Patience(Gap / 2));
        Assert.Equal("changed", pace.Next(null, Gap));
        Assert.Equal(LiveStream.Beat, pace.Patience(Gap));
        Assert.Equal("beat", pace.Next(null, 2 * Gap));
        Assert.Equal("changed", pace.Next(Moved, 2 * Gap));
    }

    [Fact]
    public void A_stream_of_changes_does_not_put_off_what_is_owed()
    {
        var pace = new LivePace();
        var told = Enumerable.Range(0, 41).Count(tick => pace.Next(Moved, tick * Gap / 10) is not null);

        Assert.Equal(5, told);
        Assert.Equal(TimeSpan.Zero, LeftOver(pace).Patience(100 * Gap));
    }

    [Fact]
    public void A_call_is_never_held_back()
    {
        var pace = LeftOver(new LivePace());

        Assert.Equal("call", pace.Next(Moved with { Kind = "call" }, 0));
    }

    [Fact]
    public void Without_news_it_beats() => Assert.Equal("beat", new LivePace().Next(null, 0));

    private static LivePace LeftOver(LivePace pace)
    {
        pace.Next(Moved, 50 * Gap);
        pace.Next(Moved, 50 * Gap);
        return pace;
    }
}
