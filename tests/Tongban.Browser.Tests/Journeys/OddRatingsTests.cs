using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>A supervisor follows an alert: one phone has rated four services within minutes; one of them does not count any more, and comes back.</summary>
[Collection(HallJourneys.Name)]
public sealed class OddRatingsTests(HallServer hall, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    [Fact]
    public async Task A_supervisor_follows_an_alert_takes_a_rating_out_and_puts_it_back()
    {
        await RatedByOnePhoneAsync();
        var supervisor = await OpenAsync(Screen.Desktop, hall.Server);
        await supervisor.SignInAsync("manager", "/staff/ratings/alerts");
        await supervisor.ClickAsync("main details summary");
        var today = (await supervisor.GetAttributeAsync("#From", "max"))!;
        await supervisor.FillAsync("#From", today);
        await supervisor.FillAsync("#Through", today);
        await supervisor.ClickAsync("#look button");
        await Expect(supervisor.Locator("#looked")).ToBeVisibleAsync();
        await supervisor.ShouldBeAccessibleAsync();
        await supervisor.ClickAsync("#alerts a:text-is('同一手机短时间评价多次')");

        await Expect(supervisor.Locator("#ratings tbody tr").Nth(3)).ToBeVisibleAsync();
        await Expect(supervisor.Locator("main")).Not.ToContainTextAsync("136555502");
        await supervisor.ShouldBeAccessibleAsync();
        await supervisor.Locator("#ratings input[type=checkbox]").Last.CheckAsync();
        await supervisor.FillAsync("#Reason", "同一部手机替四位群众点的，已向本人核实");
        await supervisor.ScreenshotForDocsAsync("odd-ratings");
        await supervisor.ClickAsync("button[value=exclude]");
        await Expect(supervisor.Locator("#judged")).ToContainTextAsync("已向本人核实");
        await Expect(supervisor.Locator("#ratings .tb-tag[data-s=hold]")).ToHaveCountAsync(1);

        await supervisor.FillAsync("#BackReason", "本人来电说是自己评的");
        await supervisor.ClickAsync("button[value=put-back]");
        await Expect(supervisor.Locator("#ratings .tb-tag[data-s=hold]")).ToHaveCountAsync(0);
        await supervisor.GotoAsync("/staff/ratings/alerts?show=excluded");
        await Expect(supervisor.Locator("#excluded")).ToContainTextAsync("本人来电说是自己评的");
        await supervisor.ShouldBeAccessibleAsync();
    }

    private async Task RatedByOnePhoneAsync()
    {
        var (guide, phone) = (await OpenAsync(Screen.Phone, hall.Server), await OpenAsync(Screen.Phone, hall.Server));
        await guide.SignInAsync("guide", "/staff/ratings/record");
        foreach (var number in Enumerable.Range(0, 4).Select(n => $"1365555020{n}"))
        {
            await guide.SelectOptionAsync("#Kind", "Agency");
            await guide.FillAsync("#Phone", number);
            await guide.ClickAsync("#record button");
            await Expect(guide.Locator("#recorded")).ToBeVisibleAsync();
            await phone.GotoAsync((await hall.Server.MessageAsync(new Regex($"^{number} .*?(http\\S+/rate/\\S+)"))).Groups[1].Value);
            await phone.CheckAsync("#l5");
            await phone.ClickAsync("main form button.btn-primary");
            await Expect(phone.Locator("h1")).ToContainTextAsync("收到了");
        }
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
