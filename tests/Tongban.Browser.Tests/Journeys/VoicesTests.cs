using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>What people say outside of a service: a call that becomes an answer, and the card of an old man in the box.</summary>
[Collection(HallJourneys.Name)]
public sealed partial class VoicesTests(HallServer hall, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private const string Caller = "13655550177";
    private const string OldMan = "13655550188";

    [Fact]
    public async Task A_call_that_is_being_sent_is_not_kept_once_more_beside()
    {
        var officer = await OpenAsync(Screen.Desktop, hall.Server);
        await officer.SignInAsync("voices", "/staff/hotline");
        await officer.ClickAsync("#new-call button");
        List<string> failed = [];
        officer.RequestFailed += (_, request) => failed.Add(request.Failure ?? "");

        // What is kept while somebody types takes longer than the press that follows it.
        await officer.RouteAsync(url => url.EndsWith("handler=Save", StringComparison.Ordinal), async route =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
            await route.AbortAsync();
        });
        await officer.SelectOptionAsync("#Kind", "Complaint");
        await officer.FillAsync("#Text", "还没说完就按了保存");
        await officer.ClickAsync("#call button[value=save]");
        await Expect(officer.Locator("#call")).ToHaveAttributeAsync("aria-busy", "false", new() { Timeout = 10_000 });

        Assert.Equal(["net::ERR_ABORTED"], failed);
        await Expect(officer.Locator("#Text")).ToHaveValueAsync("还没说完就按了保存");
    }

    [Fact]
    public async Task A_call_is_kept_while_it_is_typed_becomes_a_voice_and_the_caller_reads_the_answer()
    {
        var officer = await OpenAsync(Screen.Desktop, hall.Server);
        await officer.SignInAsync("voices", "/staff/hotline");
        await officer.ClickAsync("#new-call button");
        await officer.FillAsync("#Phone", Caller);
        await officer.FillAsync("#Text", "周末能不能办社保卡？打了三次都没人接");
        await Expect(officer.Locator("#history")).ToBeVisibleAsync();
        await officer.FillAsync("#q", "社保");
        await Expect(officer.Locator("#found li").First).ToBeVisibleAsync();
        await officer.ScreenshotForDocsAsync("voices-hotline");
        await officer.ShouldBeAccessibleAsync();

        // The window was closed by mistake.
        await officer.GotoAsync("/staff/hotline");
        await officer.ClickAsync("#unfinished a");
        await Expect(officer.Locator("#Text")).ToHaveValueAsync("周末能不能办社保卡？打了三次都没人接");
        await Expect(officer.Locator("#Phone")).ToHaveValueAsync(Caller);
        await officer.SelectOptionAsync("#Kind", "Complaint");
        await officer.SelectOptionAsync("#Body", new SelectOptionValue { Label = "郑东新区社保分局" });
        await officer.ClickAsync("#call button[value=voice]");
        await Expect(officer.Locator("#told")).ToContainTextAsync("查询码");

        // The body answers.
        var colleague = await OpenAsync(Screen.Desktop, hall.Server);
        await colleague.SignInAsync("approver-d06", "/staff/voices?show=free");
        await colleague.ClickAsync("#voices a.b");
        await colleague.ClickAsync("#take button");
        await colleague.FillAsync("#Answer", "社保卡周末能办，窗口和时间见办事指南。咨询电话已加一个人接。");
        await colleague.ScreenshotForDocsAsync("voices-desk");
        await colleague.ClickAsync("#answer button[value=reply]");
        await colleague.ShouldBeAccessibleAsync();

        var message = await hall.Server.MessageAsync(Taken());
        var phone = await OpenAsync(Screen.Phone, hall.Server);
        await phone.GotoAsync("/voices/find");
        await phone.FillAsync("#Number", message.Groups[1].Value);
        await phone.FillAsync("#Code", message.Groups[2].Value);
        await phone.ClickAsync("#find button");
        await Expect(phone.Locator("main")).ToContainTextAsync("咨询电话已加一个人接");
        await phone.Locator("#judge label", new() { HasText = "基本满意" }).ClickAsync();
        await phone.ScreenshotForDocsAsync("voices-answer");
        await phone.ClickAsync("#judge button[value=judge]");
        await Expect(phone.Locator("main")).ToContainTextAsync("收到了");
        await colleague.ReloadAsync();
        await Expect(colleague.Locator("main")).ToContainTextAsync("已办结");
    }

    [Fact]
    public async Task The_card_of_an_old_man_is_counted_by_two_scanned_answered_and_told_to_him_on_the_phone()
    {
        var officer = await OpenAsync(Screen.Desktop, hall.Server);
        await officer.SignInAsync("voices", "/staff/voices/box");
        await officer.FillAsync("#Cards", "1");
        await officer.ClickAsync("#open button");
        var opening = new Uri(officer.Url).AbsolutePath;
        var second = await OpenAsync(Screen.Phone, hall.Server);
        await second.SignInAsync("manager", opening);
        await second.FillAsync("#Cards", "1");
        await second.ShouldBeAccessibleAsync();
        await second.ClickAsync("#confirm button");

        await officer.ReloadAsync();
        await officer.SetInputFilesAsync("#Scan", new FilePayload { Name = "卡片.png", MimeType = "image/png", Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==") });
        await officer.SelectOptionAsync("#Kind", "Suggestion");
        await officer.FillAsync("#Text", "字太小，填表看不清，请放几副老花镜。");
        await officer.FillAsync("#Name", "陈大爷");
        await officer.FillAsync("#Phone", OldMan);
        await officer.ScreenshotForDocsAsync("voices-card");
        await officer.ClickAsync("#card button[value=card]");
        await Expect(officer.Locator("#all-entered")).ToBeVisibleAsync();
        await officer.ClickAsync("#entered a");
        await Expect(officer.Locator("main")).ToContainTextAsync("卡片.png");
        await officer.SelectOptionAsync("#RouteTo", "centre");
        await officer.ClickAsync("#route button");
        await officer.ClickAsync("#take button");
        await officer.FillAsync("#Answer", "四个填表台各放了两副老花镜。");
        await officer.ClickAsync("#answer button[value=reply]");

        // He has no smartphone: somebody else than who answered tells him on the phone.
        await Expect(officer.Locator("#by-another")).ToBeVisibleAsync();
        await second.GotoAsync(new Uri(officer.Url).AbsolutePath);
        await second.ClickAsync("#look button");
        await Expect(second.Locator("#phone")).ToHaveTextAsync(OldMan);
        await second.FillAsync("#CallWords", "听明白了，说好");
        await second.SelectOptionAsync("#Said", "Satisfied");
        await second.ShouldBeAccessibleAsync();
        await second.ClickAsync("#called button[value=reached]");
        await Expect(second.Locator("main")).ToContainTextAsync("已办结");
        await second.ShouldBeAccessibleAsync();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex("^13655550177 .*编号 (S-[0-9]{8}-[0-9]{4,})，查询码 ([A-Z0-9]{8})")]
    private static partial Regex Taken();
}
