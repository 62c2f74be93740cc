using System.Collections.Concurrent;
using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Tests.Shared.Rush;

/// <summary>A command that leaves one fact behind, is refused, or cannot be done at all.</summary>
public sealed record Ping(int Number, string Does = "");

public sealed record Pong(int Number, Guid Fact);

/// <summary>What the batches were, and a door that keeps the first of them until the test has sent the rest.</summary>
public sealed class PingLog
{
    public ConcurrentQueue<(Guid Centre, int[] Numbers)> Batches { get; } = [];

    public TaskCompletionSource Door { get; } = new();

    public Queue<Exception> FailsWith { get; } = new();
}

/// <summary>Set-based.</summary>
public sealed class PingBatch(TongbanDb db, HallClock clock, NewRows rows, PingLog log) : IBatch<Ping, Pong>
{
    public async Task<IReadOnlyList<Outcome<Pong>>> RunAsync(IReadOnlyList<Ping> commands, CancellationToken stop)
    {
        log.Batches.Enqueue((db.CentreId, [.. commands.Select(ping => ping.Number)]));
        await log.Door.Task.WaitAsync(TimeSpan.FromSeconds(30), stop);
        var made = commands.Where(ping => ping.Does == "").ToDictionary(ping => ping.Number, _ => Fact.Of(db.CentreId, "Ping", Guid.CreateVersion7(), 1, "ping.done", clock.Now, "system"));
        await rows.AddAsync(made.Values);
        if (log.FailsWith.TryDequeue(out var failure))
        {
            throw failure;
        }

        return [.. commands.Select(ping => Outcome(ping, made))];
    }

    private static Outcome<Pong> Outcome(Ping ping, Dictionary<int, Fact> made) => ping.Does switch
    {
        "" => new Pong(ping.Number, made[ping.Number].Id),
        "refused" => new Refusal("item.unknown"),
        _ => throw new InvalidOperationException("poison"),
    };
}

/// <summary>Behind savepoints.</summary>
public sealed record Step(int Number, bool IsRefused);

public sealed class StepByStep(TongbanDb db, HallClock clock, PingLog log) : OneByOne<Step, Pong>(db)
{
    private readonly TongbanDb db = db;

    protected override async Task<Outcome<Pong>> DoAsync(Step command, CancellationToken stop)
    {
        var fact = Fact.Of(db.CentreId, "Step", Guid.CreateVersion7(), 1, "step.done", clock.Now, "system");
        db.Facts.Add(fact);
        db.AfterCommit(() => log.Batches.Enqueue((db.CentreId, [command.Number])));
        await db.SaveChangesAsync(stop);
        Refusal.Unless(!command.IsRefused, "item.unknown");
        return new Pong(command.Number, fact.Id);
    }
}
