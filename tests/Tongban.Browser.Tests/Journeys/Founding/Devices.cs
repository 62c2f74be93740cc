using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys.Founding;

/// <summary>The guard's tablet at the door.</summary>
internal sealed class Gate(IPage tablet)
{
    public async Task ScanAsync(string booking, string number)
    {
        await tablet.BecomeAsync("Gate");
        // Without contact the tablet checks by the list that it keeps, and the number comes later.
        await tablet.Locator("body.tb-fresh").ShowsAsync();
        await tablet.ScanAsync("#Scan", booking);
        await tablet.ShowsAsync("请进");
        await tablet.ShowsAsync("去 A 企业开办与市场监管区");
        await tablet.Locator(".st .tb-facts").Expect().ToContainTextAsync(number);
        await tablet.Locator(".occ li").First.Expect().ToContainTextAsync("1 / 130");
        await tablet.ShouldBeAccessibleAsync();
        await tablet.ScreenshotForDocsAsync("founding-gate");
    }
}

/// <summary>The terminal that gives numbers.</summary>
internal sealed class Kiosk(IPage screen)
{
    /// <returns>What the printed code says.</returns>
    public async Task<string> CheckInAsync(string booking, string number)
    {
        await screen.BecomeAsync("Kiosk");
        await screen.Locator("main").GetByText("我预约过，签到").TapAsync();
        await screen.ScanAsync("#Code", booking);
        await screen.ArrivesInAsync("/kiosk/ticket/");
        await screen.Locator(".slip .no").Expect().ToHaveTextAsync(number);
        await screen.ScreenshotForDocsAsync("founding-kiosk");
        return await screen.Locator(".also .tb-qr").ReadQrAsync();
    }
}

/// <summary>The board above the windows. It is looked at, never touched, and never loaded anew.</summary>
internal sealed class Wall(IPage screen)
{
    // A lost message costs the ten seconds of the slow timer.
    private static readonly LocatorAssertionsToHaveTextOptions Live = new() { Timeout = 30_000 };

    public async Task HangUpAsync()
    {
        await screen.BecomeAsync("Display");
        await screen.Locator("[data-card-number]").Expect().ToHaveTextAsync("—");
        await screen.MarkAsync();
    }

    /// <summary>So many wait in the first zone.</summary>
    public Task WaitsAsync(int people) => screen.Locator("tbody[data-show=zones] tr").First.Locator("td b").Expect().ToHaveTextAsync($"{people}", Live);

    public async Task CallsAsync(string number, string window)
    {
        await screen.Locator("[data-card-number]").Expect().ToHaveTextAsync(number, Live);
        await screen.Locator("[data-card-window]").Expect().ToHaveTextAsync(window);
        await screen.ScreenshotForDocsAsync("founding-wall");
    }

    public Task<bool> HasStayedAsync() => screen.HasStayedAsync();
}
