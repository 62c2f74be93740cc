using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Gate.Guard;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Tests.Appointments;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Gate;

public sealed class GateOfflineTests
{
    [Fact]
    public async Task What_the_tablet_keeps_names_nobody_and_says_who_is_inside()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        var visit = await counter.WalkInAsync();
        var guard = await hall.SignedInAsync("guard", Role.Guard);
        await guard.SubmitAsync("/gate", new() { ["Scan"] = visit.Number }, "#scan");

        var json = await (await guard.GetAsync("/gate?handler=Passes")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var passes = JsonSerializer.Deserialize<List<GatePass>>(json, JsonSerializerOptions.Web)!;
        var booked = passes.Single(pass => pass.Code == GatePasses.Hash(hall.Site.Id, booking.Code));
        var qr = app.Services.GetRequiredService<BookingQr>().TextFor(booking.Code);
        Assert.Equal((GatePasses.Hash(hall.Site.Id, qr), "A 市场监管区", false), (booked.Signed, booked.ZoneZh, booked.Inside));
        Assert.Equal((booking.StartsAt - Appointment.EarliestCheckIn, booking.StartsAt + Appointment.LatestCheckIn), (booked.From!.Value, booked.To!.Value));
        Assert.True(passes.Single(pass => pass.Code == GatePasses.Hash(hall.Site.Id, visit.Number)).Inside);
        Assert.DoesNotContain(booking.Code, json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("王", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_let_in_without_contact_is_entered_with_the_time_they_came_and_twice_is_flagged()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        var came = booking.StartsAt.AddMinutes(5);
        var guard = await hall.SignedInAsync("guard", Role.Guard);
        await app.WithDbAsync(db => db.Set<Zone>().ExecuteUpdateAsync(set => set.SetProperty(z => z.Inside, z => z.Capacity)));

        // The network is back long after the booking was taken for missed.
        app.Time.Advance(TimeSpan.FromMinutes(90));
        await app.WithDbAsync(async db =>
        {
            (await db.Set<Appointment>().SingleAsync()).Miss(app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        var first = await LaterAsync(guard, booking.Code, came, companions: 1);
        var second = await LaterAsync(guard, booking.Code, came.AddMinutes(3));
        var unknown = await LaterAsync(guard, "AAAA3333", came);

        Assert.Null(first.RefusalCode());
        Assert.Equal("gate.offline-twice", second.RefusalCode());
        Assert.Equal("gate.offline-unknown", unknown.RefusalCode());
        Assert.Equal(hall.Zone.Capacity + 2, await app.WithDbAsync(db => db.Set<Zone>().SumAsync(z => z.Inside)));
        Assert.Equal(came, await app.WithDbAsync(db => db.Set<Visit>().Select(v => v.ArrivedAt).SingleAsync()));
        Assert.Contains("断网时重复放行", (await guard.PageAsync("/gate")).QuerySelector("aside")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_another_day_is_entered_afterwards()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        Assert.Equal("gate.not-of-today", (await LaterAsync(guard, "A001", app.Clock.Now.AddDays(-1))).RefusalCode());
    }

    private static async Task<HttpResponseMessage> LaterAsync(Browser guard, string text, DateTime at, int companions = 0)
    {
        var page = await guard.PageAsync("/gate");
        page.QuerySelector("#scan")!.SetAttribute("action", "/gate?handler=Later");
        return await guard.FollowAsync(await guard.SubmitRawAsync(page, new() { ["Scan"] = text, ["Companions"] = $"{companions}", ["At"] = at.ToString("O") }, "#scan"));
    }
}
