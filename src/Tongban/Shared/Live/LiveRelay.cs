using System.Text.Json;
using Npgsql;
using Tongban.Shared.Data;
using Tongban.Shared.Setup;

namespace Tongban.Shared.Live;

/// <summary>
/// Between the nodes of one PostgreSQL: sends what happened here, merged to at most ten messages a second and
/// centre, and hands on what happened elsewhere. Its connections are its own and it works after the commit: a
/// NOTIFY inside the writers' transactions would make them queue for one lock.
/// </summary>
public sealed class LiveRelay(LiveFeed feed, TongbanSettings settings, ILogger<LiveRelay> log) : BackgroundService
{
    private const string Channel = "tongban_live";
    private const int MaxPayload = 7900;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Guid node = Guid.NewGuid();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        settings.Postgres is { } connection
            ? Task.WhenAll(KeepAsync(() => ListenAsync(connection, stoppingToken), stoppingToken), KeepAsync(() => SendAsync(connection, stoppingToken), stoppingToken))
            : Task.CompletedTask;

    private async Task KeepAsync(Func<Task> work, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work();
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException)
            {
                log.LogWarning(failure, "Live news between the nodes was cut off; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(string connectionString, CancellationToken stop)
    {
        await using var connection = await OpenAsync(connectionString, stop);
        connection.Notification += (_, message) => Receive(message.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stop);
        }

        while (!stop.IsCancellationRequested)
        {
            await connection.WaitAsync(stop);
        }
    }

    private void Receive(string payload)
    {
        var message = JsonSerializer.Deserialize<Message>(payload)!;
        if (message.Node != node)
        {
            message.Changes.ForEach(feed.PublishHere);
        }
    }

    private async Task SendAsync(string connectionString, CancellationToken stop)
    {
        await using var connection = await OpenAsync(connectionString, stop);
        while (await feed.Outgoing.WaitToReadAsync(stop))
        {
            foreach (var payload in Payloads(Taken()))
            {
                await using var notify = new NpgsqlCommand("select pg_notify($1, $2)", connection) { Parameters = { new() { Value = Channel }, new() { Value = payload } } };
                await notify.ExecuteNonQueryAsync(stop);
            }

            await Task.Delay(Pause, stop);
        }
    }

    private List<LiveChange> Taken()
    {
        var taken = new List<LiveChange>();
        while (feed.Outgoing.TryRead(out var change))
        {
            taken.Add(change);
        }

        return Merged(taken);
    }

    /// <summary>What only says "fetch again" is said once a site, about all that it was about; what carries a call is kept.</summary>
    public static List<LiveChange> Merged(IReadOnlyList<LiveChange> changes)
    {
        var again = changes.Where(change => change.Kind == LiveChange.Changed).GroupBy(change => (change.CentreId, change.SiteId));
        return [.. changes.Where(change => change.Kind != LiveChange.Changed), .. again.Select(site => site.Last() with
        {
            About = site.Any(change => change.About.Count == 0) ? [] : [.. site.SelectMany(change => change.About).Distinct()],
        })];
    }

    // A payload is limited to 8000 bytes. What does not fit becomes "fetch again".
    private IEnumerable<string> Payloads(List<LiveChange> changes) => changes.GroupBy(change => change.CentreId).Select(centre =>
    {
        var full = JsonSerializer.Serialize(new Message(node, [.. centre]));
        return System.Text.Encoding.UTF8.GetByteCount(full) <= MaxPayload
            ? full
            : JsonSerializer.Serialize(new Message(node, [.. centre.Select(change => change.SiteId).Distinct().Select(site => new LiveChange(centre.Key, site, LiveChange.Changed))]));
    });

    // Outside the pool: it lives as long as the node.
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(DatabaseSetup.Prudent(connectionString)) { Pooling = false, KeepAlive = 10 }.ToString());
        await connection.OpenAsync(stop);
        return connection;
    }

    private sealed record Message(Guid Node, List<LiveChange> Changes);
}
