using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Hall;

/// <summary>How people get to their places in the demonstration hall.</summary>
internal static class Stand
{
    /// <summary>Plays a device of the first site in this browser.</summary>
    public static async Task PlayAsync(this IPage page, string kind)
    {
        await page.GotoAsync("/device");
        await page.ClickAsync($"button[name=kind][value={kind}]");
        await page.LeavesAsync("/device");
    }

    public static async Task SignInAsync(this IPage page, string name, string to)
    {
        await page.GotoAsync($"/staff/sign-in?ReturnUrl={to}");
        await page.FillAsync("[name=Name]", name);
        await page.FillAsync("[name=Password]", "Demo-2026");
        await page.ClickAsync("main button.btn-primary");
        await page.LeavesAsync("sign-in");
    }

    /// <summary>Sits down at the own window, or finds that this was done before.</summary>
    public static async Task SitDownAsync(this IPage page, string clerk)
    {
        await page.SignInAsync(clerk, "/desk");
        if (page.Url.EndsWith("/desk/window", StringComparison.Ordinal))
        {
            await page.ClickAsync("main form button.btn-primary");
            await page.ArrivesAtAsync("/desk");
        }
    }

    /// <summary>Presses a function key of the desk, once its script is there to hear it.</summary>
    public static async Task KeyAsync(this IPage desk, string key)
    {
        // A key that is pressed while the one before is on its way does nothing.
        await Assertions.Expect(desk.Locator(".tb-three form[aria-busy=true]")).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Locator("body.tb-fresh")).ToBeAttachedAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(desk.Locator("[data-rest]:not([data-rest='']):disabled")).ToHaveCountAsync(0);
        await desk.Keyboard.PressAsync(key);
    }

    /// <summary>A walk-in's number of this letter, taken at the kiosk that the page plays.</summary>
    public static async Task<string> TakeNumberAsync(this IPage kiosk, string letter)
    {
        await kiosk.GotoAsync($"/kiosk/{letter}/who");
        await kiosk.ClickAsync("button[name=precedence][value=None]");
        await kiosk.ArrivesInAsync("/kiosk/ticket/");
        return await kiosk.Locator(".slip .no").InnerTextAsync();
    }
}
