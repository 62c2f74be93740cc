using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Allotting;
using Tongban.Appointments.Online;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Tests.Appointments;

/// <summary>The month says free exactly where the day has a start and holding it succeeds, whatever lies in between.</summary>
public sealed class ViewsAgreeTests
{
    private enum Act
    {
        Hold,
        Book,
        Cancel,
        Wait,
        Desk,
    }

    [Fact]
    public async Task Month_day_board_and_hold_agree_after_bookings_dead_holds_cooling_places_and_closings()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<BookingPolicy>(policy => policy.DaysAhead = 2));
        var hall = await Hall.BuildAsync(app);
        var other = await hall.ItemAsync("SU02", minutes: 45);
        await app.WithAsync(services => services.GetRequiredService<SlotPlanning>().ExtendAllAsync(CancellationToken.None));
        await app.WithDbAsync(db => db.Set<Slot>().Where(slot => slot.StartsAt > app.Clock.Now.AddDays(2)).ExecuteUpdateAsync(set => set.SetProperty(slot => slot.Capacity, 0)));
        var steps = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 400]).Array[40].Single();
        for (var n = 0; n < steps.Length; n++)
        {
            await StepAsync(app, hall, steps[n].Item1, steps[n].Item2);
            if (n == 15)
            {
                await CloseAsync(app, hall, new(2026, 11, 25));
            }

            if (n % 20 == 19)
            {
                await AgreeAsync(app, hall, [hall.Item.Id]);
                await AgreeAsync(app, hall, [hall.Item.Id, other.Id]);
            }
        }

        await app.MustAgreeAsync();
    }

    private static async Task StepAsync(TongbanApp app, Hall hall, Act act, int which)
    {
        var slots = await app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().Where(slot => slot.StartsAt > app.Clock.Now && slot.Capacity > 0).OrderBy(slot => slot.StartsAt).ThenBy(slot => slot.Id).ToListAsync());
        var slot = slots[which % slots.Count];
        var booked = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().Where(a => a.Status == AppointmentStatus.Booked && a.StartsAt > app.Clock.Now).OrderBy(a => a.Id).ToListAsync());
        switch (act)
        {
            case Act.Hold:
                await app.TryHoldAsync(hall, slot);
                break;
            case Act.Book:
                await app.BookingAsync(async booking => await booking.ConfirmAsync((await booking.HoldAsync([slot.Id], [hall.Item.Id], new("张三", null, null, null), Actor.Guest)).Id, Actor.Guest));
                break;
            case Act.Cancel when booked.Count > 0:
                await app.CancelAsync(booked[which % booked.Count]);
                break;
            case Act.Wait:
                app.Time.Advance(TimeSpan.FromMinutes(which % 7));
                break;
            case Act.Desk:
                await app.BookingAsync(booking => booking.BookAtDeskAsync(slot.Id, [hall.Item.Id], new("李四", null, null, null), Actor.System));
                break;
        }
    }

    private static async Task AgreeAsync(TongbanApp app, Hall hall, Guid[] itemIds)
    {
        var matters = await app.WithAsync(async services => (await services.GetRequiredService<BookableItems>().ByIdAsync(itemIds)).OrderBy(item => Array.IndexOf(itemIds, item.Id)).Select(item => item.Matter).ToList());
        var offer = await app.WithAsync(services => services.GetRequiredService<Offers>().OfAsync(hall.Site.Id, matters, forStaff: false, moving: null, CancellationToken.None));
        var month = MonthGrid.Of(offer, app.Clock.Today).Weeks.SelectMany(week => week).Where(day => day.State is DayState.Free or DayState.Few or DayState.OpensLater or DayState.Full).ToList();
        Assert.Equal(offer.Days.Select(day => (day.On, day.Times.Any(time => time.Free > 0))), month.Select(day => (day.On, day.State is DayState.Free or DayState.Few)));
        await HoldsAgreeAsync(app, [.. offer.Days.SelectMany(day => day.Times)], itemIds);

        var board = await app.WithAsync(services => services.GetRequiredService<PlacesBoard>().OfAsync(hall.Site, CancellationToken.None));
        Assert.All(itemIds.Length == 1 ? board.Rows.Single().Cells : [], cell => Assert.Equal(offer.On(cell.On)!.Free, cell.Free));
    }

    // Each held as somebody would hold it, and undone.
    private static Task<int> HoldsAgreeAsync(TongbanApp app, IReadOnlyList<OfferedTime> times, Guid[] itemIds) => app.WithAsync(async services =>
    {
        var (db, holds) = (services.GetRequiredService<TongbanDb>(), services.GetRequiredService<HoldBatch>());
        await using var transaction = await db.BeginAsync();
        foreach (var time in times)
        {
            var mark = await transaction.MarkAsync("one", CancellationToken.None);
            var outcome = (await holds.RunAsync([new Hold([time.SlotId], itemIds, Person.Unknown, Actor.Guest)], CancellationToken.None))[0];
            Assert.True(time.Free > 0 == (outcome.Refused is null), $"{time} {outcome.Refused?.Code}");
            await transaction.BackToAsync(mark);
            db.ChangeTracker.Clear();
        }

        return times.Count;
    });

    private static Task CloseAsync(TongbanApp app, Hall hall, DateOnly day) => app.WithDbAsync(db =>
    {
        db.Add(new OpeningException(hall.Site.CentreId, hall.Site.Id, day, day, null, new TimeOnly(9, 0), new TimeOnly(12, 0), "学习", app.Clock.Now, Actor.System));
        return db.SaveChangesAsync();
    });
}
