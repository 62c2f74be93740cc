using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Tests.Shared.Rush;

public sealed class GroupCommitTests : IAsyncDisposable
{
    private readonly PingLog log = new();
    private TongbanApp? started;

    public async ValueTask DisposeAsync()
    {
        log.Door.TrySetResult();
        await (started?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private TongbanApp App => started!;

    [Fact]
    public async Task Whatever_has_arrived_is_done_together_and_first_come_is_first_served()
    {
        await StartAsync();
        var first = Send(new(0));
        await UntilAsync(() => log.Batches.Count == 1);
        var others = Enumerable.Range(1, 50).Select(n => Send(new(n))).ToList();
        log.Door.SetResult();

        Assert.Equal(Enumerable.Range(0, 51), (await Task.WhenAll([first, .. others])).Select(outcome => outcome.Answer!.Number));
        Assert.Equal(2, log.Batches.Count);
        Assert.Equal(Enumerable.Range(1, 50), log.Batches.Last().Numbers);
        Assert.Equal(51, await FactsAsync("ping.done"));
    }

    [Fact]
    public async Task A_refused_command_does_not_spoil_the_others()
    {
        await StartAsync();
        log.Door.SetResult();

        var outcomes = await Task.WhenAll(Send(new(1)), Send(new(2, "refused")), Send(new(3)));

        Assert.Equal([null, "item.unknown", null], outcomes.Select(outcome => outcome.Refused?.Code));
        Assert.Equal(2, await FactsAsync("ping.done"));
    }

    [Fact]
    public async Task A_command_that_cannot_be_done_spoils_only_its_own_answer()
    {
        await StartAsync();
        var first = Send(new(0));
        await UntilAsync(() => log.Batches.Count == 1);
        Task<Outcome<Pong>>[] together = [Send(new(1)), Send(new(2, "poison")), Send(new(3))];
        log.Door.SetResult();

        Assert.Equal(1, (await together[0]).Answer!.Number);
        await Assert.ThrowsAsync<InvalidOperationException>(() => together[1]);
        Assert.Equal(3, (await together[2]).Answer!.Number);
        await first;
        Assert.Equal(3, await FactsAsync("ping.done"));
    }

    [Fact]
    public async Task A_deadlock_with_another_node_is_run_again_and_never_shown()
    {
        await StartAsync();
        log.FailsWith.Enqueue(new PostgresException("deadlock detected", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected));
        log.Door.SetResult();

        Assert.Equal(1, (await Send(new(1))).Answer!.Number);
        Assert.Equal(2, log.Batches.Count);
        Assert.Equal(1, await FactsAsync("ping.done"));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_nobodys_fault_and_said_to_all_at_once()
    {
        await StartAsync();
        var first = Send(new(0));
        await UntilAsync(() => log.Batches.Count == 1);
        var others = Enumerable.Range(1, 20).Select(n => Send(new(n))).ToList();
        log.FailsWith.Enqueue(new NpgsqlException("gone", new IOException("cut")));
        log.FailsWith.Enqueue(new NpgsqlException("gone", new IOException("cut")));
        log.Door.SetResult();

        foreach (var one in others.Prepend(first))
        {
            await Assert.ThrowsAsync<NpgsqlException>(() => one);
        }

        Assert.Equal(2, log.Batches.Count);
        Assert.Equal(0, await FactsAsync("ping.done"));
        Assert.Equal(99, (await Send(new(99))).Answer!.Number);
    }

    [Fact]
    public async Task A_full_line_says_so_at_once_and_nobody_hangs()
    {
        await StartAsync(policy => policy.MostWaiting = 3);
        var first = Send(new(0));
        await UntilAsync(() => log.Batches.Count == 1);
        var waiting = Enumerable.Range(1, 3).Select(n => Send(new(n))).ToList();

        var busy = Assert.Throws<BusyException>(() => { _ = Send(new(4)); });

        Assert.Equal(TimeSpan.FromSeconds(2), busy.RetryAfter);
        log.Door.SetResult();
        await Task.WhenAll([first, .. waiting]);
        Assert.Equal(5, (await Send(new(5))).Answer!.Number);
    }

    [Fact]
    public async Task Whoever_leaves_before_the_turn_has_come_is_passed_over()
    {
        await StartAsync();
        var first = Send(new(0));
        await UntilAsync(() => log.Batches.Count == 1);
        using var leaving = new CancellationTokenSource();
        var left = App.Services.GetRequiredService<GroupCommit<Ping, Pong>>().SendAsync(new(1), new(CurrentCentre.First, null, ""), leaving.Token);
        var stays = Send(new(2));
        await leaving.CancelAsync();
        log.Door.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await Task.WhenAll(first, stays);
        Assert.Equal([2], log.Batches.Last().Numbers);
    }

    [Fact]
    public async Task A_transaction_is_of_one_centre_and_the_others_keep_their_place()
    {
        await StartAsync();
        var other = Guid.CreateVersion7();
        var first = Send(new(0));
        await UntilAsync(() => log.Batches.Count == 1);
        Task[] rest = [Send(new(1)), Send(new(2), other), Send(new(3)), Send(new(4), other)];
        log.Door.SetResult();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal([(CurrentCentre.First, "0"), (CurrentCentre.First, "1,3"), (other, "2,4")], log.Batches.Select(batch => (batch.Centre, string.Join(',', batch.Numbers))));
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer_in_one_batch_and_later_and_other_content_is_refused()
    {
        await StartAsync();
        log.Door.SetResult();
        var key = Guid.NewGuid().ToString();

        var twice = await Task.WhenAll(Send(new(1), key: key), Send(new(1), key: key), Send(new(7), key: key, content: "other"));
        var later = await Send(new(1), key: key);

        Assert.Equal(twice[0].Answer, twice[1].Answer);
        Assert.Equal(twice[0].Answer, later.Answer);
        Assert.Equal("request.key-reused", twice[2].Refused!.Code);
        Assert.Equal("request.key-reused", (await Send(new(1), key: key, content: "other")).Refused!.Code);
        Assert.Equal(1, await FactsAsync("ping.done"));
    }

    [Fact]
    public async Task A_refused_command_leaves_its_key_free()
    {
        await StartAsync();
        log.Door.SetResult();
        var key = Guid.NewGuid().ToString();

        Assert.NotNull((await Send(new(1, "refused"), key: key)).Refused);
        Assert.Equal(2, (await Send(new(2), key: key, content: "now possible")).Answer!.Number);
    }

    [Fact]
    public async Task Behind_savepoints_a_refused_command_leaves_nothing_and_tells_nobody()
    {
        await StartAsync();
        var steps = App.Services.GetRequiredService<GroupCommit<Step, Pong>>();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 9).Select(n => steps.SendAsync(new(n, n % 3 == 0), new(CurrentCentre.First, null, ""), TestContext.Current.CancellationToken)));

        Assert.Equal([3, 6, 9], outcomes.Index().Where(one => one.Item.Refused is not null).Select(one => one.Index + 1));
        Assert.Equal(6, await FactsAsync("step.done"));
        Assert.Equal([1, 2, 4, 5, 7, 8], log.Batches.Select(batch => batch.Numbers[0]));
    }

    [Fact]
    public async Task Two_nodes_that_get_the_same_key_at_once_do_it_once()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, "SQLite has one node.");
        await StartAsync();
        log.Door.SetResult();
        await using var second = await App.StartSecondNodeAsync(Add());
        var keys = Enumerable.Range(0, 100).Select(_ => Guid.NewGuid().ToString()).ToList();

        var here = keys.Select((key, n) => Send(new(n), key: key));
        var there = keys.Select((key, n) => Send(new(n), key: key, node: second));
        var answers = await Task.WhenAll(here.Concat(there));

        Assert.Equal(answers[..100].Select(outcome => outcome.Answer), answers[100..].Select(outcome => outcome.Answer));
        Assert.Equal(100, await FactsAsync("ping.done"));
    }

    private async Task StartAsync(Action<RushPolicy>? change = null) => started = await TongbanApp.StartAsync(Add(change));

    private Action<IServiceCollection> Add(Action<RushPolicy>? change = null) => services =>
    {
        services.AddSingleton(log);
        services.AddGroupCommit<Ping, Pong, PingBatch>();
        services.AddGroupCommit<Step, Pong, StepByStep>();
        services.Configure<RushPolicy>(policy => change?.Invoke(policy));
    };

    private Task<Outcome<Pong>> Send(Ping ping, Guid? centre = null, string? key = null, string content = "", TongbanApp? node = null) =>
        (node ?? App).Services.GetRequiredService<GroupCommit<Ping, Pong>>().SendAsync(ping, new(centre ?? CurrentCentre.First, key, content), TestContext.Current.CancellationToken);

    private Task<int> FactsAsync(string what) => App.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == what));

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Yield();
        }
    }
}
