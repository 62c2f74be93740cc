using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Allotting;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Tests.Appointments.Caps;

public sealed class DeviceCapTests
{
    private const string Device = "a-browser";
    private const string Third = "110101194912310016";

    [Fact]
    public async Task Of_many_holds_that_one_browser_asks_for_at_once_over_two_nodes_it_keeps_two()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync();
        var hall = await Hall.BuildAsync(app);
        var slots = new[] { await hall.SlotAsync(40), await hall.SlotAsync(40, "11:00") };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => HoldAsync(n % 2 == 0 ? app : second ?? app, hall, slots[n / 2 % 2], n % 4 == 3 ? "another" : Device)));

        Assert.Equal(4, outcomes.Count(outcome => outcome.Answer is not null));
        Assert.All(outcomes.Where(outcome => outcome.Refused is not null), outcome => Assert.Equal("appointment.device-holds", outcome.Refused!.Code));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Who_counts_for_a_browser_waits_for_the_commit_of_another_that_does()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync();
        var hall = await Hall.BuildAsync(app);
        var slots = new[] { await hall.SlotAsync(9), await hall.SlotAsync(9, "11:00") };
        Task<Outcome<Held>> other = null!;

        await app.TryAsync(async services =>
        {
            var hold = new Hold([slots[0].Id], [hall.Item.Id], Person.Unknown, Actor.Guest, Device: Device);
            Assert.All(await services.GetRequiredService<HoldBatch>().RunAsync([hold, hold], default), outcome => Assert.Null(outcome.Refused));
            other = HoldAsync(second ?? app, hall, slots[1], Device);
            await Assert.ThrowsAsync<TimeoutException>(() => other.WaitAsync(TimeSpan.FromMilliseconds(400), TestContext.Current.CancellationToken));
        });

        Assert.Equal("appointment.device-holds", (await other).Refused?.Code);
    }

    [Fact]
    public async Task A_hold_that_is_given_up_or_has_run_out_does_not_count_and_is_forgotten()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(9, "16:00");
        var first = (await HoldAsync(app, hall, slot, Device)).OrRefuse();
        await HoldAsync(app, hall, slot, Device);

        Assert.Equal("appointment.device-holds", (await HoldAsync(app, hall, slot, Device)).Refused?.Code);
        Assert.Null((await HoldAsync(app, hall, slot, Device, first.Id)).Refused);
        app.Time.Advance(Appointment.HoldFor);
        Assert.Null((await HoldAsync(app, hall, slot, Device)).Refused);

        var kept = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().Where(a => a.DeviceHash != null).ToListAsync());
        Assert.Equal(AppointmentStatus.Held, Assert.Single(kept).Status);
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task So_many_bookings_of_one_browser_are_confirmed_for_a_day_and_what_is_cancelled_is_given_back()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<BookingPolicy>(policy => policy.PerDeviceAndDay = 2));
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var first = await browser.BookAsync(app, hall, 0, "110101199003071233", "13800138001");
        await browser.BookAsync(app, hall, 1, Guest.Id, "13800138002");

        var hold = await browser.HoldAsync(hall, 2);
        Assert.Equal("appointment.device-has-many", (await browser.SubmitAsync(hold, Guest.Identity(Third, "13800138003"))).RefusalCode());

        Assert.Null((await browser.SubmitAsync(first, [], "#cancel")).RefusalCode());
        Assert.Null((await browser.SubmitAsync(hold, Guest.Identity(Third, "13800138003"))).RefusalCode());
        Assert.Null((await browser.SubmitAsync($"{hold}/code", new() { ["Digits"] = await app.LastCodeAsync("13800138003") }, "#confirm")).RefusalCode());
    }

    private static Task<Outcome<Held>> HoldAsync(TongbanApp node, Hall hall, Slot slot, string device, Guid? insteadOf = null) =>
        node.Services.GetRequiredService<GroupCommit<Hold, Held>>().SendAsync(
            new Hold([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest, InsteadOf: insteadOf, Device: device), new Asked(CurrentCentre.First, null, ""), CancellationToken.None);
}
