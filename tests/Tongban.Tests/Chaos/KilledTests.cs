using System.Diagnostics;

namespace Tongban.Tests.Chaos;

/// <summary>
/// <c>kill -9</c> of a node, of the database and of all of it, at any moment, while people book, take numbers and are
/// called: whatever anybody was told is there afterwards, nothing is told twice, and everybody goes on by themselves.
/// </summary>
[Collection(nameof(Chaos))]
[Trait("Suite", "Chaos")]
public sealed class KilledTests(SharedCluster shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task On_SQLite_whatever_was_acknowledged_outlives_a_kill()
    {
        var chance = Rounds.Chance("kill -9 on SQLite");
        foreach (var rounds in Enumerable.Range(0, Rounds.Count).Chunk(Rounds.InOneHall))
        {
            await using var hall = await BusyHall.OpenAsync(cluster: null);
            foreach (var _ in rounds)
            {
                await RoundAsync(hall, chance, [() => KillNodeAsync(hall, 0, chance)]);
            }
        }
    }

    [Fact]
    public async Task On_PostgreSQL_whatever_was_acknowledged_outlives_a_kill_of_a_node_of_the_database_and_of_everything()
    {
        var cluster = await shared.StartedAsync();
        var chance = Rounds.Chance("kill -9 on PostgreSQL, one node and two by turns");
        foreach (var rounds in Enumerable.Range(0, Rounds.Count).Chunk(Rounds.InOneHall))
        {
            await using var one = await BusyHall.OpenAsync(cluster, nodes: 1);
            await using var two = await BusyHall.OpenAsync(cluster, nodes: 2);
            foreach (var round in rounds)
            {
                var hall = round % 2 == 0 ? one : two;
                Func<Task>[] blows = [() => KillNodeAsync(hall, chance.Next(hall.Nodes.Count), chance), () => KillDatabaseAsync(hall), () => KillAllAsync(hall)];
                // The two short rounds of every run share the blows.
                await RoundAsync(hall, chance, Rounds.IsLong ? blows : round == 0 ? blows[..2] : blows[2..]);
            }
        }
    }

    private static async Task RoundAsync(BusyHall hall, Random chance, IReadOnlyList<Func<Task>> blows)
    {
        foreach (var blow in blows)
        {
            using var crowd = new Crowd(hall);
            using var stop = new CancellationTokenSource();
            await using var board = new BoardScreen(hall);
            var working = crowd.RunAsync(stop.Token);
            await Task.Delay(chance.Next(150, 1200));

            var struck = Stopwatch.StartNew();
            await blow();
            var restarted = struck.Elapsed;
            await EverybodyGoesOnAsync(hall, crowd, board);
            var goesOn = struck.Elapsed;
            await stop.CancelAsync();
            await working;
            await Books.KeepWordAsync(hall, crowd);
            await Books.AgreeAsync(hall.Settings);
            Console.WriteLine($"chaos: ready again after {restarted.TotalSeconds:0.0} s, all at work after {goesOn.TotalSeconds:0.0} s, books checked after {struck.Elapsed.TotalSeconds:0.0} s; {crowd.Told}");
        }
    }

    // Each kind of work is acknowledged again, and the board shows calls again, without anybody's help.
    private static async Task EverybodyGoesOnAsync(BusyHall hall, Crowd crowd, BoardScreen board)
    {
        var (before, shown) = (crowd.Done.ToDictionary(), board.Calls);
        string[] kinds = ["hold", "name", "confirm", "number", "call", "finish"];
        for (var waited = Stopwatch.StartNew(); board.Calls == shown || kinds.Any(kind => crowd.Done.GetValueOrDefault(kind) == before.GetValueOrDefault(kind)); await Task.Delay(20))
        {
            Assert.True(waited.Elapsed < Patience, $"Not all go on: board {shown} → {board.Calls}, {string.Join(", ", kinds.Select(kind => $"{kind} {before.GetValueOrDefault(kind)} → {crowd.Done.GetValueOrDefault(kind)}"))}\n{string.Join('\n', hall.Nodes.Select(node => node.Said))}");
        }
    }

    // Every fourth is killed once more while it starts: recovery too may be interrupted.
    private static async Task KillNodeAsync(BusyHall hall, int node, Random chance)
    {
        await hall.Nodes[node].KillAsync();
        if (chance.Next(4) == 0)
        {
            hall.Nodes[node].Begin();
            await Task.Delay(chance.Next(100, 1500));
            await hall.Nodes[node].KillAsync();
        }

        await hall.Nodes[node].StartAsync();
    }

    private static async Task KillDatabaseAsync(BusyHall hall)
    {
        await hall.Cluster!.KillAsync();
        await hall.Cluster.StartAgainAsync();
    }

    // As when the machine loses its power.
    private static async Task KillAllAsync(BusyHall hall)
    {
        await Task.WhenAll([hall.Cluster!.KillAsync(), .. hall.Nodes.Select(node => node.KillAsync())]);
        await hall.Cluster.StartAgainAsync();
        await Task.WhenAll(hall.Nodes.Select(node => node.StartAsync()));
    }
}
