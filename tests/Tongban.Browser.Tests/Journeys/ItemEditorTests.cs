using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>Journey C, the item editor: a new version, what the rules say, what changed, and from which day it holds.</summary>
[Collection(HallJourneys.Name)]
public sealed class ItemEditorTests(HallServer hall, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private const string Summary = "年满 60 岁就能办，当场领卡，坐公交、逛公园有优待。";

    [Fact]
    public async Task A_new_version_is_checked_compared_and_published_while_an_open_case_keeps_its_own()
    {
        var (clerk, open) = await OpenCaseAsync();
        var editor = await OpenAsync(Screen.Desktop, hall.Server);
        await editor.SignInAsync("editor", "/staff/items?q=老年证");
        await editor.ClickAsync("main table a");
        await editor.ClickAsync("main form button");

        await RefusedAsync(editor);
        await ComparedAsync(editor);
        await PublishAsync(editor, "2026-11-24");

        await editor.GotoAsync("/guide/CV03");
        await Expect(editor.Locator("main")).ToContainTextAsync(Summary);
        await clerk.GotoAsync(open);
        await Expect(clerk.Locator("main")).ToContainTextAsync("第 1 版");

        await NextMonthAsync(editor);
    }

    private async Task<(IPage Clerk, string Address)> OpenCaseAsync()
    {
        var clerk = await OpenAsync(Screen.Desktop, hall.Server);
        await clerk.SignInAsync("w34", "/staff/cases/new?item=CV03");
        await clerk.FillAsync("#Form_Name", "孙大山");
        await clerk.FillAsync("#Form_IdNumber", "410102195001010022");
        await clerk.ClickAsync("button[value=keep]");
        await clerk.IsAtAsync("/staff/cases/[0-9a-f-]{36}");
        return (clerk, clerk.Url);
    }

    // Longer than the law allows: the rule says so, and the button is shut.
    private static async Task RefusedAsync(IPage editor)
    {
        await editor.FillAsync("#Form_PromisedDays", "9");
        await editor.FillAsync("#Form_StatutoryDays", "5");
        await editor.FillAsync("#Form_SummaryZh", "");
        await editor.ClickAsync("form .tb-acts button");

        await Expect(editor.Locator("[aria-labelledby=rules] li")).ToHaveCountAsync(2);
        await Expect(editor.Locator("[aria-labelledby=rules]")).ToContainTextAsync("一句话说明");
        await Expect(editor.Locator("[aria-labelledby=publish] button")).ToBeDisabledAsync();
    }

    private static async Task ComparedAsync(IPage editor)
    {
        await editor.ClickAsync("a[href$='/edit']");
        await editor.FillAsync("#Form_PromisedDays", "3");
        await editor.FillAsync("#Form_SummaryZh", Summary);
        await editor.ClickAsync("form .tb-acts button");

        var changes = editor.Locator("[aria-labelledby=diff] tbody tr");
        await Expect(changes.Filter(new() { HasText = "一句话说明" })).ToContainTextAsync(Summary);
        await Expect(changes.Filter(new() { HasText = "承诺时限" }).Locator("td")).ToHaveTextAsync(["0", "3"]);
        await Expect(editor.Locator("[aria-labelledby=diff]")).Not.ToContainTextAsync("true");
        await editor.ScreenshotForDocsAsync("editor-difference");
    }

    private static async Task PublishAsync(IPage editor, string from)
    {
        await editor.FillAsync("#From", from);
        await editor.ClickAsync("[aria-labelledby=publish] button");
        await editor.IsAtAsync("/staff/items/CV03$");
    }

    // A version from the first of December does not show before.
    private static async Task NextMonthAsync(IPage editor)
    {
        await editor.GotoAsync("/staff/items/CV03");
        await editor.ClickAsync("main form button");
        await editor.FillAsync("#Form_SummaryZh", "十二月起另有安排。");
        await editor.ClickAsync("form .tb-acts button");
        await PublishAsync(editor, "2026-12-01");
        await Expect(editor.Locator("main table")).ToContainTextAsync("2026年12月1日");
        await editor.GotoAsync("/guide/CV03");
        await Expect(editor.Locator("main")).ToContainTextAsync(Summary);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
