using Tongban.Shared.Live;

namespace Tongban.Tests.Shared.Live;

public sealed class JoinedReadingTests
{
    private readonly JoinedReading<string, int> reading = new();
    private int read;

    [Fact]
    public async Task Who_asks_while_it_is_read_gets_the_same_reading()
    {
        var slow = new TaskCompletionSource();
        var first = reading.OfAsync("times", () => ReadAsync(slow.Task));
        var second = reading.OfAsync("times", () => ReadAsync(slow.Task));
        var other = reading.OfAsync("others", () => ReadAsync(slow.Task));
        slow.SetResult();

        Assert.Equal((1, 1, 2), (await first, await second, await other));
    }

    [Fact]
    public async Task Who_asks_afterwards_reads_the_present()
    {
        Assert.Equal(1, await reading.OfAsync("times", () => ReadAsync(Task.CompletedTask)));
        Assert.Equal(2, await reading.OfAsync("times", () => ReadAsync(Task.CompletedTask)));
    }

    [Fact]
    public async Task A_failed_reading_is_not_handed_on()
    {
        await Assert.ThrowsAsync<IOException>(() => reading.OfAsync("times", () => throw new IOException()));
        Assert.Equal(1, await reading.OfAsync("times", () => ReadAsync(Task.CompletedTask)));
    }

    private async Task<int> ReadAsync(Task when)
    {
        var number = ++read;
        await when;
        return number;
    }
}
