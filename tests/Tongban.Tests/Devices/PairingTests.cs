using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Devices;
using Tongban.People;

namespace Tongban.Tests.Devices;

public sealed class PairingTests
{
    [Fact]
    public async Task A_device_shows_a_code_is_bound_opens_its_page_and_is_revoked_at_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var tablet = app.NewBrowser();
        var boss = await hall.SignedInAsync("boss", Role.Administrator);
        Assert.StartsWith("/device", (await tablet.GetAsync("/gate")).Headers.Location!.ToString(), StringComparison.Ordinal);

        await PairAsync(hall, tablet, boss, "Gate");

        Assert.Equal("/gate", (await tablet.GetAsync("/device")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await tablet.GetAsync("/gate")).StatusCode);
        await boss.SubmitAsync("/staff/devices", [], "form[id^=device-]", "Revoke");
        Assert.Equal(HttpStatusCode.Redirect, (await tablet.GetAsync("/gate")).StatusCode);
    }

    [Fact]
    public async Task A_device_of_another_kind_is_led_to_its_own_page()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var kiosk = app.NewBrowser();
        await PairAsync(hall, kiosk, await hall.SignedInAsync("boss", Role.Administrator), "Kiosk");

        Assert.Equal("/device", (await kiosk.GetAsync("/gate")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_renewed_key_replaces_the_old_one_once_it_has_been_used()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var tablet = app.NewBrowser();
        var boss = await hall.SignedInAsync("boss", Role.Administrator);
        await PairAsync(hall, tablet, boss, "Gate");
        var before = await DeviceAsync(app);

        await boss.SubmitAsync("/staff/devices", [], "form[id^=device-]", "Renew");
        await tablet.GetAsync("/device");
        var renewed = await DeviceAsync(app);
        await tablet.GetAsync("/device");
        var used = await DeviceAsync(app);

        Assert.Equal(before.KeyHash, renewed.FormerKeyHash);
        Assert.NotEqual(before.KeyHash, renewed.KeyHash);
        Assert.Null(used.FormerKeyHash);
        Assert.Equal(HttpStatusCode.OK, (await tablet.GetAsync("/gate")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_or_old_code_pairs_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);
        var code = await CodeAsync(app.NewBrowser());
        app.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal("device.code-unknown", (await BindAsync(hall, boss, code, "Gate")).RefusalCode());
        Assert.Equal("device.code-unknown", (await BindAsync(hall, boss, "000000", "Gate")).RefusalCode());
    }

    [Fact]
    public async Task Being_seen_is_written_once_a_minute_and_leaves_no_fact()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var tablet = app.NewBrowser();
        await PairAsync(hall, tablet, await hall.SignedInAsync("boss", Role.Administrator), "Gate");
        var version = (await DeviceAsync(app)).Version;

        await tablet.GetAsync("/gate");
        await app.Services.GetRequiredService<DevicesSeen>().WriteAsync(TestContext.Current.CancellationToken);

        var seen = await DeviceAsync(app);
        Assert.Equal(app.Clock.Now, seen.LastSeenAt);
        Assert.Equal(version, seen.Version);
    }

    private static async Task PairAsync(Hall hall, Browser device, Browser boss, string kind) =>
        Assert.Null((await BindAsync(hall, boss, await CodeAsync(device), kind)).RefusalCode());

    private static Task<HttpResponseMessage> BindAsync(Hall hall, Browser boss, string code, string kind) =>
        boss.SubmitAsync("/staff/devices", new() { ["Code"] = code, ["Name"] = "西门 1", ["Kind"] = kind, ["Place"] = $"{hall.Site.Id:N}.." }, "#pair");

    private static async Task<string> CodeAsync(Browser device)
    {
        var page = await (await device.SubmitAsync("/device", [])).PageAsync();
        return page.QuerySelector(".tb-pair-code b")!.TextContent.Trim();
    }

    private static Task<Device> DeviceAsync(TongbanApp app) => app.WithDbAsync(db => db.Set<Device>().AsNoTracking().SingleAsync());
}
