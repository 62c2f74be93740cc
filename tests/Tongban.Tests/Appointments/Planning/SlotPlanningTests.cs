using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Tests.Appointments.Planning;

public sealed class SlotPlanningTests
{
    [Fact]
    public async Task Planning_again_changes_nothing_and_two_at_once_make_one_set()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PlanAsync(app))));

        var slots = await SlotsAsync(app);
        Assert.Equal(5, slots.Select(slot => slot.On).Distinct().Count());
        Assert.Equal(12 + (4 * 14), slots.Count);
        Assert.Equal(0, await PlanAsync(app));
    }

    [Fact]
    public async Task A_closing_closes_slots_and_keeps_bookings_until_it_is_withdrawn()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await PlanAsync(app);
        var slot = (await SlotsAsync(app)).First(slot => slot.On > app.Clock.Today);
        var booked = await app.BookedAsync(hall, slot);
        var closing = new OpeningException(hall.Site.CentreId, hall.Site.Id, slot.On, slot.On, null, null, null, "消防演练", app.Clock.Now, Actor.System);
        await SaveAsync(app, db => db.Add(closing));

        Assert.Equal(14 + 14, await PlanAsync(app));

        Assert.All((await SlotsAsync(app)).Where(one => one.On == slot.On), one => Assert.NotNull(one.ClosedAt));
        Assert.Equal(AppointmentStatus.Booked, (await app.AppointmentAsync(booked.Id)).Status);
        await SaveAsync(app, db => db.Set<OpeningException>().Single().Withdraw(app.Clock.Now, Actor.System));
        await PlanAsync(app);
        Assert.All((await SlotsAsync(app)).Where(one => one.On == slot.On), one => Assert.Null(one.ClosedAt));
    }

    [Fact]
    public async Task Nothing_is_offered_beyond_the_last_published_year()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        app.Time.Advance(new DateTimeOffset(2026, 12, 30, 9, 0, 0, TimeSpan.FromHours(8)) - TongbanApp.TuesdayMorning);

        await PlanAsync(app);

        using var browser = app.NewBrowser();
        Assert.Contains("2027 年的放假安排还没公布，先约到 12月31日", (await browser.PageAsync(Guest.TimesOf(hall))).QuerySelector("#cut-short")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([new(2026, 12, 30), new(2026, 12, 31)], (await SlotsAsync(app)).Select(slot => slot.On).Distinct().Order());
    }

    [Fact]
    public async Task Planning_by_the_clock_lets_those_who_write_meanwhile_go_first()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is not null, "On PostgreSQL nobody waits for it.");
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var planned = new CancellationTokenSource();
        var writing = new TaskCompletionSource();

        var turns = Task.Run(() => TurnsAsync(app, writing, planned.Token), CancellationToken.None);
        await writing.Task;
        await PlanAsync(app);
        await planned.CancelAsync();

        // Seven parts, and as many turns of the other at least between two of them as make a rest.
        Assert.InRange(await turns, 7 * 4, int.MaxValue);
    }

    // Somebody who writes for a hundredth of a second, again and again.
    private static async Task<int> TurnsAsync(TongbanApp app, TaskCompletionSource writing, CancellationToken stop)
    {
        var gate = app.Services.GetRequiredService<WriteGate>();
        for (var turns = 0; ; turns++)
        {
            if (stop.IsCancellationRequested)
            {
                return turns;
            }

            using var turn = await gate.EnterAsync(CancellationToken.None);
            writing.TrySetResult();
            await Task.Delay(10, CancellationToken.None);
        }
    }

    private static Task<int> PlanAsync(TongbanApp app) => app.WithAsync(services => services.GetRequiredService<SlotPlanning>().ExtendAllAsync(CancellationToken.None));

    private static Task<List<Slot>> SlotsAsync(TongbanApp app) => app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().OrderBy(slot => slot.StartsAt).ToListAsync());

    private static Task SaveAsync(TongbanApp app, Action<TongbanDb> change) => app.WithDbAsync(db =>
    {
        change(db);
        return db.SaveChangesAsync();
    });
}
