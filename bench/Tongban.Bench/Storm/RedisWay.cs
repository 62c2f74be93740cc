using System.Diagnostics;
using System.Globalization;
using Tongban.Bench.Storm.Usual;

namespace Tongban.Bench.Storm;

/// <summary>The other usual way: a counter in Redis that a script lowers, every write forced to the disk (<c>appendfsync always</c>). No cap, no fact, no rows.</summary>
internal sealed class RedisWay : IContestant
{
    private readonly Process redis;
    private readonly Server server;
    private readonly string folder;
    private readonly int port;

    private RedisWay(Process redis, Server server, string folder, int port) => (this.redis, this.server, this.folder, this.port) = (redis, server, folder, port);

    public string Name => "Redis, Lua decrement, fsync always";

    public IReadOnlyList<Uri> Urls => [server.Url];

    /// <summary>Null where Redis is not installed: the bench installs nothing.</summary>
    public static async Task<RedisWay?> StartAsync()
    {
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, "redis-server"))))
        {
            return null;
        }

        var (folder, port) = (Directory.CreateTempSubdirectory("tongban-redis-").FullName, Server.FreePort());
        var redis = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder, "--appendonly", "yes", "--appendfsync", "always", "--save", ""]) { RedirectStandardOutput = true })!;
        redis.BeginOutputReadLine();
        var environment = new Dictionary<string, string?> { ["BENCH_REDIS"] = port.ToString(CultureInfo.InvariantCulture) };
        return new(redis, await Server.StartAsync(typeof(RedisWay).Assembly.Location, ["usual", "redis"], "/ready", environment), folder, port);
    }

    public async Task<Func<int, byte[]>> PrepareAsync(Shape shape, string round)
    {
        using var connection = await RedisConnection.OpenAsync(port);
        var slots = Enumerable.Range(0, shape.Slots).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var slot in slots)
        {
            await connection.AskAsync("SET", $"left:{slot}", $"{shape.Places}");
        }

        var bodies = slots.Select(slot => $"{{\"slotId\":\"{slot}\"}}").ToList();
        return n => Request.Post("/bookings", bodies[n % bodies.Count], Keys.Of(round, n));
    }

    // A counter below zero would be oversold; a key is a key only once.
    public async Task<Books> CheckAsync(string round)
    {
        using var connection = await RedisConnection.OpenAsync(port);
        var below = await connection.AskAsync("EVAL", "local n = 0; for _, k in ipairs(redis.call('KEYS', 'left:*')) do if tonumber(redis.call('GET', k)) < 0 then n = n + 1 end end; return n", "0");
        var stored = await connection.AskAsync("EVAL", $"return #redis.call('KEYS', 'key:{round}-*')", "0");
        return new(below, 0, stored);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        redis.Kill();
        await redis.WaitForExitAsync();
        redis.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
