using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Tests.Appointments;

public sealed class BookingRaceTests
{
    [Fact]
    public async Task Of_forty_who_reach_for_the_last_place_one_gets_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() => TryToHoldAsync(app, hall, slot, $"访客{n}"))));

        Assert.Equal(1, outcomes.Count(outcome => outcome == "held"));
        Assert.Equal(39, outcomes.Count(outcome => outcome == "appointment.slot-full"));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Slot>().Where(s => s.Id == slot.Id).Select(s => s.Taken).SingleAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync()));
    }

    private static Task<string> TryToHoldAsync(TongbanApp app, Hall hall, Slot slot, string name) => app.WithAsync(async services =>
    {
        var db = services.GetRequiredService<TongbanDb>();
        await using var transaction = await db.BeginAsync();
        try
        {
            await services.GetRequiredService<Booking>().HoldAsync([slot.Id], [hall.Item.Id], new Person(name, null, null, null), Actor.Guest);
            await transaction.CommitAsync();
            return "held";
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    });
}
