using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>Journey B's end: what is done at a window is rated on the evaluator that stands on it, or not at all.</summary>
[Collection(HallJourneys.Name)]
public sealed class EvaluatorTests(HallServer hall, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    [Fact]
    public async Task One_visitor_rates_and_the_next_walks_away_unrated()
    {
        var kiosk = await OpenAsync(Screen.Kiosk, hall.Server);
        await kiosk.BecomeAsync("Kiosk");
        await kiosk.TakeNumberAsync("H");
        await kiosk.TakeNumberAsync("H");
        var evaluator = await OpenAsync(Screen.Tablet, hall.Server);
        await evaluator.Clock.InstallAsync();
        await evaluator.BecomeAsync("Evaluator", "医疗保障30号窗口");
        var desk = await OpenAsync(Screen.Desktop, hall.Server);
        await desk.OpenWindowAsync("w30");
        var before = await CountAsync();

        await FinishedAsync(desk);
        Expect("422");
        await RatedAsync(evaluator);
        await AddsItselfAsync(before + 1);

        await FinishedAsync(desk);
        await LeftAsync(evaluator);
        await AddsItselfAsync(before + 1);
    }

    private static async Task FinishedAsync(IPage desk)
    {
        await desk.PressKeyAsync("F2", ".who .no");
        await desk.PressKeyAsync("F10", "[data-key=F10]:has-text('办完')");
        await desk.PressKeyAsync("F10", "[data-key=F2]");
    }

    private static async Task RatedAsync(IPage evaluator)
    {
        await evaluator.IsAtAsync("/evaluator/rate/");
        await Expect(evaluator.Locator("input[name='Form.Level']:checked")).ToHaveCountAsync(0);
        await Expect(evaluator.Locator(".tags:visible")).ToHaveCountAsync(0);
        await AllTagsAreInSightAsync(evaluator);
        await evaluator.Locator("label", new() { Has = evaluator.Locator("#l5") }).TapAsync();
        await Expect(evaluator.Locator(".tb-errors")).ToHaveCountAsync(0);
        await evaluator.Locator(".tags.t5 label").First.TapAsync();
        await Expect(evaluator.Locator(".tags:visible")).ToHaveCountAsync(1);
        await evaluator.ScreenshotForDocsAsync("evaluator");
        await evaluator.Locator(".ev-acts button").TapAsync();
        await evaluator.IsAtAsync("/evaluator/thanks$");
        await Expect(evaluator.Locator("main")).Not.ToContainTextAsync("非常满意");
        await evaluator.ClickAsync("main a[href*='/evaluator']");
    }

    // Also after a refusal, which takes room itself.
    private static async Task AllTagsAreInSightAsync(IPage evaluator)
    {
        await evaluator.Locator("label", new() { Has = evaluator.Locator("#l1") }).TapAsync();
        await evaluator.Locator(".ev-acts button").TapAsync();
        await Expect(evaluator.Locator(".tb-errors")).ToContainTextAsync("扫码用手机评");
        Assert.True(await BottomAsync(evaluator, ".tags.t1 label:visible") <= await TopAsync(evaluator, ".ev-acts"));
        Assert.True(await BottomAsync(evaluator, ".levels > label") <= await TopAsync(evaluator, ".ev-acts"));
    }

    private static Task<double> BottomAsync(IPage page, string what) => page.Locator(what).Last.EvaluateAsync<double>("part => part.getBoundingClientRect().bottom");

    private static Task<double> TopAsync(IPage page, string what) => page.Locator(what).EvaluateAsync<double>("part => part.getBoundingClientRect().top");

    // Nobody touches it: 15 s before the end it says so, then it is idle again and asks no more.
    private static async Task LeftAsync(IPage evaluator)
    {
        await evaluator.IsAtAsync("/evaluator/rate/");
        await Expect(evaluator.Locator("[data-idle-note]")).ToBeHiddenAsync();
        await evaluator.Clock.RunForAsync("00:47");
        await Expect(evaluator.Locator("[data-idle-note]")).ToBeVisibleAsync();
        await evaluator.Clock.RunForAsync("00:15");
        await evaluator.IsAtAsync("/evaluator\\?[Ss]kip=");
        await evaluator.Clock.RunForAsync("00:20");
        await Expect(evaluator.Locator(".ev-number")).ToHaveTextAsync("30");
    }

    private IPage? figures;

    private ILocator Row => figures!.Locator("#figures table.sums tbody tr", new() { HasTextRegex = new("30 ?号窗口") }).Locator("td.b");

    /// <summary>Ratings at window 30, as the director reads them.</summary>
    private async Task<int> CountAsync()
    {
        figures = await OpenAsync(Screen.Desktop, hall.Server);
        await figures.SignInAsync("director", "/staff/ratings");
        await figures.GotoAsync("/staff/ratings?By=window");
        return await Row.CountAsync() == 0 ? 0 : int.Parse(await Row.InnerTextAsync(), null);
    }

    // The page stays open and is not asked again.
    private Task AddsItselfAsync(int count) => Expect(Row).ToHaveTextAsync($"{count}", new() { Timeout = 20_000 });

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
