using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Tests.Appointments;

public sealed class HoursRaceTests
{
    [Fact]
    public async Task Five_hundred_reach_for_the_last_place_while_an_editor_changes_the_hours_and_nobody_meets_a_deadlock()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.OnlySlotAsync();
        var slots = await app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().Where(slot => slot.On == Waiters.On).OrderBy(slot => slot.StartsAt).ToListAsync());
        var last = slots.Single(slot => slot.Capacity == 1);

        var racers = Enumerable.Range(0, 500).Select(n => Task.Run(() => app.TryHoldAsync(hall, n % 10 == 9 ? slots[n % slots.Count] : last)));
        var editor = Task.Run(async () =>
        {
            for (var n = 0; n < 6; n++)
            {
                await EditAsync(app, hall, n);
            }

            return Desk.Done;
        });
        var outcomes = await Task.WhenAll(racers.Append(editor));

        Assert.All(outcomes, outcome => Assert.Contains(outcome, new[] { Desk.Done, "appointment.slot-full", "appointment.slot-closed", "appointment.closed-day" }));
        Assert.Equal(1, outcomes[..^1].Count(outcome => outcome == Desk.Done));
        await app.MustAgreeAsync();
    }

    // The afternoon closes and opens again, and the slots follow at once.
    private static async Task EditAsync(TongbanApp app, Hall hall, int n)
    {
        await app.WithDbAsync(async db =>
        {
            if (n % 2 == 0)
            {
                db.Add(new OpeningException(hall.Site.CentreId, hall.Site.Id, Waiters.On, Waiters.On, null, new TimeOnly(9, 0), new TimeOnly(12, 0), "学习", app.Clock.Now, Actor.System));
            }
            else
            {
                (await db.Set<OpeningException>().SingleAsync(one => one.WithdrawnAt == null)).Withdraw(app.Clock.Now, Actor.System);
            }

            return await db.SaveChangesAsync();
        });
        await app.WithAsync(services => services.GetRequiredService<SlotPlanning>().ExtendAllAsync(CancellationToken.None));
    }
}
