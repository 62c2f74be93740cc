using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Catalogue;

public sealed class GuideTests(SharedServer server, Browsers browsers) : BrowserTest(server, browsers)
{
    [Fact]
    public async Task Each_answer_changes_the_list_at_once_and_stays_in_the_address()
    {
        var page = await PhoneAsync();
        await page.GotoAsync("/guide?q=qysldj");
        await page.ClickAsync("main a[href='/guide/SU01']");

        // A question that hangs on this one appears with it.
        await page.CheckAsync("#a-ctype-ltd");
        await Expect(page.Locator("form.qa fieldset")).ToHaveCountAsync(5);
        await page.CheckAsync("#a-agent-yes");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "授权委托书" })).ToBeVisibleAsync();

        Assert.Contains("a-ctype=ltd&", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "授权委托书" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Answers_given_faster_than_the_list_comes_are_all_kept()
    {
        var page = await PhoneAsync();
        await page.GotoAsync("/guide/SU01");
        var both = new TaskCompletionSource();
        await page.RouteAsync("**/guide/SU01?*", route => HoldAsync(route, "a-agent", both.Task));

        await page.CheckAsync("#a-ctype-ltd");
        await page.CheckAsync("#a-agent-yes");
        both.SetResult();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "授权委托书" })).ToBeVisibleAsync();
        await Expect(page.Locator("#a-ctype-ltd")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Without_script_one_button_does_the_same()
    {
        var page = await WithoutScriptAsync();
        await page.GotoAsync("/guide/SU01");
        await page.CheckAsync("#a-agent-yes");

        await page.ClickAsync("form.qa button");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "授权委托书" })).ToBeVisibleAsync();
    }

    // What is asked without this waits; by then the page may have given the request up.
    private static async Task HoldAsync(IRoute route, string unless, Task until)
    {
        if (!route.Request.Url.Contains(unless, StringComparison.Ordinal))
        {
            await until;
        }

        try
        {
            await route.ContinueAsync();
        }
        catch (PlaywrightException) when (route.Request.Failure is not null)
        {
        }
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
