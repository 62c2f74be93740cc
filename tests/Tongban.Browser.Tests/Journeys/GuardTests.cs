using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>Journey C, the guard's day: who is let in, who is not and why, the counts of the zones and the rules.</summary>
public sealed class GuardTests(YesterdaysServer yesterdays, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers), IClassFixture<YesterdaysServer>
{
    private IPage gate = null!;

    [Fact]
    public async Task Lets_in_refuses_with_a_reason_counts_and_switches_the_rules()
    {
        var server = yesterdays.Server;
        var old = await YesterdaysTicketAsync(server);
        var desk = await OpenAsync(Screen.Desktop, server);
        await desk.SignInAsync("guide", "/staff/bookings/new");
        var qr = await BookAsync(server, desk, "2026-11-24", "10:00", "410102195001010022", "13900000001");
        await BookAsync(server, desk, "2026-11-24", "10:30", "410102194503121238", "13900000002");
        var tomorrow = await BookAsync(server, desk, "2026-11-25", "10:00", "410102198806150034", "13900000003");

        await desk.CloseAsync();
        await server.RestartAsync("2026-11-24T09:40");
        gate = await OpenAsync(Screen.Tablet, server);
        await gate.SignInAsync("guard", "/gate");
        await ScansAsync(qr, tomorrow, old);
        await AssistsAsync();
        await FillsAZoneAsync(await OpenAsync(Screen.Kiosk, server));
        await SwitchesAsync(await OpenAsync(Screen.Desktop, server));
    }

    private async Task<string> YesterdaysTicketAsync(TongbanServer server)
    {
        var kiosk = await OpenAsync(Screen.Kiosk, server);
        await kiosk.BecomeAsync("Kiosk");
        await kiosk.TakeNumberAsync("D");
        var address = await kiosk.Locator(".also").ReadQrAsync();
        await kiosk.CloseAsync();
        return address;
    }

    // Booked at the help desk; the message to the phone leads to the page with the code.
    private static async Task<string> BookAsync(TongbanServer server, IPage desk, string day, string at, string id, string phone)
    {
        await desk.GotoAsync($"/staff/bookings/new?item=SS18&site=H01&day={day}");
        await desk.Locator("#book label", new() { HasText = at }).First.ClickAsync();
        await desk.FillAsync("#Form_Name", "孙大山");
        await desk.FillAsync("#Form_Number", id);
        await desk.FillAsync("#Form_Phone", phone);
        await desk.ClickAsync("#book button.btn-primary");
        await desk.IsAtAsync("/staff/bookings\\?by=");
        await desk.GotoAsync((await server.MessageAsync(new Regex($"^{phone} .*(/bookings/[0-9a-f]{{48}})"))).Groups[1].Value);
        return await desk.Locator(".tb-qr").ReadQrAsync();
    }

    private async Task ScansAsync(string qr, string tomorrow, string old)
    {
        await ScanAsync(qr, "请进", "D 社会事务区");
        await gate.ClickAsync("form[data-zone=Z15] button");
        await InsideAsync("D 社会事务区", 0);
        await ScanAsync("410102195001010022", "先不能进", "已经进去了");
        await gate.ClickAsync("#again button");
        await Expect(gate.Locator(".st")).ToContainTextAsync("出去又回来");
        await ScanAsync("139 0000 0002", "请进", "10:30");
        await InsideAsync("D 社会事务区", 2);

        await ScanAsync(tomorrow, "先不能进", "约的不是今天");
        await gate.ScreenshotForDocsAsync("gate-refused");
        await ScanAsync(old, "先不能进", "不是今天的号");
        await ScanAsync($"{qr[..^1]}{(qr[^1] == '0' ? '1' : '0')}", "先不能进", "不是本中心发的");
        await ScanAsync("D999", "先不能进", "没有这个号");
        await InsideAsync("D 社会事务区", 2);
    }

    private async Task AssistsAsync()
    {
        await gate.ClickAsync(".st a[href$='/gate']");
        await gate.SelectOptionAsync("#reason", "no-phone");
        await gate.SelectOptionAsync("#groupId", new SelectOptionValue { Label = "D 社保" });
        await gate.ClickAsync("#assist button");

        await Expect(gate.Locator(".st h2:not(.tb-gate-h2)")).ToContainTextAsync("人工登记");
        await Expect(gate.Locator(".st")).ToContainTextAsync("没有智能手机");
        await Expect(gate.Locator(".st dl")).ToContainTextAsync(new Regex("D\\d{3}"));
        await InsideAsync("D 社会事务区", 3);
        await gate.ClickAsync("form[data-zone=Z15] button");
        await InsideAsync("D 社会事务区", 2);
    }

    private async Task FillsAZoneAsync(IPage kiosk)
    {
        await kiosk.BecomeAsync("Kiosk");
        var number = await kiosk.TakeNumberAsync("T");
        await CorrectAsync("30", "数过了，已经坐满");
        await ScanAsync(number, "先不能进", "这个区满了");
        await gate.GotoAsync("/gate");
        await Expect(gate.Locator("#walk-in button:has-text('帮办代办服务区')")).ToBeDisabledAsync();

        await CorrectAsync("12", "走了一批人");
        await Expect(gate.Locator("ol.log")).ToContainTextAsync("E 30 → 12 走了一批人");
        await ScanAsync(number, "请进", "E 帮办代办服务区");
        await InsideAsync("E 帮办代办服务区", 13);
    }

    private async Task CorrectAsync(string counted, string why)
    {
        await gate.GotoAsync("/gate/zones");
        await gate.FillAsync("#correct-Z06 [name=counted]", counted);
        await gate.FillAsync("#correct-Z06 [name=Reason]", why);
        await gate.ClickAsync("#correct-Z06 button");
        await Expect(gate.Locator("ol.log")).ToContainTextAsync(why);
    }

    // The guard follows the rules, the manager sets them.
    private async Task SwitchesAsync(IPage manager)
    {
        await Expect(gate.Locator("#profile")).ToHaveCountAsync(0);
        await manager.SignInAsync("manager", "/gate/zones");
        await manager.SelectOptionAsync("#profile-code", "high-traffic");
        await manager.FillAsync("#profile-reason", "月末人多");
        await manager.ClickAsync("#profile button");
        await Expect(manager.Locator("main")).ToContainTextAsync("原因：月末人多");

        await gate.GotoAsync("/gate");
        await Expect(gate.Locator(".tb-dh")).ToContainTextAsync("客流高峰");
        await Expect(gate.Locator("#Companions option")).ToHaveCountAsync(2);
    }

    private async Task ScanAsync(string what, string word, string because)
    {
        await gate.GotoAsync("/gate");
        await Expect(gate.Locator("#Scan")).ToBeFocusedAsync();
        await gate.Keyboard.TypeAsync(what);
        await gate.Keyboard.PressAsync("Enter");
        await Expect(gate.Locator(".st h2:not(.tb-gate-h2)")).ToContainTextAsync(word);
        await Expect(gate.Locator(".st")).ToContainTextAsync(because);
    }

    private Task InsideAsync(string zone, int people) =>
        Expect(gate.Locator(".occ li", new() { HasText = zone })).ToContainTextAsync(new Regex($@"(^|\D){people} / \d"));

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
