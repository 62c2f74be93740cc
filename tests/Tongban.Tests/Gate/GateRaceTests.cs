using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Gate;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;
using Tongban.Tests.Appointments;

namespace Tongban.Tests.Gate;

public sealed class GateRaceTests
{
    [Fact]
    public async Task Sixty_at_a_zone_for_forty_are_forty_inside_and_twenty_refused()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => OutcomeAsync(app, admitting => admitting.WalkInAsync(hall.Site.Id, hall.Zone.Id, 1, Actor.System)))));

        Assert.Equal(40, outcomes.Count(outcome => outcome == "Allowed"));
        Assert.Equal(20, outcomes.Count(outcome => outcome == "Refused"));
        Assert.Equal(40, await app.WithDbAsync(db => db.Set<Zone>().Select(z => z.Inside).SingleAsync()));
        Assert.Equal(40, await app.WithDbAsync(db => db.Facts.CountAsync(f => f.What == "zone.entered")));
    }

    [Fact]
    public async Task One_booking_at_eight_gates_is_one_visit_and_one_person_inside()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => app.TryAsync(services => services.GetRequiredService<Scanning>().ScanAsync(hall.Site.Id, booking.Code, 1, Actor.System)))));

        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Zone>().Select(z => z.Inside).SingleAsync()));
    }

    [Fact]
    public async Task One_booking_at_kiosks_and_gates_at_once_is_one_number_which_all_of_them_are_told()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var second = app.Settings.Postgres is null ? null : await app.StartSecondNodeAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        TongbanApp NodeOf(int n) => n % 2 == 0 ? app : second ?? app;

        var gates = Task.WhenAll(Enumerable.Range(0, 8).Select(n => SendAsync<ScanAtGate, GateSaid>(NodeOf(n), new(hall.Site.Id, booking.Code, 1, Actor.System))));
        var kiosks = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SendAsync<Arrive, Arrived>(NodeOf(n), new(null, new(hall.Site.Id, booking.Code), Actor.System))));

        Assert.All(await gates, scan => Assert.NotNull(scan.OrRefuse().AdmissionId));
        Assert.Equal("A001", Assert.Single(kiosks.Select(arrived => arrived.OrRefuse().Number).Distinct()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Zone>().Select(z => z.Inside).SingleAsync()));
    }

    [Fact]
    public async Task Of_those_who_show_something_together_the_refused_spoil_nothing_and_use_up_no_number()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (booked, tomorrow) = (await app.BookedAsync(hall, await hall.SlotAsync(1)), await app.BookedAsync(hall, await hall.SlotAtAsync(new DateTime(2026, 11, 25, 10, 0, 0), 1)));
        Arrive Shows(string text) => new(null, new(hall.Site.Id, text), Actor.System);
        Arrive walkIn = new(new WalkIn(hall.Site.Id, hall.Group.Id, hall.Item.Id, Precedence.None), null, Actor.System);

        var outcomes = await app.WithAsync(async services =>
        {
            await using var transaction = await services.GetRequiredService<TongbanDb>().BeginAsync();
            var all = await services.GetRequiredService<IBatch<Arrive, Arrived>>().RunAsync([Shows("AAAAAAAA"), walkIn, Shows(tomorrow.Code), Shows(booked.Code), Shows(""), Shows(booked.Code), walkIn], default);
            await transaction.CommitAsync();
            return all;
        });

        Assert.Equal(["kiosk.no-booking-today", "A001", "kiosk.no-booking-today", "A002", "kiosk.code-empty", "A002", "A003"], outcomes.Select(outcome => outcome.Refused?.Code ?? outcome.Answer!.Number));
    }

    private static Task<Outcome<TAnswer>> SendAsync<TCommand, TAnswer>(TongbanApp node, TCommand command)
        where TAnswer : class => node.Services.GetRequiredService<GroupCommit<TCommand, TAnswer>>().SendAsync(command, new Asked(CurrentCentre.First, null, ""), default);

    private static Task<string> OutcomeAsync(TongbanApp app, Func<Admitting, Task<Admission>> act) => app.WithAsync(async services =>
    {
        await using var transaction = await services.GetRequiredService<TongbanDb>().BeginAsync();
        var admission = await act(services.GetRequiredService<Admitting>());
        await transaction.CommitAsync();
        return admission.Outcome.ToString();
    });
}
