using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>Journey C, the hall manager's day: windows, lines, numbers, messages, a power cut, the end.</summary>
[Collection(HallJourneys.Name)]
public sealed class HallManagerTests(HallServer hall, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private IPage manager = null!;

    [Fact]
    public async Task Sees_the_windows_live_opens_and_closes_one_and_moves_a_line()
    {
        var kiosk = await OpenAsync(Screen.Kiosk, hall.Server);
        await kiosk.BecomeAsync("Kiosk");
        manager = await OpenAsync(Screen.Desktop, hall.Server);
        await manager.SignInAsync("manager", "/staff/hall");
        await OpenedAsync();

        // What a clerk does shows without a touch.
        var number = await kiosk.TakeNumberAsync("C");
        var desk = await OpenAsync(Screen.Desktop, hall.Server);
        await desk.OpenWindowAsync("w21");
        await desk.PressKeyAsync("F2", ".who .no");
        await Expect(Row("21")).ToContainTextAsync(number);
        await manager.ScreenshotForDocsAsync("hall-manager");
        await desk.PressKeyAsync("F10", "[data-key=F10]:has-text('办完')");
        await desk.PressKeyAsync("F10", "[data-key=F2]");

        await MovedAsync(await kiosk.TakeNumberAsync("C"), desk);
        await ClosedAsync();
    }

    [Fact]
    public async Task Stops_and_resumes_numbers_and_speaks_to_those_who_wait()
    {
        var kiosk = await OpenAsync(Screen.Kiosk, hall.Server);
        await kiosk.BecomeAsync("Kiosk");
        await kiosk.TakeNumberAsync("J");
        var phone = await OpenAsync(Screen.Phone, hall.Server);
        await phone.GotoAsync(await kiosk.Locator(".also").ReadQrAsync());
        var wall = await OpenAsync(Screen.Wall, hall.Server);
        await wall.BecomeAsync("Display");
        manager = await OpenAsync(Screen.Desktop, hall.Server);
        await manager.SignInAsync("manager", "/staff/hall");

        await StoppedAsync(kiosk);
        await SaidAsync(kiosk, wall, phone);
    }

    [Fact]
    public async Task Prints_the_list_enters_what_was_written_by_hand_and_closes_the_day()
    {
        manager = await OpenAsync(Screen.Desktop, hall.Server);
        await manager.SignInAsync("manager", "/staff/hall");
        await PrintedAsync();
        await EnteredAsync();

        await manager.GotoAsync("/staff/hall/close");
        await manager.CheckIfThereAsync("[name=evenAtWindows]");
        await manager.SendAsync("#close");
        await Expect(manager.Locator("main")).ToContainTextAsync("已收工");
        var kiosk = await OpenAsync(Screen.Kiosk, hall.Server);
        await kiosk.BecomeAsync("Kiosk");
        await kiosk.GotoAsync("/kiosk/A");
        await Expect(kiosk.Locator("h1")).ToContainTextAsync("今天不再取号");

        // Closed too early: the other journeys go on.
        await manager.GotoAsync("/staff/hall/close");
        await manager.SendAsync("#reopen");
        await kiosk.GotoAsync("/kiosk/A");
        await Expect(kiosk.Locator("h1")).ToContainTextAsync("您要办什么");
    }

    private async Task OpenedAsync()
    {
        await UnfoldAsync("开停一个窗口");
        await manager.SelectOptionAsync("#open-window", new SelectOptionValue { Value = await ValueAsync("#open-window", "22 ") });
        await manager.SendAsync("#open");
        await Expect(Row("22")).ToContainTextAsync("空闲");
    }

    // To the other window of the same matter: it calls them, the first window does not.
    private async Task MovedAsync(string number, IPage desk)
    {
        await Expect(desk.Locator("ol.q").First).ToContainTextAsync(number);
        await manager.ReloadAsync();
        await UnfoldAsync("调队列");
        await manager.SelectOptionAsync("#from", new SelectOptionValue { Label = "C 不动产 (1)" });
        await manager.SelectOptionAsync("#to", new SelectOptionValue { Label = "22 号窗口" });
        await manager.SendAsync("#move");
        await Expect(desk.Locator("[data-live]")).Not.ToContainTextAsync(number);
    }

    private async Task ClosedAsync()
    {
        await UnfoldAsync("开停一个窗口");
        await manager.SelectOptionAsync("#windowId", new SelectOptionValue { Value = await ValueAsync("#windowId", "22 ") });
        await manager.SendAsync("#window", "button:has-text('关窗')");
        await Expect(Row("22")).ToHaveCountAsync(0);
    }

    private async Task StoppedAsync(IPage kiosk)
    {
        await UnfoldAsync("停止取号");
        await manager.SelectOptionAsync("#stop-group", new SelectOptionValue { Label = "J 公积金" });
        await manager.FillAsync("#stop-reason", "公积金系统升级，11 点恢复");
        await manager.SendAsync("#stop");
        await kiosk.GotoAsync("/kiosk");
        await kiosk.Locator("a.k", new() { HasText = "公积金" }).TapAsync();
        await Expect(kiosk.Locator("main")).ToContainTextAsync("公积金系统升级，11 点恢复");

        await UnfoldAsync("停止取号");
        await manager.ClickAsync("button:has-text('恢复取号')");
        await Expect(manager.Locator("button:has-text('恢复取号')")).ToHaveCountAsync(0);
        await kiosk.TakeNumberAsync("J");
    }

    private async Task SaidAsync(IPage kiosk, IPage wall, IPage phone)
    {
        const string Text = "空调检修，等候区请移到二楼。社保业务系统升级，预计十一点恢复，取过号的不用重新取，号一直有效；急着办的可以到东区分中心，也可以约下午的时间，到点优先办。给您添麻烦了，请多包涵。";
        await UnfoldAsync("告诉在等的人");
        await manager.FillAsync("#textZh", Text);
        await manager.SendAsync("#say");

        await Expect(wall.Locator("[data-show=foot]")).ToContainTextAsync(Text);
        Assert.True(await wall.EvaluateAsync<bool>("(([foot, said]) => said.top >= foot.top && said.bottom <= innerHeight)(['.tb-wf', '[data-show=foot]'].map(one => document.querySelector(one).getBoundingClientRect()))"));
        await kiosk.GotoAsync("/kiosk");
        await Expect(kiosk.Locator("main")).ToContainTextAsync(Text);
        Assert.True(await kiosk.EvaluateAsync<int>("document.documentElement.scrollHeight") <= Screen.Kiosk.Height);
        await Expect(phone.Locator(".tb-myticket")).ToContainTextAsync(Text, new() { Timeout = 20_000 });

        await UnfoldAsync("告诉在等的人");
        await manager.ClickAsync("button:has-text('撤下')");
        await Expect(wall.Locator("[data-show=foot]")).Not.ToContainTextAsync(Text);
    }

    private async Task PrintedAsync()
    {
        await manager.ClickAsync("a:has-text('停电应急名单')");
        await manager.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(manager.Locator("main, body").First).ToContainTextAsync("A-15");
        await Expect(manager.Locator("#printed")).ToBeHiddenAsync();
        await manager.EmulateMediaAsync(new() { Media = Media.Screen });
        await manager.SendAsync("#printed");
        await Expect(manager.Locator("main")).Not.ToContainTextAsync("还没打印");
    }

    // The first was served while the power was out, the second still waits.
    private async Task EnteredAsync()
    {
        await manager.ClickAsync("a:has-text('录入手写号')");
        await manager.SelectOptionAsync("#GroupId", new SelectOptionValue { Label = "B 税务" });
        await manager.FillAsync("#ArrivedAt", "09:05");
        await manager.FillAsync("#ServedAt", "09:15");
        await manager.SelectOptionAsync("#WindowId", new SelectOptionValue { Value = await ValueAsync("#WindowId", "15 ") });
        await manager.SendAsync("#enter");
        await manager.FillAsync("#ArrivedAt", "09:20");
        await manager.SendAsync("#enter");

        var rows = manager.Locator("table.t tbody tr");
        await Expect(rows.Filter(new() { HasText = "B-01" })).ToContainTextAsync("办完");
        await Expect(rows.Filter(new() { HasText = "B-02" })).ToContainTextAsync("在等");
    }

    private Task UnfoldAsync(string what) => manager.ClickAsync($"summary:has-text('{what}')");

    private ILocator Row(string window) => manager.Locator("table.t tbody tr", new() { Has = manager.Locator($"td.b:text-is('{window}')") });

    private async Task<string> ValueAsync(string list, string begins) => await manager.Locator(list).EvaluateAsync<string>(
        "(list, begins) => [...list.options].find(one => one.textContent.trim().startsWith(begins)).value", begins);

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
