using Microsoft.Extensions.Time.Testing;
using Tongban.Commands;
using Tongban.Shared.Data;

namespace Tongban.Tests.Commands;

public sealed class DatabaseAtStartTests
{
    private readonly FakeTimeProvider clock = new(TongbanApp.TuesdayMorning);
    private readonly List<string> said = [];
    private int tried;

    [Fact]
    public async Task A_database_that_comes_later_is_waited_for_and_that_is_said_once()
    {
        await ReachAsync(() => ++tried < 4 ? throw new InvalidOperationException("keys", new DatabaseAwayException()) : Task.CompletedTask);

        Assert.Equal(4, tried);
        Assert.Contains("does not answer yet", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_pass_by_waiting_is_told_at_once()
    {
        await Assert.ThrowsAsync<CommandFailure>(() => ReachAsync(() => ++tried > 0 ? throw new CommandFailure("foreign key file") : Task.CompletedTask));

        Assert.Equal(1, tried);
        Assert.Empty(said);
    }

    [Fact]
    public async Task After_a_minute_nobody_waits_any_more()
    {
        await Assert.ThrowsAsync<DatabaseAwayException>(() => ReachAsync(() => ++tried > 0 ? throw new DatabaseAwayException() : Task.CompletedTask));

        Assert.Equal(60, tried);
    }

    private async Task ReachAsync(Func<Task> work)
    {
        var waiting = DatabaseAtStart.ReachAsync(work, SayAsync, clock, TestContext.Current.CancellationToken);
        while (!waiting.IsCompleted)
        {
            clock.Advance(DatabaseAtStart.Pause);
            await Task.Yield();
        }

        await waiting;
    }

    private Task SayAsync(string sentence)
    {
        said.Add(sentence);
        return Task.CompletedTask;
    }
}
