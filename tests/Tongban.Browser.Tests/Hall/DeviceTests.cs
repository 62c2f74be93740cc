using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Hall;

public sealed class DeviceTests(SharedServer server, Browsers browsers) : BrowserTest(server, browsers)
{
    [Fact]
    public async Task A_gate_without_contact_checks_by_what_it_kept_and_enters_them_afterwards()
    {
        await using var cable = await CableAsync();
        var kiosk = await OpenAsync(Screen.Kiosk);
        var gate = await OpenAsync(new Screen(1024, 768), cable);
        Expect("net::ERR");
        await kiosk.PlayAsync("Kiosk");
        var number = await kiosk.TakeNumberAsync("S");
        await gate.PlayAsync("Gate");
        await gate.WaitForFunctionAsync("() => localStorage.getItem('tb-gate-passes') !== null");

        cable.Pull();
        await ScanAsync(gate, number.ToLowerInvariant());
        await Assertions.Expect(gate.Locator(".st[data-s=ok] .why")).ToContainTextAsync("区");
        await ScanAsync(gate, number);
        await Assertions.Expect(gate.Locator(".st[data-s=stop]")).ToContainTextAsync("已经进去了");
        await ScanAsync(gate, "TB1.AAAA3333.00112233445566778899aabbccddeeff");
        await Assertions.Expect(gate.Locator(".st[data-s=stop]")).ToContainTextAsync("名单里没有");
        await Assertions.Expect(gate.Locator("[data-waiting]")).ToContainTextAsync("1 人");

        cable.PlugIn();
        await Assertions.Expect(gate.Locator("[data-waiting]")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(gate.Locator("aside .log")).ToContainTextAsync("断网时放行", new() { Timeout = 30_000 });
        await ScanAsync(gate, number);
        await gate.ArrivesInAsync("/gate?a=");
        await Assertions.Expect(gate.Locator(".st[data-s=stop]")).ToContainTextAsync("已经进去了");
    }

    [Fact]
    public async Task A_gate_whose_sign_in_ended_meanwhile_loses_nobody_whom_it_let_in()
    {
        await using var cable = await CableAsync();
        var kiosk = await OpenAsync(Screen.Kiosk);
        var gate = await OpenAsync(new Screen(1024, 768), cable);
        Expect("net::ERR");
        // The live stream may knock again in the moment in which nobody is signed in, and gets the way to sign in for an answer.
        Expect("text/event-stream");
        await kiosk.PlayAsync("Kiosk");
        var number = await kiosk.TakeNumberAsync("S");
        await gate.PlayAsync("Gate");
        await gate.WaitForFunctionAsync("() => localStorage.getItem('tb-gate-passes') !== null");
        cable.Pull();
        await ScanAsync(gate, number);
        await Assertions.Expect(gate.Locator("[data-waiting]")).ToContainTextAsync("1 人");

        await gate.Context.ClearCookiesAsync();
        cable.PlugIn();
        await gate.RunAndWaitForResponseAsync(
            () => gate.EvaluateAsync("document.dispatchEvent(new Event('tb:refreshed'))"),
            answer => !answer.Url.Contains("/gate", StringComparison.Ordinal));

        await gate.PlayAsync("Gate");
        await gate.WaitForFunctionAsync("() => localStorage.getItem('tb-gate-later') === '[]'");
        await ScanAsync(gate, number);
        await gate.ArrivesInAsync("/gate?a=");
        await Assertions.Expect(gate.Locator(".st[data-s=stop]")).ToContainTextAsync("已经进去了");
    }

    [Fact]
    public async Task A_kiosk_without_contact_sends_people_to_the_help_desk_and_comes_back_by_itself()
    {
        await using var cable = await CableAsync();
        var kiosk = await OpenAsync(Screen.Kiosk, cable);
        Expect("net::ERR");
        await kiosk.PlayAsync("Kiosk");
        await kiosk.GotoAsync("/kiosk/check-in");

        cable.Pull();
        await Assertions.Expect(kiosk.Locator("[data-offline]")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await kiosk.ShouldBeAccessibleAsync();

        cable.PlugIn();
        await kiosk.ArrivesAtAsync("/kiosk");
        await Assertions.Expect(kiosk.Locator("[data-offline]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_idle_kiosk_counts_down_visibly_and_goes_back_to_the_start()
    {
        var kiosk = await OpenAsync(Screen.Kiosk);
        await kiosk.PlayAsync("Kiosk");
        await kiosk.Clock.InstallAsync();
        await kiosk.GotoAsync("/kiosk/check-in");
        await kiosk.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(5));
        await kiosk.FillAsync("#Code", "13800138000");

        await kiosk.Clock.RunForAsync(46_000);
        await Assertions.Expect(kiosk.Locator("[data-idle-note]")).ToBeVisibleAsync();
        await kiosk.ClickAsync("[data-idle-more]");
        await Assertions.Expect(kiosk.Locator("[data-idle-note]")).ToBeHiddenAsync();
        await kiosk.Clock.RunForAsync(61_000);

        await kiosk.ArrivesAtAsync("/kiosk");
    }

    [Fact]
    public async Task Everything_to_touch_on_a_kiosk_is_large_enough()
    {
        var kiosk = await OpenAsync(Screen.Kiosk);
        await kiosk.PlayAsync("Kiosk");
        foreach (var address in new[] { "/kiosk", "/kiosk/check-in", "/kiosk/D", "/kiosk/D/who", "/kiosk/help", "/kiosk?lang=en", "/kiosk/check-in?lang=en" })
        {
            await kiosk.GotoAsync(address);
            var small = await kiosk.EvaluateAsync<string[]>(
                """
                [...document.querySelectorAll('main a, main button, main input:not([type=hidden]), footer a, footer button')]
                  .filter(one => one.offsetParent && one.getBoundingClientRect().height < 130).map(one => one.outerHTML.slice(0, 80))
                """);
            Assert.True(small.Length == 0, $"{address}: {string.Join('\n', small)}");
            Assert.True(await kiosk.EvaluateAsync<bool>("document.documentElement.scrollHeight <= innerHeight + 40"), $"{address} does not fit the screen.");
        }
    }

    private static async Task ScanAsync(IPage gate, string text)
    {
        await gate.FillAsync("#Scan", text);
        await gate.PressAsync("#Scan", "Enter");
    }
}
