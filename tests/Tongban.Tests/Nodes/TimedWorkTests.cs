using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Planning;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Notices;
using Tongban.Tests.Appointments;
using Tongban.Tests.Cases;

namespace Tongban.Tests.Nodes;

/// <summary>
/// Every node runs all timed work, at its own moments. Each round here is run four times at once, on PostgreSQL from two
/// nodes, and must do its work once and fail nowhere.
/// </summary>
public sealed class TimedWorkTests
{
    private const int Rows = 30;
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_sent_once()
    {
        await using var app = await TongbanApp.StartAsync();
        await app.WithAsync(async services =>
        {
            Enumerable.Range(0, Rows).ToList().ForEach(n => services.GetRequiredService<Outbox>().Add(MessageChannel.Sms, $"138000{n:00000}", "【政务服务】", "一次", TimeSpan.FromMinutes(5)));
            return await services.GetRequiredService<TongbanDb>().SaveChangesAsync(Stop);
        });

        var sent = await AtOnceAsync(app, services => services.GetRequiredService<Delivery>().RunAsync(Rows, Stop));

        Assert.Equal(Rows, sent.Sum());
        Assert.Equal(Rows, LocalSink.Read(app.Settings.MessagesFolder, 10 * Rows).Count());
    }

    [Fact]
    public async Task A_dead_hold_gives_its_place_back_once_and_a_missed_booking_is_missed_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.WithAsync(services => services.GetRequiredService<SlotPlanning>().ExtendAllAsync(Stop));
        var slots = await app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().OrderBy(slot => slot.StartsAt).Take(Rows).ToListAsync(Stop));
        await app.BookedAsync(hall, slots[0]);
        foreach (var slot in slots.Skip(1))
        {
            await app.BookingAsync(booking => booking.HoldAsync([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest));
        }

        app.Time.Advance(TimeSpan.FromHours(8));
        await AtOnceAsync(app, async services =>
        {
            await services.GetRequiredService<BookingTidying>().RunAsync(Stop);
            return 0;
        });

        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Slot>().SumAsync(slot => slot.Taken, Stop)));
        Assert.Equal((slots.Count - 1, 1), (await FactsAsync(app, "appointment.expired"), await FactsAsync(app, "appointment.missed")));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task A_day_is_planned_once()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);

        await AtOnceAsync(app, services => services.GetRequiredService<SlotPlanning>().ExtendAllAsync(Stop));

        Assert.Equal(12 + (4 * 14), await app.WithDbAsync(db => db.Set<Slot>().CountAsync(Stop)));
    }

    [Fact]
    public async Task A_case_that_nobody_answered_is_deemed_accepted_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        for (var n = 0; n < 4; n++)
        {
            await desk.ReceiveAsync("keep");
        }

        app.Time.Advance(TimeSpan.FromDays(8));
        await AtOnceAsync(app, async services =>
        {
            await services.GetRequiredService<CaseDuties>().RunAsync(Stop);
            return 0;
        });
        // Whoever came second left a case to the next round.
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<CaseDuties>().RunAsync(Stop);
            return 0;
        });

        Assert.Equal(4, await app.WithDbAsync(db => db.Set<Case>().CountAsync(it => it.Status == CaseStatus.Accepted, Stop)));
        Assert.Equal(4, await FactsAsync(app, "case.deemed-accepted"));
    }

    private static async Task<T[]> AtOnceAsync<T>(TongbanApp first, Func<IServiceProvider, Task<T>> round)
    {
        await using var second = TestDatabase.PostgresAdmin is null ? null : await first.StartSecondNodeAsync();
        return await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => (n % 2 == 0 ? first : second ?? first).WithAsync(round))));
    }

    private static Task<int> FactsAsync(TongbanApp app, string what) => app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == what, Stop));
}
