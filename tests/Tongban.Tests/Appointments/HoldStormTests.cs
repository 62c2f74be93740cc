using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Allotting;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Tests.Appointments;

public sealed class HoldStormTests
{
    [Fact]
    public async Task Whoever_presses_while_places_open_gets_one_or_a_clear_refusal_over_two_nodes_too()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync();
        var hall = await Hall.BuildAsync(app);
        var slots = await SlotsAsync(hall, count: 8, capacity: 20);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 600).Select(n => PressAsync(n % 2 == 0 ? app : second ?? app, hall, slots[n % 8], $"storm-press-{n}")));

        Assert.Equal(160, outcomes.Count(outcome => outcome.Answer is not null));
        Assert.All(outcomes.Where(outcome => outcome.Refused is not null), outcome => Assert.Equal("appointment.slot-full", outcome.Refused!.Code));
        Assert.Equal(160, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync(a => a.Status == AppointmentStatus.Held)));
        Assert.Equal(160, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "appointment.held")));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Whoever_lost_the_answer_gets_the_same_hold_again()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1);

        var first = await PressAsync(app, hall, slot, "lost-answer-1");
        var again = await PressAsync(app, hall, slot, "lost-answer-1");

        Assert.Equal(first.Answer!.Token, again.Answer!.Token);
        Assert.Equal(first.Answer.StartsAt, again.Answer.StartsAt);
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task A_dead_hold_makes_room_for_whoever_comes_and_a_slot_that_closes_for_nobody()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slots = await SlotsAsync(hall, count: 2, capacity: 5);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 10).Select(n => PressAsync(app, hall, slots[n % 2], $"first-round-{n}"))), outcome => Assert.NotNull(outcome.Answer));
        app.Time.Advance(Appointment.HoldFor);
        await app.WithDbAsync(async db =>
        {
            (await db.Set<Slot>().SingleAsync(slot => slot.Id == slots[1].Id)).Close(app.Clock.Now, Actor.System);
            return await db.SaveChangesAsync();
        });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => PressAsync(app, hall, slots[n % 2], $"second-round-{n}")));

        Assert.Equal(5, outcomes.Count(outcome => outcome.Answer is not null));
        Assert.Equal(10, outcomes.Count(outcome => outcome.Refused?.Code == "appointment.slot-closed"));
        Assert.Equal(5, outcomes.Count(outcome => outcome.Refused?.Code == "appointment.slot-full"));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task One_hold_is_given_up_for_one_other_however_many_are_asked_for_at_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slots = await SlotsAsync(hall, count: 3, capacity: 5);
        var held = (await PressAsync(app, hall, slots[0], "given-up-first")).Answer!;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => PressAsync(app, hall, slots[1 + (n % 2)], $"given-up-{n}", held.Id)));

        Assert.Equal(1, outcomes.Count(outcome => outcome.Answer is not null));
        Assert.Equal(5, outcomes.Count(outcome => outcome.Refused?.Code == "request.changed-meanwhile"));
        await app.MustAgreeAsync();
    }

    private static async Task<List<Slot>> SlotsAsync(Hall hall, int count, int capacity)
    {
        var slots = new List<Slot>();
        foreach (var at in new[] { "10:00", "10:30", "11:00", "11:30", "14:00", "14:30", "15:00", "15:30" }[..count])
        {
            slots.Add(await hall.SlotAsync(capacity, at));
        }

        return slots;
    }

    private static Task<Outcome<Held>> PressAsync(TongbanApp node, Hall hall, Slot slot, string key, Guid? insteadOf = null) =>
        node.Services.GetRequiredService<GroupCommit<Hold, Held>>().SendAsync(
            new Hold([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest, InsteadOf: insteadOf), new Asked(CurrentCentre.First, key, ""), CancellationToken.None);
}
