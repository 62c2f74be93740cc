using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>A server that the journeys through the hall share, one after another: they stop numbers and close the day.</summary>
public sealed class HallServer : OwnServer;

/// <summary>A server that those share, one after another, who open places to thousands: they change what all book.</summary>
public sealed class RushServer : OwnServer;

[CollectionDefinition(Name)]
public sealed class RushJourneys : ICollectionFixture<RushServer>
{
    public const string Name = "Journeys of the rush";
}

/// <summary>A server of one's own that begins the day before, for what is about yesterday.</summary>
public sealed class YesterdaysServer() : OwnServer("2026-11-23T15:30");

[CollectionDefinition(Name)]
public sealed class HallJourneys : ICollectionFixture<HallServer>
{
    public const string Name = "Journeys through the hall";
}

/// <summary>What everybody in the hall does on the way: sign in, switch a device on, take a number, call.</summary>
public static class InTheHall
{
    public const string MainHall = "郑东新区政务服务中心（东区办事大厅）";

    /// <summary>Waits until the page's address is like this; what is on it is waited for where it is looked at.</summary>
    public static Task IsAtAsync(this IPage page, string address) => Assertions.Expect(page).ToHaveURLAsync(new Regex(address));

    /// <summary>Signs in and goes to this page.</summary>
    public static async Task SignInAsync(this IPage page, string name, string to, string password = "Demo-2026")
    {
        await page.GotoAsync($"/staff/sign-in?ReturnUrl={Uri.EscapeDataString(to)}");
        await page.FillAsync("[name=Name]", name);
        await page.FillAsync("[name=Password]", password);
        await page.ClickAsync("main button.btn-primary");
        await page.IsAtAsync("^(?!.*sign-in)");
    }

    /// <summary>This browser plays a device that stands here: <c>社保27号窗口</c>, or the main hall.</summary>
    public static async Task BecomeAsync(this IPage page, string kind, string place = MainHall)
    {
        await page.GotoAsync("/device");
        await page.SelectOptionAsync("#place", new SelectOptionValue { Label = place == MainHall ? place : $"{MainHall} · {place}" });
        await page.ClickAsync($"#demo button[value={kind}]");
        await page.IsAtAsync("(?<!/device)$");
    }

    /// <summary>An ordinary walk-in's number at the kiosk.</summary>
    public static async Task<string> TakeNumberAsync(this IPage kiosk, string letter)
    {
        await kiosk.GotoAsync($"/kiosk/{letter}/who");
        await kiosk.ClickAsync("button[value=None]");
        return (await kiosk.Locator(".slip .no").InnerTextAsync()).Trim();
    }

    /// <summary>A clerk signs in and sits down at the own window.</summary>
    public static async Task OpenWindowAsync(this IPage desk, string clerk)
    {
        await desk.SignInAsync(clerk, "/desk");
        if (desk.Url.EndsWith("/desk/window", StringComparison.Ordinal))
        {
            await desk.Locator("button[name=window].btn-primary").ClickAsync();
        }

        await desk.IsAtAsync("/desk$");
    }

    /// <summary>Presses a key of the desk once it works; a recall has to wait some seconds.</summary>
    public static async Task PressKeyAsync(this IPage desk, string key, string then)
    {
        await Assertions.Expect(desk.Locator("body.tb-fresh")).ToBeAttachedAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(desk.Locator($"[data-key={key}]")).ToBeEnabledAsync(new() { Timeout = 30_000 });
        await desk.Keyboard.PressAsync(key);
        await Assertions.Expect(desk.Locator(then).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    /// <summary>Sits down at the window of the own post.</summary>
    public static async Task OpenAtOwnWindowAsync(this IPage desk, string label)
    {
        await desk.GotoAsync("/desk/window");
        await desk.ClickAsync($"button[name=window].btn-primary:has-text('{label}')");
        await desk.IsAtAsync("/desk$");
    }

    public static async Task CheckIfThereAsync(this IPage page, string box)
    {
        if (await page.Locator(box).CountAsync() > 0)
        {
            await page.CheckAsync(box);
        }
    }

    /// <summary>Presses a form's button.</summary>
    public static Task SendAsync(this IPage page, string form, string button = "button[type=submit]") => page.Locator($"{form} {button}").First.ClickAsync();
}
