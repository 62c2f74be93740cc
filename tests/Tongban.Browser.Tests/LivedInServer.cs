using System.Text.Json;
using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;
using Tongban.Browser.Tests.Journeys.OneThing;

namespace Tongban.Browser.Tests;

/// <summary>
/// A server of its own where a morning's work has been done, so that every page with parameters has something to
/// show: somebody booked, another is choosing, three took tickets, two were served and one of them rated, two applied
/// online and one was accepted, an inquiry and a draft are open, one line gives no numbers, a company got its seals and a
/// bank took no fee from it. All of it is done without script.
/// </summary>
public sealed partial class LivedInServer(Browsers browsers) : IAsyncLifetime
{
    private const string Item = "SU01";
    private const string OnlineItem = "MS13";
    private const string Letter = "A";
    private const string Enterprise = "91410100MA0Y90015E";

    private const string Person = "王小明";
    private const string Question = "办药店要多大的面积？";
    private const string Reason = "系统升级";
    private const string Partner = "银行开户系统";
    private const string Said = "坡道太陡，轮椅上不去。";
    private const string Province = "省级交换平台";
    private const string LicensedCompany = "康宁药房有限公司";
    private static readonly string[] Companies = ["如意药房有限公司", "平安药房有限公司"];

    private readonly List<string> addresses = [];
    private readonly List<IBrowserContext> contexts = [];
    private readonly List<string> tickets = [];

    /// <summary>Chinese by nature: names of people and companies, and what people wrote.</summary>
    public static IReadOnlyList<string> Given { get; } = [Person, Said, "王*国", "王*明", Question, Reason, Partner, Province, LicensedCompany, .. Companies, OneForm.Company, .. StaffNames()];

    public TongbanServer Server { get; private set; } = null!;

    /// <summary>Pages with parameters, filled in.</summary>
    public IReadOnlyList<string> Addresses => addresses;

    public string CaseNumber { get; private set; } = "";

    public string QueryCode { get; private set; } = "";

    /// <summary>Number and query code of something that was said.</summary>
    public (string Number, string Code) Voice { get; private set; }

    /// <summary>Of somebody who has founded a company here and is signed in: no second code within the minute.</summary>
    public IReadOnlyList<Cookie> FounderCookies { get; private set; } = [];

    /// <summary>The window where two were served; an evaluator bound to it asks about the second.</summary>
    public string WindowId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Server = await TongbanServer.StartAsync();
        await BookAsync();
        await WaitAsync();
        await ApplyAsync();
        await StopALineAsync();
        await TakeTicketsAsync();
        await ServeAsync();
        await RateAsync();
        await RateBadlyAsync();
        await DecideAsync();
        await FoundAsync();
        await LicenceAsync();
        await DraftAsync();
        await GiveAsync();
        await PartnerAsync();
        await SpeakAsync();
        await FindOddAsync();
        foreach (var context in contexts)
        {
            await context.CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }

    /// <summary>Opens the progress page and that of a voice to this browser, as people do with number and code.</summary>
    public async Task OpenCaseAsync(IPage page)
    {
        await page.GotoAsync("/voices/find");
        await page.FillAsync("[name=Number]", Voice.Number);
        await page.FillAsync("[name=Code]", Voice.Code);
        await page.ClickAsync("#find button");
        await page.ArrivesInAsync(Voice.Number);
        await page.GotoAsync("/progress");
        await page.FillAsync("[name=Number]", CaseNumber);
        await page.FillAsync("[name=Code]", QueryCode);
        await page.ClickAsync("#find button");
        await page.ArrivesInAsync(CaseNumber);
    }

    /// <summary>Signs a citizen in by phone.</summary>
    public async Task SignInCitizenAsync(IPage page, string phone)
    {
        await page.GotoAsync("/me/sign-in");
        await page.FillAsync("[name=Phone]", phone);
        await page.ClickAsync("main form button");
        await page.ArrivesAsync(url => !url.EndsWith("/me/sign-in", StringComparison.Ordinal));
        await page.FillAsync("[name=Digits]", await CodeAsync(phone));
        await page.ClickAsync("main form button");
        await page.LeavesAsync("sign-in");
    }

    public static async Task SignInStaffAsync(IPage page, string name)
    {
        await page.GotoAsync("/staff/sign-in");
        await page.FillAsync("[name=Name]", name);
        await page.FillAsync("[name=Password]", "Demo-2026");
        await page.ClickAsync("main button.btn-primary");
        await page.LeavesAsync("sign-in");
    }

    /// <summary>Lets a browser play a device at the window where people were served.</summary>
    public async Task PlayAsync(IPage page, string kind)
    {
        await page.GotoAsync("/device");
        var place = await page.Locator($"#place option[value$='.{WindowId.Replace("-", "", StringComparison.Ordinal)}']").GetAttributeAsync("value");
        await page.SelectOptionAsync("#place", place!);
        await page.ClickAsync($"#demo button[value={kind}]");
    }

    private async Task BookAsync()
    {
        var page = await OpenAsync(Screen.WithoutScript);
        await IdentifyAsync(page, "13800138000", "110101188503071236");
        await page.FillAsync("[name=Digits]", await CodeAsync("13800138000"));
        await page.ClickAsync("#confirm button");
        var booking = Keep(page);
        addresses.AddRange([$"{booking}/move", $"/staff{booking}/move"]);

        // One more who has not entered the code yet, and one who is about to sign in.
        await IdentifyAsync(await OpenAsync(Screen.WithoutScript), "13900139000", "11010519491231002X");
        await page.GotoAsync("/me/sign-in");
        await page.FillAsync("[name=Phone]", "13500135000");
        await page.ClickAsync("main form button");
        Keep(page);
    }

    // One who waits for a full morning, and one who has not entered the code yet.
    private async Task WaitAsync()
    {
        var day = await FullMorning.FillAsync(Server, Item);
        foreach (var (phone, id) in new[] { ("13300133000", "11010519491231002X"), ("13200132000", "110101188503071236") })
        {
            var page = await OpenAsync(Screen.WithoutScript);
            await FullMorning.RegisterAsync(page, Item, day, Person, id, phone);
            Keep(page);
            if (phone == "13300133000")
            {
                await page.FillAsync("[name=Digits]", await CodeAsync(phone));
                await page.ClickAsync("#confirm button");
                Keep(page);
                addresses.Remove(addresses[^2]);
            }
        }

        addresses.Add($"/book/{Item}/waiting?site={FullMorning.Site}&item={Item}&day={day}");
    }

    private async Task IdentifyAsync(IPage page, string phone, string id)
    {
        await page.GotoAsync($"/book/{Item}");
        await page.ClickAsync("main form button.btn-primary");
        Keep(page);
        await page.ClickAsync(".tb-slots label:not(:has(:disabled))");
        await page.ClickAsync("main form button.btn-primary");
        Keep(page);
        await page.FillAsync("[name='Form.Name']", Person);
        await page.FillAsync("[name='Form.Number']", id);
        await page.FillAsync("[name='Form.Phone']", phone);
        await page.ClickAsync("main form button");
        Keep(page);
    }

    private async Task ApplyAsync()
    {
        var page = await OpenAsync(Screen.WithoutScript);
        foreach (var name in Companies)
        {
            await ApplyAsync(page, name);
            addresses.Add(Keep(page) + "/papers/receipt");
            (CaseNumber, QueryCode) = (new Uri(page.Url).Segments[^1], await page.InnerTextAsync("#query-code"));
        }
    }

    private static async Task ApplyAsync(IPage page, string name)
    {
        await page.GotoAsync($"/apply/{OnlineItem}");
        await page.FillAsync("[name='Form.Name']", name);
        await page.FillAsync("[name='Form.Handler']", "王建国");
        await page.FillAsync("[name='Form.IdNumber']", "11010519491231002X");
        await page.FillAsync("[name='Form.Phone']", "13700137000");
        await page.ClickAsync("#apply button");
    }

    // A third one goes all the way: its licence can be looked up.
    private async Task LicenceAsync()
    {
        var applicant = await OpenAsync(Screen.WithoutScript);
        await ApplyAsync(applicant, LicensedCompany);
        var number = new Uri(applicant.Url).Segments[^1];
        var clerk = await StaffAsync("w05");
        await clerk.GotoAsync($"/staff/cases?number={number}");
        await clerk.GotoAsync((await clerk.Locator("table a[href*='/staff/cases/']").First.GetAttributeAsync("href"))!);
        await TakeAsync(clerk);
        var id = new Uri(clerk.Url).Segments[^1];

        var officer = await StaffAsync("approver-d02");
        await officer.GotoAsync($"/staff/inbox/{id}");
        while (await officer.Locator("#close").CountAsync() == 0)
        {
            await officer.ClickAsync("#claim button");
            await officer.FillAsync("#step [name=Text]", "同意");
            await officer.ClickAsync("#step button[value=agree]");
        }

        await officer.ClickAsync("#close button[value=close]");
        await officer.GotoAsync("/staff/licences");
        await officer.GotoAsync(await LinkAsync(officer, "/staff/licences/"));
        Keep(officer);
        addresses.Add(await LinkAsync(officer, "/verify/"));
    }

    private async Task StopALineAsync()
    {
        var page = await StaffAsync("manager");
        await page.GotoAsync("/staff/hall");
        await page.ClickAsync("details:has(#stop) > summary");
        var line = await page.Locator("#stop-group option").Last.InnerTextAsync();
        await page.SelectOptionAsync("#stop-group", new SelectOptionValue { Label = line });
        await page.FillAsync("#stop-reason", Reason);
        await page.ClickAsync("#stop button");
        addresses.Add($"/kiosk/{line.Trim().Split(' ')[0]}/stopped");
    }

    private async Task TakeTicketsAsync()
    {
        var clerk = await StaffAsync("w05");
        await clerk.GotoAsync("/desk/window");
        WindowId = (await clerk.Locator("button.btn-primary[name=window]").First.GetAttributeAsync("value"))!;
        await clerk.ClickAsync($"button[name=window][value='{WindowId}']");

        var kiosk = await OpenAsync(Screen.WithoutScript);
        await PlayAsync(kiosk, "Kiosk");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await kiosk.GotoAsync($"/kiosk/{Letter}/who");
            await kiosk.ClickAsync("button[name=precedence][value=None]");
            tickets.Add(Keep(kiosk).Split('/')[^1]);
            addresses.Add($"/t/{tickets[^1]}");
        }

        addresses.AddRange([$"/kiosk/{Letter}", $"/kiosk/{Letter}/who"]);
    }

    // The third is still at the window when the pages are looked at.
    private async Task ServeAsync()
    {
        var clerk = contexts[^2].Pages[0];
        foreach (var key in new[] { "F2", "F10", "F10", "F2", "F10", "F10", "F2", "F10" })
        {
            await clerk.GotoAsync("/desk");
            await clerk.ClickAsync($"button[data-key={key}]");
        }

        await clerk.GotoAsync("/staff/inquiries");
        await clerk.FillAsync("[name=Question]", Question);
        await clerk.ClickAsync("#ask button");
        await clerk.GotoAsync("/staff/inquiries");
        addresses.Add(await LinkAsync(clerk, "/staff/inquiries/"));
        await AcceptAsync(clerk);
    }

    private async Task AcceptAsync(IPage clerk)
    {
        await clerk.GotoAsync("/staff/cases");
        var links = await clerk.EvalOnSelectorAllAsync<string[]>("a[href*='/staff/cases/']", "all => all.map(a => a.getAttribute('href'))");
        var cases = links.Where(link => CaseLink().IsMatch(link)).Distinct().ToList();
        await clerk.GotoAsync(cases[0]);
        await TakeAsync(clerk);
        addresses.AddRange([.. cases, cases[0] + "/papers/receipt", cases[0] + "/papers/acceptance"]);
    }

    private static async Task TakeAsync(IPage clerk)
    {
        foreach (var label in await clerk.Locator(".seg label:has(input[name^=Findings][value=Received])").AllAsync())
        {
            await label.ClickAsync();
        }

        await clerk.ClickAsync("#check button[value=accept]");
    }

    private async Task RateAsync()
    {
        var page = await OpenAsync(Screen.WithoutScript);
        await page.GotoAsync($"/t/{tickets[1]}");
        var waiting = (await LinkAsync(page, "/rate/")).Split('?')[0];
        addresses.AddRange([waiting, "/evaluator" + waiting, "/kiosk" + waiting, "/rate/at/H01/W05"]);
        await page.GotoAsync($"/t/{tickets[0]}");
        await page.GotoAsync(await LinkAsync(page, "/rate/"));
        Keep(page);
        await page.CheckAsync("#l5");
        await page.ClickAsync("main form button");
        Keep(page);
    }

    // Two were helped by staff and have the link on their phones: one is angry, the other has not rated and may be asked. A
    // form on paper waits for its second reading.
    private async Task RateBadlyAsync()
    {
        var guide = await StaffAsync("guide");
        foreach (var phone in new[] { "13600136001", "13600136002" })
        {
            await guide.GotoAsync("/staff/ratings/record");
            await guide.SelectOptionAsync("#Kind", "Agency");
            await guide.FillAsync("#Phone", phone);
            await guide.ClickAsync("#record button");
        }

        var page = await OpenAsync(Screen.WithoutScript);
        await page.GotoAsync((await Server.MessageAsync(new Regex("^13600136001 .*(http\\S+/rate/\\S+)"))).Groups[1].Value);
        await page.CheckAsync("#l1");
        await page.Locator(".t1 input").First.CheckAsync();
        await page.FillAsync("#Form_Phone", "13600136001");
        await page.ClickAsync("main form button");
        await page.GotoAsync(await LinkAsync(page, "/mending/"));
        Keep(page);
        await guide.GotoAsync("/staff/ratings/paper");
        await guide.FillAsync("#TicketNumber", $"{Letter}002");
        await guide.FillAsync("#TicketCode", tickets[1][..8]);
        await guide.CheckAsync("#l4");
        await guide.ClickAsync("#enter button");
    }

    private async Task DecideAsync()
    {
        var page = await StaffAsync("approver-d02");
        await page.GotoAsync("/staff/inbox");
        var link = await LinkAsync(page, "/staff/inbox/");
        addresses.AddRange([link, link + "/papers/acceptance", link.Replace("/inbox/", "/risks/", StringComparison.Ordinal)]);
        await page.GotoAsync(link);
        await page.ClickAsync("#claim button");
    }

    // A company is being founded at one go: handed in, and with the registrar.
    private async Task FoundAsync()
    {
        var page = await OpenAsync(Screen.WithoutScript);
        await SignInCitizenAsync(page, "13600136000");
        FounderCookies = [.. (await page.Context.CookiesAsync()).Select(kept => new Cookie { Name = kept.Name, Value = kept.Value, Domain = kept.Domain, Path = kept.Path, HttpOnly = kept.HttpOnly, SameSite = kept.SameSite })];
        await page.GotoAsync("/onething/OT-STARTUP/form");
        Keep(page);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            // What is asked next stands there once what decides it has been kept.
            await OneForm.FillAsync(page);
            await page.ClickAsync("#do-save");
        }

        await OneForm.FillRestAsync(page);
        await page.ClickAsync("#do-submit");
        await page.ArrivesInAsync("/onething/mine/");
        addresses.Add(Keep(page) + "/credit");
        await page.GotoAsync("/onething/OT-BIRTH/form");
        Keep(page);
        await RegisterAsync();
    }

    // The company stands in the register; the steps that follow have begun.
    private async Task RegisterAsync()
    {
        var desk = await StaffAsync("approver-d02");
        await desk.GotoAsync("/staff/steps");
        await desk.GotoAsync(await LinkAsync(desk, "/staff/steps/"));
        Keep(desk);
        await desk.ClickAsync("button[value=accept]");
        foreach (var (field, value) in new[] { ("uscc", "91410100MA0000015B"), ("licence_no", "豫东-1"), ("registered_at", "2026-11-24") })
        {
            await desk.FillAsync($"[name='Given[{field}]']", value);
        }

        await desk.ClickAsync("button[value=finish]");
    }

    // A bank's system, its page and its days.
    private async Task PartnerAsync()
    {
        var page = await StaffAsync("admin");
        await page.GotoAsync("/staff/partners");
        await page.FillAsync("#new [name=Name]", Partner);
        await page.SelectOptionAsync("#new [name=Kind]", "Bank");
        await page.SelectOptionAsync("#new [name=Body]", new SelectOptionValue { Label = "光大银行（驻金融服务驿站）" });
        await page.ClickAsync("#new button");
        addresses.Add(Keep(page) + "/days");
        await page.GotoAsync("/staff/partners");
        await page.FillAsync("#new [name=Name]", Province);
        await page.SelectOptionAsync("#new [name=Kind]", "Province");
        await page.ClickAsync("#new button");
        addresses.Add(new Uri(page.Url).AbsolutePath + "/ratings");
    }

    // A clerk rates by the phone that an administrator has registered as theirs: found when somebody looks.
    private async Task FindOddAsync()
    {
        var admin = await StaffAsync("admin");
        await admin.GotoAsync("/staff/people");
        await admin.GotoAsync(await LinkAsync(admin, "/staff/people/"));
        await admin.FillAsync("#Phone", "13600136001");
        await admin.ClickAsync("#mark button");
        var officer = await StaffAsync("ratings");
        await officer.GotoAsync("/staff/ratings/alerts");
        var today = (await officer.GetAttributeAsync("#From", "max"))!;
        await officer.ClickAsync("main details summary");
        await officer.FillAsync("#From", today);
        await officer.FillAsync("#Through", today);
        await officer.ClickAsync("#look button");
        await officer.GotoAsync(await LinkAsync(officer, "/staff/ratings/alerts/"));
        Keep(officer);
    }

    // Somebody said something, another is on the phone, and the box was opened by two.
    private async Task SpeakAsync()
    {
        var page = await OpenAsync(Screen.WithoutScript);
        await page.GotoAsync("/voices/new");
        await page.CheckAsync("[name=Kind][value=Suggestion]");
        await page.FillAsync("#Text", Said);
        await page.ClickAsync("#voice button");
        Keep(page);
        Voice = (await page.InnerTextAsync("#number"), await page.InnerTextAsync("#code"));

        var officer = await StaffAsync("voices");
        await officer.GotoAsync("/staff/hotline");
        await officer.ClickAsync("#new-call button");
        await officer.GotoAsync("/staff/voices/box");
        await officer.FillAsync("#Cards", "1");
        await officer.ClickAsync("#open button");
        var opening = new Uri(officer.Url).AbsolutePath;
        var second = await StaffAsync("manager");
        await second.GotoAsync(opening);
        await second.FillAsync("#Cards", "1");
        await second.ClickAsync("#confirm button");
    }

    private async Task DraftAsync()
    {
        var page = await StaffAsync("editor");
        await page.GotoAsync($"/staff/items/{Item}");
        await page.ClickAsync("main form button.btn-primary");
        Keep(page);
    }

    private async Task GiveAsync()
    {
        var clerk = await StaffAsync("benefits");
        await clerk.GotoAsync($"/staff/benefits/grant?q={Enterprise}");
        Keep(clerk);
        await clerk.ClickAsync("#grant button");
        Keep(clerk);
        var bank = await StaffAsync("w38");
        await bank.GotoAsync("/staff/bank");
        await bank.FillAsync("[name=Uscc]", Enterprise);
        await bank.ClickAsync("#waive button");
        Keep(bank);
    }

    private async Task<IPage> OpenAsync(Screen screen)
    {
        var context = await browsers.OpenAsync(screen, Server.Url);
        contexts.Add(context);
        return await context.NewPageAsync();
    }

    private async Task<IPage> StaffAsync(string name)
    {
        var page = await OpenAsync(Screen.Desktop with { Script = false });
        await SignInStaffAsync(page, name);
        return page;
    }

    // Where the browser stands now is a page to look at.
    private string Keep(IPage page)
    {
        var here = new Uri(page.Url);
        if (!addresses.Contains(here.PathAndQuery))
        {
            addresses.Add(here.PathAndQuery);
        }

        return here.AbsolutePath;
    }

    private static IEnumerable<string> StaffNames()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "data", "district", "staff.json")));
        return [.. json.RootElement.GetProperty("staff").EnumerateArray().Select(one => one.GetProperty("name_zh").GetString()!)];
    }

    private static async Task<string> LinkAsync(IPage page, string under) =>
        (await page.Locator($"main a[href*='{under}']").First.GetAttributeAsync("href"))!;

    private async Task<string> CodeAsync(string phone) => (await Server.MessageAsync(new Regex($"^{phone} .*(?:验证码 |code is )(\\d{{6}})"))).Groups[1].Value;

    [GeneratedRegex("/staff/cases/[0-9a-f-]{36}$")]
    private static partial Regex CaseLink();
}
