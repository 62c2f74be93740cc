using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Queue;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Tests.Windows;

public sealed class CallingRaceTests
{
    private const int Windows = 8;

    /// <summary>On PostgreSQL half of the windows work on a second node. TONGBAN_TEST_TICKETS=800 runs a whole day's line.</summary>
    [Fact]
    public async Task Eight_windows_call_every_ticket_once_and_in_the_order_of_the_rule()
    {
        var (app, hall, counter) = await Counter.OpenAsync(Windows);
        await using var running = app;
        var tickets = int.Parse(Environment.GetEnvironmentVariable("TONGBAN_TEST_TICKETS") ?? "240", null);
        var expected = await QueueUpAsync(app, hall, tickets);
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync();
        var elsewhere = second is null ? counter : counter.On(second);

        var called = await Task.WhenAll(Enumerable.Range(0, Windows).Select(window => Task.Run(() => EmptyTheLineAsync(window % 2 == 0 ? counter : elsewhere, window))));

        Assert.Equal(tickets, called.Sum(numbers => numbers.Count));
        Assert.Equal(expected, await InCallOrderAsync(app));
    }

    /// <summary>
    /// Over HTTP in one process on SQLite; across two server processes, four windows each, on PostgreSQL. Longer lines, up
    /// to 800, are called by the chaos tests.
    /// </summary>
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Eight_clerks_at_their_browsers_call_every_ticket_once_each_and_in_order()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, Windows);
        var expected = await QueueUpAsync(app, hall, tickets: 64);
        await using var one = TestDatabase.PostgresAdmin is null ? null : await TongbanProcess.StartAsync(app.Settings);
        await using var two = TestDatabase.PostgresAdmin is null ? null : await TongbanProcess.StartAsync(app.Settings);
        var clerks = new List<Browser>();
        for (var window = 0; window < Windows; window++)
        {
            clerks.Add(await DeskPageTests.SeatedAsync(hall, $"clerk{window}", window, (window % 2 == 0 ? one : two)?.NewBrowser()));
        }

        var served = await Task.WhenAll(clerks.Select(clerk => Task.Run(() => EmptyTheLineAsync(clerk))));

        Assert.Equal(64, served.Sum());
        Assert.All(served, count => Assert.NotEqual(0, count));
        Assert.Equal(expected, await InCallOrderAsync(app));
    }

    [Fact]
    public async Task Of_eight_windows_that_reach_for_one_number_one_gets_it_and_the_others_hear_who()
    {
        var (app, _, counter) = await Counter.OpenAsync(Windows);
        await using var running = app;
        await counter.WalkInAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Windows).Select(window => Task.Run(() => TryAsync(() => counter.CallAsync(window, "A001")))));

        Assert.Equal(1, outcomes.Count(outcome => outcome is null));
        Assert.Equal(Windows - 1, outcomes.Count(outcome => outcome is "leg.held-by"));
    }

    [Fact]
    public async Task Whoever_cancels_while_being_called_is_either_called_or_gone_never_both()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        for (var round = 0; round < 10; round++)
        {
            var number = (await counter.WalkInAsync()).Number;

            var outcomes = await Task.WhenAll(Task.Run(() => TryAsync(() => counter.NextAsync(0))), Task.Run(() => TryAsync(() => counter.CancelAsync(number))));

            var visit = await counter.VisitAsync(number);
            Assert.Equal(outcomes[1] is null ? LegStatus.Cancelled : LegStatus.Called, visit.Legs[0].Status);
            await TryAsync(() => counter.BeginAsync(0));
            await TryAsync(() => counter.FinishAsync(0));
        }
    }

    // Every tenth is elderly: they come first, then all others by number.
    private static async Task<List<string>> QueueUpAsync(TongbanApp app, Hall hall, int tickets)
    {
        var visits = Enumerable.Range(1, tickets).Select(n =>
        {
            var visit = new Visit(CurrentCentre.First, hall.Site.Id, app.Clock.Today, $"A{n:000}", Codes.Token(), null, null, n % 10 == 0 ? Precedence.Elderly : Precedence.None, null, app.Clock.Now, Actor.Guest);
            visit.Wait(hall.Group.Id, hall.Item.Id, app.Clock.Now, Actor.Guest);
            return visit;
        }).ToList();
        await app.WithDbAsync(async db =>
        {
            db.AddRange(visits);
            await db.SaveChangesAsync();

            // As a database that has served for more than a minute: PostgreSQL plans for empty tables what it has not looked at.
            return await db.Database.ExecuteSqlRawAsync("analyze");
        });
        return [.. visits.OrderBy(visit => visit.Precedence == Precedence.None).ThenBy(visit => int.Parse(visit.Number[1..], null)).Select(visit => visit.Number)];
    }

    // One desk stays open; each press has a key of its own. Where nobody waits, nobody can be begun with.
    private static async Task<int> EmptyTheLineAsync(Browser clerk)
    {
        var desk = await clerk.PageAsync("/desk");
        async Task<string?> PressAsync(string key)
        {
            var answer = await DeskPageTests.Press(clerk, desk, key, new() { ["request-key"] = Guid.NewGuid().ToString() });
            Assert.True(answer.Headers.Location is not null || answer.RefusalCode() is "window.has-nobody", $"{key}: {(int)answer.StatusCode} {answer.RefusalCode()}");
            return answer.RefusalCode();
        }

        for (var served = 0; ; served++)
        {
            await PressAsync("Next");
            if (await PressAsync("Begin") is not null)
            {
                return served;
            }

            await PressAsync("Finish");
        }
    }

    private static async Task<List<string>> EmptyTheLineAsync(Counter counter, int window)
    {
        var numbers = new List<string>();
        while (await counter.ServeNextAtOnceAsync(window) is { } number)
        {
            numbers.Add(number);
        }

        return numbers;
    }

    private static Task<List<string>> InCallOrderAsync(TongbanApp app) => app.WithDbAsync(db =>
        (from leg in db.Set<Leg>() join visit in db.Set<Visit>() on leg.VisitId equals visit.Id orderby leg.CallSeq select visit.Number).ToListAsync());

    private static async Task<string?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
        catch (DbUpdateConcurrencyException)
        {
            return "request.changed-meanwhile";
        }
    }
}
