using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Queue.Forecast;
using Tongban.Queue.Ordering;
using Tongban.Ratings;

namespace Tongban.Tests.Windows;

public sealed class CallingTests
{
    [Fact]
    public async Task Calls_in_the_order_of_the_rule_and_keeps_the_reason()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.WalkInAsync(Precedence.Elderly);

        Assert.Equal("A002", await counter.NextAsync(0));
        Assert.Equal(CallReason.Precedence, (await counter.VisitAsync("A002")).Current!.CalledFor);
    }

    [Fact]
    public async Task A_window_that_holds_somebody_calls_nobody_else()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        await counter.NextAsync(0);

        await Refused("window.has-somebody", () => counter.NextAsync(0));
        await Refused("window.has-somebody", () => counter.CallAsync(0, "A002"));
    }

    [Fact]
    public async Task Whoever_another_window_holds_is_refused_with_its_number()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.NextAsync(0);

        var refusal = await Refused("leg.held-by", () => counter.CallAsync(1, "a001"));

        Assert.Equal(["A001", "1"], refusal.Values);
        Assert.Null(await counter.NextAsync(1));
    }

    [Fact]
    public async Task Three_calls_with_a_pause_between_come_before_a_number_is_passed_over()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.NextAsync(0);

        await Refused("leg.recall-too-soon", () => counter.RecallAsync(0));
        await Refused("leg.call-again-first", () => counter.MissAsync(0));
        await CallTwiceMoreAsync(app, counter);
        await counter.MissAsync(0);

        Assert.Equal(LegStatus.Missed, (await counter.VisitAsync("A001")).Current!.Status);
        Assert.Null(await counter.NextAsync(0));
    }

    [Fact]
    public async Task Who_missed_the_call_comes_back_near_the_front_once_and_in_time()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        await MissNextAsync(app, counter);
        await counter.WalkInAsync();
        app.Time.Advance(TimeSpan.FromMinutes(19));

        await counter.ReturnAsync("A001");
        await MissNextAsync(app, counter);

        await Refused("leg.returned-before", () => counter.ReturnAsync("A001"));
        await Refused("leg.returned-before", () => counter.CallAsync(0, "A001"));
    }

    [Fact]
    public async Task Who_comes_back_too_late_needs_a_new_number()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        await MissNextAsync(app, counter);
        app.Time.Advance(Leg.ReturnWithin + TimeSpan.FromMinutes(1));

        await Refused("leg.return-too-late", () => counter.ReturnAsync("A001"));
    }

    [Fact]
    public async Task A_parked_person_is_not_next_and_comes_back_to_the_same_window_first()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.BeginAsync(0);
        await counter.ParkAsync(0, "去复印合同");
        await counter.WalkInAsync();

        Assert.Equal("A002", await counter.NextAsync(0));
        var refusal = await Refused("leg.waits-for-window", () => counter.CallAsync(1, "A001"));
        Assert.Equal(["A001", "1"], refusal.Values);

        await counter.ReturnAsync("A001");
        Assert.Null(await counter.NextAsync(1));
        await counter.BeginAsync(0);
        await counter.FinishAsync(0);
        Assert.Equal("A001", await counter.NextAsync(0));
    }

    [Fact]
    public async Task When_their_window_closes_others_may_call_those_who_waited_for_it()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.ParkAsync(0);
        await counter.ReturnAsync("A001");
        await counter.CloseAsync(0);

        Assert.Equal("A001", await counter.NextAsync(1));
    }

    [Fact]
    public async Task Having_come_back_counts_in_the_line_of_then_and_not_in_the_next()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var other = await counter.OpenForAsync("B");
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.ParkAsync(0);
        await counter.ReturnAsync("A001");
        Assert.NotNull((await counter.VisitAsync("A001")).Current!.ReturnedAt);
        await counter.NextAsync(0);

        await counter.TransferAsync(0, other, null);

        Assert.Null((await counter.VisitAsync("A001")).Current!.ReturnedAt);
    }

    [Fact]
    public async Task A_transfer_keeps_number_and_place_and_is_called_only_by_its_window()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        var arrived = (await counter.WalkInAsync()).Current!.WaitingSinceAt;
        await counter.NextAsync(0);
        app.Time.Advance(TimeSpan.FromMinutes(10));

        await counter.TransferAsync(0, null, hall.Windows[1].Id);

        var leg = (await counter.VisitAsync("A001")).Current!;
        Assert.Equal((LegStatus.Waiting, arrived), (leg.Status, leg.WaitingSinceAt));
        Assert.Null(await counter.NextAsync(0));
        Assert.Equal("A001", await counter.NextAsync(1));
    }

    [Fact]
    public async Task Nobody_is_transferred_to_a_closed_window_or_a_group_that_no_window_serves()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.CloseAsync(1);

        await Refused("window.closed", () => counter.TransferAsync(0, null, hall.Windows[1].Id));
        await Refused("matter-group.not-served-here", () => counter.TransferAsync(0, Guid.NewGuid(), null));
    }

    [Fact]
    public async Task A_wrong_call_is_taken_back_within_ten_seconds_and_leaves_the_place_as_it_was()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.UndoAsync(0, visit.Current!.Id);
        await counter.NextAsync(0);
        app.Time.Advance(TimeSpan.FromSeconds(11));

        await Refused("leg.undo-too-late", () => counter.UndoAsync(0, visit.Current!.Id));
        Assert.Equal(1, (await counter.VisitAsync("A001")).Current!.Calls);
    }

    [Fact]
    public async Task A_ticket_of_yesterday_is_never_called()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        app.Time.Advance(TimeSpan.FromDays(1));

        Assert.Null(await counter.NextAsync(0));
        await Refused("ticket.not-of-today", () => counter.CallAsync(0, "A001"));
        await Refused("ticket.not-of-today", () => counter.ReturnAsync("A001"));
    }

    [Fact]
    public async Task A_cancelled_ticket_leaves_the_line_at_once()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.CancelAsync("A001");

        Assert.Null(await counter.NextAsync(0));
        await Refused("leg.ended", () => counter.CallAsync(0, "A001"));
    }

    [Fact]
    public async Task A_window_that_pauses_calls_nobody()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.PauseAsync(0);

        await Refused("window.paused", () => counter.NextAsync(0));
    }

    [Fact]
    public async Task Finishing_leaves_a_service_to_be_rated_and_ends_the_visit()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();

        await counter.ServeNextAsync(0);

        var service = await app.WithDbAsync(db => db.Set<Service>().SingleAsync());
        Assert.Equal((hall.Windows[0].Id, hall.Item.Id), (service.WindowId!.Value, service.ItemId!.Value));
        Assert.Equal(VisitStatus.Finished, (await counter.VisitAsync("A001")).Status);
    }

    [Fact]
    public async Task Of_two_matters_one_waits_until_the_other_has_ended_and_goes_on_at_the_same_window()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.DoAsync(services => ArriveAsync(services, app, hall, hall.Group.Id));

        Assert.Equal("A900", await counter.NextAsync(0));
        Assert.Null(await counter.NextAsync(1));
        await counter.BeginAsync(0);
        await counter.FinishAsync(0);

        var visit = await counter.VisitAsync("A900");
        Assert.Equal((2, LegStatus.Serving, hall.Windows[0].Id), (visit.Current!.Seq, visit.Current.Status, visit.Current.WindowId!.Value));
        await counter.FinishAsync(0);
        Assert.Equal(VisitStatus.Finished, (await counter.VisitAsync("A900")).Status);
        Assert.Equal(2, await app.WithDbAsync(db => db.Set<Service>().CountAsync()));
    }

    [Fact]
    public async Task A_matter_of_another_group_joins_its_own_line_after_the_first_has_ended()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var tax = new MatterGroup(hall.Group.CentreId, "TAX", new("税务", "Tax", "B"), app.Clock.Now, Actor.System);
        await counter.DoAsync(async services =>
        {
            services.GetRequiredService<TongbanDb>().Add(tax);
            return await ArriveAsync(services, app, hall, tax.Id);
        });

        await counter.ServeNextAsync(0);

        var visit = await counter.VisitAsync("A900");
        Assert.Equal((LegStatus.Waiting, tax.Id), (visit.Current!.Status, visit.Current.GroupId));
        Assert.Null(await counter.NextAsync(0));
        await Refused("leg.other-group", () => counter.CallAsync(0, "A900"));
    }

    [Fact]
    public async Task A_known_person_holds_one_open_ticket_in_a_group()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var id = new Sealed("cipher", new string('a', Sealed.HashLength));
        Task<Visit> TakeAsync() => counter.DoAsync(services =>
            services.GetRequiredService<Arrival>().WalkInAsync(new WalkIn(hall.Site.Id, hall.Group.Id, null, Precedence.None, id), Actor.Guest));
        await TakeAsync();

        await Refused("visit.already-waiting", TakeAsync);
        await counter.ServeNextAsync(0);
        Assert.Equal("A002", (await TakeAsync()).Number);
    }

    [Fact]
    public async Task A_wrong_call_of_a_parked_person_leaves_them_parked_at_their_own_window()
    {
        var (app, hall, counter) = await Counter.OpenAsync(2);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        await counter.NextAsync(1);
        await counter.ParkAsync(1);
        await counter.CloseAsync(1);

        await counter.CallAsync(0, visit.Number);
        await counter.UndoAsync(0, visit.Current!.Id);

        var leg = (await counter.VisitAsync(visit.Number)).Current!;
        Assert.Equal((LegStatus.Parked, hall.Windows[1].Id), (leg.Status, leg.WindowId!.Value));
    }

    [Fact]
    public async Task The_time_of_a_service_is_that_of_the_window_that_finishes_it()
    {
        var (app, hall, counter) = await Counter.OpenAsync(2);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.BeginAsync(0);
        app.Time.Advance(TimeSpan.FromMinutes(20));
        await counter.TransferAsync(0, null, hall.Windows[1].Id);
        app.Time.Advance(TimeSpan.FromMinutes(30));
        await counter.NextAsync(1);
        await counter.BeginAsync(1);
        app.Time.Advance(TimeSpan.FromMinutes(6));
        await counter.FinishAsync(1);

        var leg = (await counter.VisitAsync(visit.Number)).Legs.Single();
        Assert.Equal(TimeSpan.FromMinutes(6), leg.EndedAt - leg.ServedFromAt);
    }

    [Fact]
    public async Task The_time_at_the_copier_is_not_learnt_as_service()
    {
        var (app, hall, counter) = await Counter.OpenAsync(1);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.BeginAsync(0);
        await counter.ParkAsync(0);
        app.Time.Advance(TimeSpan.FromMinutes(50));
        await counter.CallAsync(0, visit.Number);
        await counter.BeginAsync(0);
        await counter.FinishAsync(0);

        var times = await app.WithAsync(services => services.GetRequiredService<LearntTimes>().OfSiteAsync(services.GetRequiredService<TongbanDb>(), hall.Site.Id));
        Assert.Equal(hall.Version.HandlingMinutes, times.MinutesFor(hall.Group.Id, 9), 3);
    }

    private static async Task<Visit> ArriveAsync(IServiceProvider services, TongbanApp app, Hall hall, Guid secondGroup)
    {
        var visit = new Visit(hall.Group.CentreId, hall.Site.Id, app.Clock.Today, "A900", Guid.NewGuid().ToString("N"), null, null, Precedence.None, null, app.Clock.Now, Actor.Guest);
        visit.Wait(hall.Group.Id, hall.Item.Id, app.Clock.Now, Actor.Guest);
        visit.Wait(secondGroup, null, app.Clock.Now, Actor.Guest);
        var db = services.GetRequiredService<TongbanDb>();
        db.Add(visit);
        await db.SaveChangesAsync();
        return visit;
    }

    private static async Task MissNextAsync(TongbanApp app, Counter counter)
    {
        Assert.Equal("A001", await counter.NextAsync(0));
        await CallTwiceMoreAsync(app, counter);
        await counter.MissAsync(0);
    }

    private static async Task CallTwiceMoreAsync(TongbanApp app, Counter counter)
    {
        for (var more = 0; more < 2; more++)
        {
            app.Time.Advance(Leg.CoolDown);
            await counter.RecallAsync(0);
        }
    }

    internal static async Task<Refusal> Refused(string code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(act);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
