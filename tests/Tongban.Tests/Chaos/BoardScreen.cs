namespace Tongban.Tests.Chaos;

/// <summary>A board that stays: its stream is opened again whenever it ends, as every browser does it.</summary>
internal sealed class BoardScreen : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource off = new();
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Task watching;
    private int calls;

    public BoardScreen(BusyHall hall) => watching = Task.Run(() => WatchAsync(hall));

    /// <summary>Calls that it has shown so far.</summary>
    public int Calls => calls;

    public async ValueTask DisposeAsync()
    {
        await off.CancelAsync();
        await watching;
        http.Dispose();
        off.Dispose();
    }

    private async Task WatchAsync(BusyHall hall)
    {
        for (var node = 0; !off.IsCancellationRequested; node++)
        {
            try
            {
                await FollowAsync(new Uri(hall.Addresses[node % hall.Nodes.Count], $"/wall/{hall.Hall.Site.Code}/events"), hall.Board);
            }
            catch (Exception ended) when (ended is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(Retry, CancellationToken.None);
            }
        }
    }

    private async Task FollowAsync(Uri stream, Visa board)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, stream);
        board.Show(request);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, off.Token);
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(off.Token));
        while (await lines.ReadLineAsync(off.Token) is { } line)
        {
            if (line == "event: call")
            {
                Interlocked.Increment(ref calls);
            }
        }
    }
}
