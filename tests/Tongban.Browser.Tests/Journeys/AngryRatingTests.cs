using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>Somebody is angry on the phone: call-back, mending, reply, second call-back, publication.</summary>
[Collection(HallJourneys.Name)]
public sealed partial class AngryRatingTests(HallServer hall, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private const string Number = "13655550136";
    private IPage phone = null!;
    private IPage officer = null!;

    [Fact]
    public async Task From_an_angry_rating_over_two_calls_and_a_mending_to_publication()
    {
        phone = await OpenAsync(Screen.Phone, hall.Server);
        await ServedAtTheDoorAsync();
        var number = await RatedBadlyAsync();

        officer = await OpenAsync(Screen.Desktop, hall.Server);
        await officer.SignInAsync("ratings", "/staff/mending");
        await officer.ClickAsync($"#rectifications a:text-is('{number}')");
        await officer.ScreenshotForDocsAsync("mending-open");
        await officer.ClickAsync("#take button");
        await CalledAsync("说约好上午来，下午四点才到，没有人打电话说一声");
        await MendedAsync();
        await AnsweredAsync();
        await CalledAgainAsync();
        await PublishedAsync();
    }

    // The link comes in a text message.
    private async Task ServedAtTheDoorAsync()
    {
        var guide = await OpenAsync(Screen.Phone, hall.Server);
        await guide.SignInAsync("guide", "/staff/ratings/record");
        await guide.SelectOptionAsync("#Kind", "DoorToDoor");
        await guide.FillAsync("#Phone", Number);
        await guide.ClickAsync("#record button");
        await Expect(guide.Locator("#recorded")).ToContainTextAsync("已登记");
        await phone.GotoAsync((await hall.Server.MessageAsync(RateLink())).Groups[1].Value);
    }

    private async Task<string> RatedBadlyAsync()
    {
        await phone.CheckAsync("#l1");
        await phone.Locator(".t1 label").First.ClickAsync();
        await phone.FillAsync("#Form_Text", "约好上午来，下午四点才到");
        await phone.FillAsync("#Form_Phone", Number);
        await phone.CheckAsync("[name='Form.CallMe']");
        await phone.ShouldBeAccessibleAsync();
        await phone.ClickAsync("main form button.btn-primary");
        await Expect(phone.Locator("main")).ToContainTextAsync("11月25日");
        await phone.ScreenshotForDocsAsync("mending-thanks");
        var number = await phone.InnerTextAsync("#number");
        await phone.ClickAsync("a[href*='/mending/']");
        await Expect(phone.Locator("h1")).ToContainTextAsync("正在处理");
        return number;
    }

    private async Task CalledAsync(string words)
    {
        await officer.ClickAsync("#look button");
        await Expect(officer.Locator("#phone")).ToHaveTextAsync(Number);
        await officer.FillAsync("#CallWords", words);
        await officer.ClickAsync("#called button[value=reached]");
        await officer.SelectOptionAsync("#Verdict", "Valid");
        await officer.FillAsync("#verify [name=Words]", "派车登记属实，改期没有通知");
        await officer.ShouldBeAccessibleAsync();
        await officer.ClickAsync("#verify button");
    }

    // A picture that is none is refused, and what was typed is still there.
    private async Task MendedAsync()
    {
        Expect("status of 422");
        await officer.FillAsync("#mend [name=Words]", "上门改期必须先打电话，登记表加了一栏");
        await officer.FillAsync("#mend [name=Answer]", "以后改时间一定先给您打电话。给您添麻烦了。");
        await officer.SetInputFilesAsync("#MendEvidence", new FilePayload { Name = "登记表.png", MimeType = "image/png", Buffer = [1, 2, 3, 4] });
        await officer.ClickAsync("#mend button");
        await Expect(officer.Locator(".tb-errors")).ToBeVisibleAsync();
        await Expect(officer.Locator("#mend [name=Words]")).ToHaveValueAsync("上门改期必须先打电话，登记表加了一栏");
        await officer.SetInputFilesAsync("#MendEvidence", new FilePayload { Name = "登记表.png", MimeType = "image/png", Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==") });
        await officer.ClickAsync("#mend button");
        await Expect(officer.Locator("main")).ToContainTextAsync("登记表.png");
    }

    private async Task AnsweredAsync()
    {
        await phone.GotoAsync((await hall.Server.MessageAsync(Reply())).Groups[1].Value);
        await Expect(phone.Locator("#reply + p")).ToContainTextAsync("一定先给您打电话");
        await phone.ShouldBeAccessibleAsync();
        await phone.ScreenshotForDocsAsync("mending-reply");
        await phone.Locator("#mended label", new() { HasText = "基本满意" }).ClickAsync();
        await phone.ClickAsync("#mended button");
        await Expect(phone.Locator("main")).ToContainTextAsync("收到了");
    }

    private async Task CalledAgainAsync()
    {
        await officer.ReloadAsync();
        await officer.ClickAsync("#look button");
        await officer.FillAsync("#CallWords", "说可以，下次看");
        await officer.ClickAsync("#called button[value=reached]");
        await Expect(officer.Locator("main")).ToContainTextAsync("已办结");
    }

    private async Task PublishedAsync()
    {
        await officer.FillAsync("#PublicWords", "上门服务改了时间没有通知。现在改期必须先打电话。");
        await officer.ClickAsync("#propose button");
        var manager = await OpenAsync(Screen.Desktop, hall.Server);
        await manager.SignInAsync("manager", new Uri(officer.Url).AbsolutePath);
        await manager.ClickAsync("#publish button[value=publish]");
        await phone.GotoAsync("/mending");
        await Expect(phone.Locator("#published")).ToContainTextAsync("现在改期必须先打电话");
        await Expect(phone.Locator("#few")).ToBeVisibleAsync();
        await phone.ShouldBeAccessibleAsync();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex("上门服务，请您评价.*?(http\\S+/rate/\\S+)")]
    private static partial Regex RateLink();

    [GeneratedRegex("已经整改并回复.*?(http\\S+/mending/\\S+)")]
    private static partial Regex Reply();
}
