using Microsoft.Extensions.Time.Testing;
using Tongban.Kernel;
using Tongban.Shared.Live;

namespace Tongban.Tests.Shared.Live;

public sealed class SharedReadingTests
{
    private readonly Guid site = Guid.NewGuid();
    private readonly LiveFeed feed = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 1, 30, 0, TimeSpan.Zero));
    private int rows = 1;
    private int read;

    [Fact]
    public async Task Who_asks_within_a_second_shares_a_reading_until_something_changes()
    {
        var reading = New();

        Assert.Equal(1, await AskAsync(reading));
        Assert.Equal(1, await AskAsync(reading));
        Change();
        Assert.Equal(2, await AskAsync(reading));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, await AskAsync(reading));
    }

    [Fact]
    public async Task A_full_hall_is_not_read_for_every_move()
    {
        rows = 2550;
        var reading = New();
        await AskAsync(reading);
        Change();
        time.Advance(TimeSpan.FromMilliseconds(400));

        Assert.Equal(1, await AskAsync(reading));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, await AskAsync(reading));
    }

    [Fact]
    public async Task A_failed_reading_is_not_handed_on()
    {
        var reading = New();

        await Assert.ThrowsAsync<IOException>(() => reading.OfAsync(site, site, _ => throw new IOException()));
        Assert.Equal(1, await AskAsync(reading));
    }

    private SharedReading<Guid, int> New() => new(feed, new HallClock(time, HallClock.China), _ => rows);

    private Task<int> AskAsync(SharedReading<Guid, int> reading) => reading.OfAsync(site, site, _ => Task.FromResult(++read));

    private void Change() => feed.Publish(new LiveChange(Guid.NewGuid(), site, LiveChange.Changed));
}
