using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Allotting;

namespace Tongban.Tests.Appointments;

public sealed class PlacesTests : IAsyncLifetime
{
    private readonly List<Slot> slots = [];
    private TongbanApp app = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        foreach (var at in new[] { "09:00", "10:00", "11:00", "14:00" })
        {
            slots.Add(await hall.SlotAsync(10, at, staffCapacity: 2));
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Many_slots_are_written_at_once_each_by_its_own_sum()
    {
        await Change([Take(0, 3), Take(1, 5), Take(1, 2, byStaff: true), Take(2, 1)]);
        await Change([Take(0, -1), Take(1, 1), Take(1, -2, byStaff: true), Take(2, 1), Take(2, -1)]);

        Assert.Equal([(2, 0), (6, 0), (1, 0), (0, 0)], await TakenAsync());
        Assert.Equal([2, 2, 1, 0], (await AllAsync()).Select(slot => slot.Version - 1));
    }

    [Theory]
    [InlineData(false, 11)]
    [InlineData(true, 3)]
    public async Task Where_one_is_full_none_is_written(bool byStaff, int tooMany)
    {
        Assert.Equal("appointment.slot-full", await TryAsync([Take(0, 1), Take(1, tooMany, byStaff), Take(2, 1)]));
        Assert.Equal("appointment.slot-full", await TryAsync([Take(0, 1), Take(1, 4), Take(2, 1)], open: 3));
        Assert.All(await TakenAsync(), taken => Assert.Equal((0, 0), taken));
    }

    [Fact]
    public async Task More_is_never_given_back_than_was_taken()
    {
        await Change([Take(0, 2), Take(1, 1)]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => TryAsync([Take(0, -1), Take(1, -2)]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TryAsync([Take(0, -1), Take(1, -1, byStaff: true)]));
        Assert.Equal([(2, 0), (1, 0), (0, 0), (0, 0)], await TakenAsync());
    }

    [Fact]
    public async Task Those_who_take_the_same_slots_in_any_order_never_wait_in_a_circle_nor_take_too_many()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => Task.Run(
            () => TryAsync([.. Enumerable.Range(0, slots.Count).OrderBy(slot => (slot * 7) ^ n).Select(slot => Take(slot, 1))]))));

        Assert.Equal((10, 14), (outcomes.Count(outcome => outcome == Desk.Done), outcomes.Count(outcome => outcome == "appointment.slot-full")));
        Assert.All(await TakenAsync(), taken => Assert.Equal((10, 0), taken));
    }

    private PlaceChange Take(int slot, int by, bool byStaff = false) => new(slots[slot].Id, byStaff, by);

    private async Task Change(IReadOnlyList<PlaceChange> changes) => Assert.Equal(Desk.Done, await TryAsync(changes));

    private Task<string> TryAsync(IReadOnlyList<PlaceChange> changes, int? open = null) =>
        app.TryAsync(services => services.GetRequiredService<Places>().ChangeAsync(changes, default, open is { } most ? _ => most : null));

    private Task<Slot[]> AllAsync() => Task.WhenAll(slots.Select(app.SlotAsync));

    private async Task<List<(int, int)>> TakenAsync() => [.. (await AllAsync()).Select(slot => (slot.Taken, slot.StaffTaken))];
}
