using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>Journey C, the administrator: people and their posts, devices and their codes.</summary>
[Collection(HallJourneys.Name)]
public sealed class AdministratorTests(HallServer hall, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private const string Own = "Xinlai-2026!";

    private IPage admin = null!;

    [Fact]
    public async Task Makes_an_account_posts_it_to_a_window_resets_and_disables_it()
    {
        admin = await OpenAsync(Screen.Desktop, hall.Server);
        await admin.SignInAsync("admin", "/staff/people");
        await admin.ScreenshotForDocsAsync("people");
        await admin.FillAsync("#FullName", "林新来");
        await admin.FillAsync("#Name", "w35b");
        await admin.SendAsync("#new");
        var first = await admin.Locator("#one-time").InnerTextAsync();
        await PostAsync();

        var desk = await OpenAsync(Screen.Desktop, hall.Server);
        await SignInFirstTimeAsync(desk, first);
        await desk.OpenAtOwnWindowAsync("35");

        await admin.SendAsync("#reset");
        var second = await admin.Locator("#one-time").InnerTextAsync();
        Assert.NotEqual(first, second);
        Expect("status of 4");
        var elsewhere = await OpenAsync(Screen.Desktop, hall.Server);
        await RefusedAsync(elsewhere, Own);
        await admin.SendAsync("#disable");
        await Expect(admin.Locator("main")).ToContainTextAsync("已停用");
        await RefusedAsync(elsewhere, second);
        await desk.GotoAsync("/desk");
        await Expect(desk.Locator(".keys")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Pairs_a_device_by_the_code_that_it_shows_and_revokes_it()
    {
        var device = await OpenAsync(Screen.Kiosk, hall.Server);
        await device.GotoAsync("/device");
        await device.ClickAsync("main form:not(#demo) button.btn-primary");
        var code = await device.Locator(".tb-pair-code").InnerTextAsync();
        admin = await OpenAsync(Screen.Desktop, hall.Server);
        await admin.SignInAsync("admin", "/staff/devices");

        await admin.FillAsync("#Code", code);
        await admin.FillAsync("#Name", "西门取号机 1");
        await admin.SelectOptionAsync("#Kind", "Kiosk");
        await admin.SelectOptionAsync("#Place", new SelectOptionValue { Label = InTheHall.MainHall });
        await admin.SendAsync("#pair");

        // The device asks again by itself and opens its own page.
        await device.IsAtAsync("/kiosk$");
        await admin.ReloadAsync();
        var row = admin.Locator("table.t tbody tr", new() { HasText = "西门取号机 1" });
        await Expect(row).ToContainTextAsync("在线");
        await admin.ScreenshotForDocsAsync("devices");

        await row.Locator("button:has-text('停用')").ClickAsync();
        await Expect(row).ToContainTextAsync("已停用");
        await device.GotoAsync("/kiosk");
        await Expect(device.Locator(".zone .k")).ToHaveCountAsync(0);
    }

    private async Task PostAsync()
    {
        await admin.SelectOptionAsync("#Role", "Clerk");
        await admin.Locator("#PlaceId").SelectOptionAsync(new SelectOptionValue { Value = await WindowAsync() });
        await admin.SendAsync("#give");
        await Expect(admin.Locator("table.t")).ToContainTextAsync("窗口人员");
    }

    private async Task<string> WindowAsync() => await admin.Locator("#PlaceId").EvaluateAsync<string>(
        "list => [...list.options].find(one => one.textContent.includes('35号窗口')).value");

    // The password was the administrator's; before any work it becomes one's own.
    private static async Task SignInFirstTimeAsync(IPage desk, string first)
    {
        await desk.SignInAsync("w35b", "/desk", first);
        await desk.FillAsync("#Present", first);
        await desk.FillAsync("#Chosen", Own);
        await desk.FillAsync("#Again", Own);
        await desk.SendAsync("#password");
        await Expect(desk.Locator("main")).ToContainTextAsync("密码改好了");
    }

    private static async Task RefusedAsync(IPage page, string password)
    {
        await page.GotoAsync("/staff/sign-in");
        await page.FillAsync("[name=Name]", "w35b");
        await page.FillAsync("[name=Password]", password);
        await page.ClickAsync("main button.btn-primary");
        await Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
