using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Catalogue;

public sealed class EditorTests(SharedServer server, Browsers browsers) : BrowserTest(server, browsers)
{
    [Fact]
    public async Task An_editor_drafts_sees_what_changes_and_publishes()
    {
        var page = await DesktopAsync();
        await page.GotoAsync("/staff/sign-in?ReturnUrl=/staff/items/WA01");
        await page.FillAsync("[name=Name]", "editor");
        await page.FillAsync("[name=Password]", "Demo-2026");
        await page.ClickAsync("main button.btn-primary");

        await page.ClickAsync("main form button");
        await page.FillAsync("#Form_SummaryZh", "编辑试过的说明。");
        await page.ShouldBeAccessibleAsync();
        await page.ClickAsync("form .tb-acts button");

        await Assertions.Expect(page.Locator("table.m")).ToContainTextAsync("编辑试过的说明。");
        await page.ShouldBeAccessibleAsync();
        await page.ClickAsync("main form button");
        await page.GotoAsync("/guide/WA01");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("编辑试过的说明。");
    }
}
