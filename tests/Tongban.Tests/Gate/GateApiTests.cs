using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Devices;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Tests.Appointments;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Gate;

public sealed class GateApiTests
{
    [Fact]
    public async Task A_signed_booking_is_let_in_counted_and_gets_its_number()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        var gate = await app.DeviceAsync(hall, DeviceKind.Gate);
        var qr = app.Services.GetRequiredService<BookingQr>().TextFor(booking.Code);

        var let = await gate.PostAsync("/gate/scans", new { text = qr, companions = 1 }).GoodAsync();
        var again = await gate.PostAsync("/gate/scans", new { text = qr }).GoodAsync();

        Assert.Equal(("allowed", "A001", "A", "王*明"), (let.Text("outcome"), let.Text("number"), let.Text("zone"), let.Text("name")));
        Assert.Equal(("refused", "already-inside"), (again.Text("outcome"), again.Text("reason")));
        Assert.Equal(2, (await gate.ReadAsync("/gate/zones").GoodAsync())[0].GetProperty("inside").GetInt32());

        await gate.DeleteAsync($"/gate/admissions/{let.Text("id")}").GoodAsync();
        Assert.Equal(0, (await gate.ReadAsync("/gate/zones").GoodAsync())[0].GetProperty("inside").GetInt32());
        Assert.Equal((422, "gate.nothing-to-undo"), await gate.DeleteAsync($"/gate/admissions/{let.Text("id")}").ProblemAsync());
    }

    [Theory]
    [InlineData("TB1.YY7K3M9Q.0f3a", "forged-qr")]
    [InlineData("AAAAAAAA", "booking-unknown")]
    [InlineData("A999", "ticket-unknown")]
    [InlineData("<script>alert(1)</script>", "unreadable")]
    [InlineData("", "unreadable")]
    public async Task What_is_not_ours_is_no_and_nobody_is_counted(string text, string reason)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var gate = await app.DeviceAsync(hall, DeviceKind.Gate);

        var says = await gate.PostAsync("/gate/scans", new { text }).GoodAsync();

        Assert.Equal(("refused", reason), (says.Text("outcome"), says.Text("reason")));
        Assert.NotEmpty(says.Text("sentence"));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Zone>().Select(zone => zone.Inside).SingleAsync()));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
    }

    [Fact]
    public async Task Walk_ins_fill_the_zone_to_its_capacity_and_somebody_goes()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var gate = await app.DeviceAsync(hall, DeviceKind.Gate);

        Assert.Equal((422, "gate.nobody-inside"), await gate.PostAsync("/gate/departures", new { zone = "Z02" }).ProblemAsync());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 45).Select(_ => Task.Run(async () => (await gate.PostAsync("/gate/walk-ins", new { zone = "Z02" }).GoodAsync()).Text("outcome"))));
        Assert.Equal((40, 5), (outcomes.Count(outcome => outcome == "allowed"), outcomes.Count(outcome => outcome == "refused")));
        Assert.Equal(39, (await gate.PostAsync("/gate/departures", new { zone = "Z02" }).GoodAsync()).GetProperty("inside").GetInt32());
    }

    [Theory]
    [InlineData("Z02", -1)]
    [InlineData("Z02", -2147483648)]
    [InlineData("Z02", 2147483647)]
    [InlineData("Z99", 0)]
    public async Task Odd_companies_and_unknown_zones_are_refused_and_nobody_is_counted(string zone, int companions)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var gate = await app.DeviceAsync(hall, DeviceKind.Gate);

        var (status, code) = await gate.PostAsync("/gate/walk-ins", new { zone, companions }).ProblemAsync();

        Assert.Equal((422, zone == "Z99" ? "gate.zone-unknown" : "gate.too-many-companions"), (status, code));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Zone>().Select(z => z.Inside).SingleAsync()));
    }
}
