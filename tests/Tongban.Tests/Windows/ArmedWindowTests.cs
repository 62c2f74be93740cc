using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.Queue;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Tests.Windows;

/// <summary>候叫: who comes to a window that pressed "next" when nobody waited is called at once, once, by one window.</summary>
public sealed class ArmedWindowTests
{
    [Fact]
    public async Task Whoever_comes_is_called_at_once_by_the_window_that_is_armed_longest()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await ArmAsync(counter, 1);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await ArmAsync(counter, 0);
        await ArmAsync(counter, 1);
        var walkIn = new Arrive(new WalkIn(hall.Site.Id, hall.Group.Id, hall.Item.Id, Precedence.None), null, Actor.Guest);

        await counter.DoAsync(services => services.GetRequiredService<IBatch<Arrive, Arrived>>().RunAsync([walkIn, walkIn, walkIn], default));

        Assert.Equal((false, "A001"), await counter.StateAsync(1));
        Assert.Equal((false, "A002"), await counter.StateAsync(0));
        Assert.Equal(LegStatus.Waiting, (await counter.VisitAsync("A003")).Current!.Status);
        Assert.Contains(await app.WithDbAsync(db => db.Facts.Where(fact => fact.What == "leg.called").Select(fact => fact.By).ToListAsync()), by => by.StartsWith("staff:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_return_a_transfer_a_call_taken_back_and_the_next_matter_are_called_at_once_too()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.ParkAsync(0);
        await ArmAsync(counter, 1);
        await ArmAsync(counter, 0);

        await counter.ReturnAsync("A001");
        Assert.Equal(((false, "A001"), (true, null)), (await counter.StateAsync(0), await counter.StateAsync(1)));

        await counter.TransferAsync(0, null, hall.Windows[1].Id);
        Assert.Equal("A001", (await counter.StateAsync(1)).Holds);

        await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.BeginAsync(1);
        await counter.FinishAsync(1);
        await ArmAsync(counter, 1);
        await counter.UndoAsync(0, (await counter.VisitAsync("A002")).Current!.Id);
        Assert.Equal((null, "A002"), ((await counter.StateAsync(0)).Holds, (await counter.StateAsync(1)).Holds));

        var tax = await counter.OpenForAsync("B");
        await ArmAsync(counter, 2);
        await ArriveAsync(counter, app, hall, "A900", tax);
        await counter.ServeNextAsync(0);
        Assert.Equal("A900", (await counter.StateAsync(2)).Holds);
    }

    [Fact]
    public async Task A_window_that_paused_left_called_by_hand_or_thought_better_of_it_calls_nobody_by_itself_nor_does_one_of_yesterday()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        async Task WaitsAsync()
        {
            Assert.False((await counter.StateAsync(0)).Armed);
            await WaitsEvenSoAsync();
        }

        async Task WaitsEvenSoAsync()
        {
            var visit = await counter.WalkInAsync();
            Assert.Equal(LegStatus.Waiting, await app.WithDbAsync(db => db.Set<Leg>().Where(leg => leg.VisitId == visit.Id).Select(leg => leg.Status).SingleAsync()));
            await counter.DoAsync(async services => await services.GetRequiredService<Returning>().CancelAsync(await services.GetRequiredService<TongbanDb>().Set<Visit>().SingleAsync(one => one.Id == visit.Id), Actor.Guest));
        }

        await ArmAsync(counter, 0);
        await counter.DisarmAsync(0);
        await WaitsAsync();
        await ArmAsync(counter, 0);
        await counter.PauseAsync(0);
        await counter.ResumeAsync(0);
        await WaitsAsync();
        var away = await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.ParkAsync(0);
        await ArmAsync(counter, 0);
        await counter.CallAsync(0, away.Number);
        await counter.BeginAsync(0);
        await counter.FinishAsync(0);
        await WaitsAsync();
        await ArmAsync(counter, 0);
        await counter.CloseAsync(0);
        await WaitsAsync();
        await ArmAsync(counter, 1);
        app.Time.Advance(TimeSpan.FromDays(1));
        await WaitsEvenSoAsync();
    }

    /// <summary>On PostgreSQL the people arrive at another node than that of the windows.</summary>
    [Fact]
    public async Task Of_arrivals_and_windows_that_arm_disarm_and_pause_at_the_same_instant_nobody_is_missed_and_nobody_called_twice()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync();
        var elsewhere = second is null ? counter : counter.On(second);
        for (var round = 0; round < 6; round++)
        {
            // Two armed windows, one arrival: one of them calls. The second arrival is for the other.
            await ArmAsync(counter, 0);
            await ArmAsync(counter, 1);
            var visits = await Task.WhenAll(Task.Run(() => elsewhere.WalkInAsync()), Task.Run(() => counter.WalkInAsync()));
            var held = new[] { (await counter.StateAsync(0)).Holds, (await counter.StateAsync(1)).Holds };
            Assert.Equal(visits.Select(visit => visit.Number).Order(), held.Order());
            await EmptyAsync(counter, 0, 1);

            // Pressed "next" in the moment of an arrival: whichever comes first, the person is called.
            var arriving = Task.Run(() => elsewhere.WalkInAsync());
            await Task.WhenAll(arriving, Task.Run(() => counter.NextAsync(0)));
            Assert.Equal((false, (await arriving).Number), await counter.StateAsync(0));
            await EmptyAsync(counter, 0);

            // Disarmed or paused in that moment: called or waiting, but never waiting before an armed window.
            await ArmAsync(counter, 0);
            var number = "";
            await Task.WhenAll(Task.Run(async () => number = (await elsewhere.WalkInAsync()).Number), Task.Run(() => TryAsync(() => round % 2 == 0 ? counter.DisarmAsync(0) : counter.PauseAsync(0)), TestContext.Current.CancellationToken));
            var (armed, holds) = await counter.StateAsync(0);
            Assert.False(armed);
            Assert.Equal(holds == number ? LegStatus.Called : LegStatus.Waiting, (await counter.VisitAsync(number)).Current!.Status);
            await TryAsync(() => counter.ResumeAsync(0));
            await TryAsync(() => counter.NextAsync(0));
            await EmptyAsync(counter, 0);
        }

        Assert.Equal(4 * 6, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "leg.called")));
        Assert.Equal(4 * 6, await app.WithDbAsync(db => db.Set<Service>().CountAsync()));
    }

    /// <summary>Case 33: two windows reach for the two matters of one visit at the same instant.</summary>
    [Fact]
    public async Task Two_matters_of_a_visit_are_never_at_two_windows_at_once_and_count_as_two_services_of_one_visit()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var tax = await counter.OpenForAsync("B");
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync();
        var elsewhere = second is null ? counter : counter.On(second);
        for (var round = 0; round < 6; round++)
        {
            var number = $"A{900 + round}";
            await ArriveAsync(counter, app, hall, number, tax);
            await counter.NextAsync(0);
            await counter.BeginAsync(0);

            await Task.WhenAll(
                Task.Run(() => counter.FinishAsync(0), TestContext.Current.CancellationToken),
                Task.Run(() => TryAsync(() => elsewhere.CallAsync(1, number)), TestContext.Current.CancellationToken),
                Task.Run(() => TryAsync(() => elsewhere.NextAsync(1)), TestContext.Current.CancellationToken));

            var visit = await counter.VisitAsync(number);
            Assert.Equal([LegStatus.Finished, LegStatus.Called], visit.Legs.OrderBy(leg => leg.Seq).Select(leg => leg.Status));
            await EmptyAsync(counter, 1);
        }

        Assert.Equal((12, 6), await app.WithDbAsync(async db => (await db.Set<Service>().CountAsync(), await db.Set<Visit>().CountAsync(visit => visit.Status == VisitStatus.Finished))));
    }

    private static async Task ArmAsync(Counter counter, int window)
    {
        Assert.Null(await counter.NextAsync(window));
        Assert.True((await counter.StateAsync(window)).Armed);
    }

    private static async Task EmptyAsync(Counter counter, params int[] windows)
    {
        foreach (var window in windows)
        {
            await counter.BeginAsync(window);
            await counter.FinishAsync(window);
        }
    }

    private static Task<Visit> ArriveAsync(Counter counter, TongbanApp app, Hall hall, string number, Guid secondGroup) => counter.DoAsync(async services =>
    {
        var db = services.GetRequiredService<TongbanDb>();
        var visit = new Visit(hall.Group.CentreId, hall.Site.Id, app.Clock.Today, number, Codes.Token(), null, null, Precedence.None, null, app.Clock.Now, Actor.Guest);
        visit.Wait(hall.Group.Id, hall.Item.Id, app.Clock.Now, Actor.Guest);
        visit.Wait(secondGroup, null, app.Clock.Now, Actor.Guest);
        db.Add(visit);
        await db.SaveChangesAsync();
        return visit;
    });

    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception refused) when (refused is Refusal or DbUpdateConcurrencyException)
        {
            // Told to whoever pressed; what was done is checked on the rows.
        }
    }
}
