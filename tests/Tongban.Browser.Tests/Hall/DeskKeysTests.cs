using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Hall;

public sealed class DeskKeysTests(SharedServer server, Browsers browsers) : BrowserTest(server, browsers)
{
    [Fact]
    public async Task A_clerk_works_a_whole_visit_by_the_keys_alone()
    {
        var kiosk = await OpenAsync(Screen.Kiosk);
        var desk = await DesktopAsync();
        await kiosk.PlayAsync("Kiosk");
        await desk.SitDownAsync("w36");
        var number = await kiosk.TakeNumberAsync("P");

        // The line follows by itself, and the key calls whom it names.
        await Assertions.Expect(desk.Locator("[data-key=F2]")).ToContainTextAsync(number);
        await desk.KeyAsync("F2");
        await Assertions.Expect(desk.Locator(".who .no")).ToHaveTextAsync(number);
        await Assertions.Expect(desk.Locator("[data-key=F4]")).ToBeDisabledAsync();
        await Assertions.Expect(desk.Locator("[data-key=F4] small")).ToHaveTextAsync("还要再叫 2 次");
        await desk.KeyAsync("F4");
        await Assertions.Expect(desk.Locator(".who .no")).ToHaveTextAsync(number);

        await desk.KeyAsync("F10");
        await Assertions.Expect(desk.Locator("[data-key=F10]")).ToContainTextAsync("办完");

        // A second press in the same breath ends nothing.
        await Assertions.Expect(desk.Locator("[data-key=F10]")).ToBeDisabledAsync();
        await desk.Keyboard.PressAsync("F10");
        await Assertions.Expect(desk.Locator("[data-key=F10]")).ToBeEnabledAsync();
        await Assertions.Expect(desk.Locator(".who .no")).ToHaveTextAsync(number);
        await desk.KeyAsync("F7");
        await Assertions.Expect(desk.Locator("#to")).ToBeFocusedAsync();
        await desk.KeyAsync("F6");
        await Assertions.Expect(desk.Locator(".who")).ToHaveCountAsync(0);

        // 回呼: the fold opens on whoever is away, and Enter calls.
        await desk.KeyAsync("F8");
        await Assertions.Expect(desk.Locator("button[name=number]").First).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Locator(".who .no")).ToHaveTextAsync(number);
        await Assertions.Expect(desk.Locator("#undo")).ToContainTextAsync($"撤回：叫 {number}");
        await desk.KeyAsync("F1");
        await Assertions.Expect(desk.Locator(".who")).ToHaveCountAsync(0);
        await desk.KeyAsync("F8");
        await desk.Keyboard.PressAsync("Enter");
        await desk.KeyAsync("F9");
        await Assertions.Expect(desk.Locator("[data-key=F9]")).ToContainTextAsync("已请主管");
        await desk.KeyAsync("F9");
        await desk.KeyAsync("F10");
        await Assertions.Expect(desk.Locator("[data-key=F10]")).ToContainTextAsync("办完");
        await desk.KeyAsync("F10");
        await Assertions.Expect(desk.Locator(".who")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_key_pressed_while_the_server_is_away_keeps_the_page_and_can_be_pressed_again()
    {
        await using var cable = await CableAsync();
        var desk = await OpenAsync(Screen.Desktop, cable);
        Expect("net::ERR");
        await desk.SitDownAsync("w37");
        await Assertions.Expect(desk.Locator("body.tb-fresh")).ToBeAttachedAsync(new() { Timeout = 15_000 });

        cable.Pull();
        await desk.Keyboard.PressAsync("F9");
        await Assertions.Expect(desk.Locator("[data-unsent]")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Locator("[data-key=F9]")).ToContainTextAsync("请主管来");

        cable.PlugIn();
        await desk.KeyAsync("F9");
        await Assertions.Expect(desk.Locator("[data-key=F9]")).ToContainTextAsync("已请主管");
        await desk.KeyAsync("F9");
        await Assertions.Expect(desk.Locator("[data-key=F9]")).ToContainTextAsync("请主管来");
    }

    [Fact]
    public async Task A_second_browser_at_the_same_window_follows_the_first()
    {
        var kiosk = await OpenAsync(Screen.Kiosk);
        var first = await DesktopAsync();
        var second = await DesktopAsync();
        await kiosk.PlayAsync("Kiosk");
        await first.SitDownAsync("w38");
        await second.SitDownAsync("w38");
        var number = await kiosk.TakeNumberAsync("R");
        await Assertions.Expect(first.Locator("[data-key=F2]")).ToContainTextAsync(number);

        await first.KeyAsync("F2");
        await Assertions.Expect(second.Locator(".who .no")).ToHaveTextAsync(number);
        await second.KeyAsync("F10");
        await Assertions.Expect(first.Locator("[data-key=F10]")).ToContainTextAsync("办完");
        await first.KeyAsync("F10");

        await Assertions.Expect(second.Locator(".who")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_refused_is_not_sent_again_when_another_hand_changes_the_desk()
    {
        var kiosk = await OpenAsync(Screen.Kiosk);
        var first = await DesktopAsync();
        var second = await DesktopAsync();
        Expect("422");
        await kiosk.PlayAsync("Kiosk");
        await first.SitDownAsync("w38");
        await second.SitDownAsync("w38");
        await Assertions.Expect(first.Locator("[data-empty]")).ToHaveTextAsync("没有人等");
        await first.ClickAsync("#other-keys details:has(#number) summary");
        var number = await kiosk.TakeNumberAsync("R");

        // While a fold is in use the rest follows all the same.
        await Assertions.Expect(first.Locator("[data-key=F2]")).ToContainTextAsync(number);
        await Assertions.Expect(first.Locator("[data-empty]")).ToHaveTextAsync("可以叫下一位");
        await first.FillAsync("#number", "R999");
        await first.ClickAsync("#other-keys details:has(#number) form button");
        await Assertions.Expect(first.Locator(".tb-errors")).ToBeVisibleAsync();

        await second.KeyAsync("F2");
        await Assertions.Expect(first.Locator(".who .no")).ToHaveTextAsync(number);
        await Assertions.Expect(first.Locator(".tb-errors")).ToHaveCountAsync(0);
        await first.KeyAsync("F10");
        await Assertions.Expect(first.Locator("[data-key=F10]")).ToContainTextAsync("办完");
        await first.KeyAsync("F10");
        await Assertions.Expect(first.Locator(".who")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_nobody_waits_F2_arms_the_window_and_the_next_number_is_called_by_itself()
    {
        var kiosk = await OpenAsync(Screen.Kiosk);
        var desk = await DesktopAsync();
        var manager = await DesktopAsync();
        await kiosk.PlayAsync("Kiosk");
        await desk.SitDownAsync("w34");
        await desk.KeyAsync("F2");
        await Assertions.Expect(desk.Locator("main")).ToContainTextAsync("候叫中");
        await desk.ShouldBeAccessibleAsync();

        var number = await kiosk.TakeNumberAsync("M");
        await Assertions.Expect(desk.Locator(".who .no")).ToHaveTextAsync(number);

        // The next stands in line; the manager sees how a profile would call them, and why.
        var next = await kiosk.TakeNumberAsync("M");
        await manager.SignInAsync("manager", "/staff/hall/profiles/edit");
        await manager.SelectOptionAsync("#on", new SelectOptionValue { Label = "34" });
        await manager.ClickAsync("#tried button");
        await Assertions.Expect(manager.Locator("#tried li.next b")).ToHaveTextAsync(next);
        await manager.ShouldBeAccessibleAsync();

        await desk.KeyAsync("F10");
        await Assertions.Expect(desk.Locator("[data-key=F10]")).ToContainTextAsync("办完");
        await desk.KeyAsync("F10");
        await Assertions.Expect(desk.Locator("[data-key=F2]:enabled")).ToContainTextAsync(next);
        await desk.KeyAsync("F2");
        await Assertions.Expect(desk.Locator(".who .no")).ToHaveTextAsync(next);
    }
}
