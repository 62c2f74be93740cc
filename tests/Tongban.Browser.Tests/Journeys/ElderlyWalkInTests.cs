using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>Journey B: somebody of 81 comes without a booking and without a phone, misses the call, and is served all the same.</summary>
[Collection(HallJourneys.Name)]
public sealed partial class ElderlyWalkInTests(HallServer hall, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    // Counts touches across the kiosk's pages, and prints on each; nothing comes out of a printer in a test.
    private const string Kiosk =
        """
        const add = what => sessionStorage.setItem(what, 1 + Number(sessionStorage.getItem(what)));
        addEventListener('pointerdown', () => add('touches'), true);
        window.print = () => { document.documentElement.dataset.prints = 1 + Number(document.documentElement.dataset.prints ?? 0); };
        """;

    // A voice that says what it is given in 300 ms and notes when it begins and ends.
    private const string Voice =
        """
        window.said = [];
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        const note = text => { said.push(text); document.documentElement.dataset.said = said.length; };
        const speak = one => { note('>' + one.text); setTimeout(() => { note('<' + one.text); one.onend(); }, 300); };
        Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => [{ lang: 'zh-CN' }], speak } });
        """;

    [Fact]
    public async Task Takes_a_number_misses_the_call_comes_back_and_is_served_without_a_phone()
    {
        var desk = await OpenAsync(Screen.Desktop, hall.Server);
        await desk.OpenWindowAsync("w27");
        var kiosk = await OpenAsync(Screen.Kiosk, hall.Server);
        await kiosk.AddInitScriptAsync(Kiosk);
        await kiosk.BecomeAsync("Kiosk");
        var ordinary = await kiosk.TakeNumberAsync("D");
        var wall = await OpenAsync(Screen.Wall, hall.Server);
        await wall.AddInitScriptAsync(Voice);
        await wall.BecomeAsync("Display");

        var (elder, address) = await TakeNumberAsElderAsync(kiosk);
        await LetInAsync(elder);
        await CalledFirstAsync(desk, elder, ordinary);
        await SaidAsync(desk, wall, elder, ordinary);
        await MissedAsync(desk, wall, elder);
        await ComesBackAsync(address);
        await ServedAsync(desk, elder);
    }

    // The group is the choice; after it the matter and "60 or older", and the number comes.
    private static async Task<(string Number, string Address)> TakeNumberAsElderAsync(IPage kiosk)
    {
        await kiosk.GotoAsync("/kiosk");
        await kiosk.ScreenshotForDocsAsync("kiosk-home");
        await kiosk.Locator("a.k", new() { HasText = "社保" }).TapAsync();
        await kiosk.WaitForURLAsync("**/kiosk/D");
        var before = await kiosk.EvaluateAsync<int>("Number(sessionStorage.touches)");
        await FitsAsync(kiosk);
        await kiosk.Locator("a.k", new() { HasText = "养老金资格认证" }).TapAsync();
        await kiosk.WaitForURLAsync("**/who?*");
        await FitsAsync(kiosk);
        await kiosk.Locator("button.k", new() { HasText = "60 岁以上" }).TapAsync();
        await kiosk.WaitForURLAsync("**/kiosk/ticket/*");

        Assert.Equal(2, await kiosk.EvaluateAsync<int>("Number(sessionStorage.touches)") - before);
        await FitsAsync(kiosk);
        await kiosk.ScreenshotForDocsAsync("kiosk-ticket");
        return (await kiosk.Locator(".slip .no").InnerTextAsync(), await PrintedAsync(kiosk));
    }

    // Nothing lies below the edge, where nobody at a kiosk looks, and every target is wide as a thumb.
    private static async Task FitsAsync(IPage kiosk)
    {
        Assert.True(await kiosk.EvaluateAsync<int>("document.documentElement.scrollHeight") <= Screen.Kiosk.Height, $"{kiosk.Url} is taller than the kiosk");
        var least = await kiosk.EvaluateAsync<double>("Math.min(...[...document.querySelectorAll('.k')].filter(one => one.offsetParent).map(one => one.getBoundingClientRect().height))");
        Assert.True(least >= 130, $"{kiosk.Url}: a target of {least} px");
    }

    private static async Task<string> PrintedAsync(IPage kiosk)
    {
        await Expect(kiosk.Locator("html")).ToHaveAttributeAsync("data-prints", "1");
        await kiosk.EmulateMediaAsync(new() { Media = Media.Print });
        var slip = kiosk.Locator(".tb-slipprint .tb-ticket");
        var box = (await slip.BoundingBoxAsync())!;
        Assert.InRange(box.Width, 270, 274);
        Assert.False(await kiosk.Locator(".slip").IsVisibleAsync());
        Assert.Equal("88px", await slip.Locator(".no").EvaluateAsync<string>("one => getComputedStyle(one).fontSize"));
        Assert.Contains("前面还有", await slip.InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("补打", await slip.InnerTextAsync(), StringComparison.Ordinal);
        var paper = await kiosk.PdfAsync(new() { Width = "80mm", Height = "200mm" });
        Assert.Single(Sheet().Matches(System.Text.Encoding.Latin1.GetString(paper)));
        await kiosk.ScreenshotForDocsAsync("ticket-printed", slip);
        await kiosk.EmulateMediaAsync(new() { Media = Media.Screen });
        await kiosk.Locator("[data-reprint-now]").TapAsync();
        await Expect(kiosk.Locator("html")).ToHaveAttributeAsync("data-prints", "2");
        Assert.Contains("补打", await slip.TextContentAsync(), StringComparison.Ordinal);
        return await slip.Locator(".tb-qr").ReadQrAsync();
    }

    private async Task LetInAsync(string number)
    {
        var gate = await OpenAsync(Screen.Tablet, hall.Server);
        await gate.SignInAsync("guard", "/gate");
        await gate.FillAsync("#Scan", number);
        await gate.Keyboard.PressAsync("Enter");

        await Expect(gate.Locator(".st h2:not(.tb-gate-h2)")).ToContainTextAsync("请进");
        await Expect(gate.Locator(".st")).ToContainTextAsync("D 社会事务区");
    }

    private static async Task CalledFirstAsync(IPage desk, string elder, string ordinary)
    {
        var line = desk.Locator("ol.q").First.Locator("li");
        await Expect(line.Nth(0)).ToContainTextAsync(elder);
        await Expect(line.Nth(0)).ToContainTextAsync("长辈优先");
        await Expect(line.Nth(0)).ToContainTextAsync("本人说过要照顾，优先");
        await Expect(line.Nth(1)).ToContainTextAsync(ordinary);
        await desk.ScreenshotForDocsAsync("desk-line");
        await desk.PressKeyAsync("F2", ".who .no");
        await Expect(desk.Locator(".who .no")).ToHaveTextAsync(elder);
    }

    // Two windows call almost at once: the second waits until the first has been said to its end.
    private async Task SaidAsync(IPage desk, IPage wall, string elder, string ordinary)
    {
        var neighbour = await OpenAsync(Screen.Desktop, hall.Server);
        await neighbour.OpenWindowAsync("w28");
        await neighbour.PressKeyAsync("F2", ".who .no");

        await Expect(wall.Locator("html")).ToHaveAttributeAsync("data-said", "4", new() { Timeout = 30_000 });
        var (first, second) = ($"请 {Spoken(elder)} 号，到 27 号窗口。", $"请 {Spoken(ordinary)} 号，到 28 号窗口。");
        Assert.Equal([$">{first}", $"<{first}", $">{second}", $"<{second}"], await wall.EvaluateAsync<string[]>("said"));
        await neighbour.PressKeyAsync("F10", "[data-key=F10]:has-text('办完')");
        await neighbour.PressKeyAsync("F10", "[data-key=F2]");
    }

    private static async Task MissedAsync(IPage desk, IPage wall, string elder)
    {
        await Expect(desk.Locator("[data-key=F4]")).ToBeDisabledAsync();
        await desk.PressKeyAsync("F3", ".who .timer:has-text('第 2 次叫')");
        await desk.PressKeyAsync("F3", ".who .timer:has-text('第 3 次叫')");
        await Expect(wall.Locator("html")).ToHaveAttributeAsync("data-said", "8", new() { Timeout = 30_000 });
        await desk.PressKeyAsync("F4", "h2:has-text('过号的')");
        await Expect(wall.Locator("[data-card-number]")).Not.ToHaveTextAsync(elder, new() { Timeout = 30_000 });
    }

    // At the help desk a guide scans the slip with the guide's own phone.
    private async Task ComesBackAsync(string address)
    {
        var guide = await OpenAsync(Screen.Phone, hall.Server);
        await guide.GotoAsync(address);
        await guide.ClickAsync("button:has-text('我回来了')");
        await Expect(guide.Locator(".tb-myticket")).ToHaveAttributeAsync("data-state", "next");
    }

    private static async Task ServedAsync(IPage desk, string elder)
    {
        await desk.PressKeyAsync("F2", ".who .no");
        await Expect(desk.Locator(".who .no")).ToHaveTextAsync(elder);
        await desk.PressKeyAsync("F10", "a[href*='/staff/cases/new']");
        await desk.ClickAsync("a[href*='/staff/cases/new']");
        await desk.FillAsync("#Form_Name", "赵敬德");
        await desk.FillAsync("#Form_IdNumber", "410102194503121238");
        await desk.ClickAsync("button[value=finish]");
        await Expect(desk.Locator("main")).ToContainTextAsync("办结");
        await desk.GotoAsync("/desk");
        await desk.PressKeyAsync("F10", "[data-key=F2]");
    }

    private static string Spoken(string number) =>
        string.Join(' ', number.Select(one => char.IsDigit(one) ? "零一二三四五六七八九"[one - '0'] : one));

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Sheet();
}
