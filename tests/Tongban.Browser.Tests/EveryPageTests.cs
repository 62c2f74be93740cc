using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests;

/// <summary>
/// Every page that the running program has: nothing serious for axe, nothing wider than the screen, nothing on the
/// console, and whatever can be reached by key shows that it was. A page that nothing leads to fails the test.
/// Citizens' pages once each on a phone, on a desktop in high contrast, in English on the narrowest phone and in
/// elder mode; staff's on a desktop and a phone. All of axe looks at each page once; where the same page stands
/// on another screen, in other colours or in another language, those of its rules that this can spoil.
/// </summary>
public sealed class EveryPageTests(LivedInServer lived, SharedServer server, Browsers browsers)
    : BrowserTest(server, browsers), IClassFixture<LivedInServer>
{
    // Nothing that is looked at here hangs on how many dots a pixel has, and drawing four takes time.
    private static Screen Phone { get; } = Screen.Phone with { Scale = 1 };

    // The narrowest phone, and a desktop of 1280 pixels at 400% (WCAG 1.4.10).
    private static readonly Screen Narrow = Phone with { Width = 320 };

    private static readonly Screen Desk = Screen.Desktop;

    private const string First = "w05";

    private const string Emptied =
        """
        form => {
          form.noValidate = true;
          form.querySelectorAll('input:not([type=hidden], [type=radio], [type=checkbox])').forEach(field => { field.value = ''; });
          form.requestSubmit();
        }
        """;

    private static readonly string[] GoneOn = ["Execution context was destroyed", "net::ERR_ABORTED", "interrupted by another navigation"];

    private readonly List<string> faults = [];

    /// <summary>Somebody who may open each kind of staff page.</summary>
    public static TheoryData<string, string> Staff => new()
    {
        { First, "ServeAtWindow AcceptCases HelpWithBookings AnswerInquiries" },
        { "guard", "GuardGate" },
        { "manager", "ManageHall WatchCases ReadFigures" },
        { "approver-d02", "DecideCases HandleSteps" },
        { "head-d02", "LeadCases" },
        { "editor", "EditCatalogue" },
        { "admin", "Administer" },
        { "auditor", "Audit" },
        { "benefits", "KeepBenefits" },
        { "ratings", "CollectRatings MendRatings ReviewRectifications" },
        { "voices", "TakeVoices HandleVoices HearVisitors" },
        { "w38", "ServeBank" },
    };

    [Fact]
    public async Task Public_pages_are_sound()
    {
        var page = await PublicAsync(Phone);
        await page.Context.AddCookiesAsync(lived.FounderCookies);
        await LookAsync(page, every => [.. every.Public, .. every.OfCitizens]);

        Report();
    }

    [Fact]
    public async Task Public_pages_are_sound_in_high_contrast_and_by_key()
    {
        var page = await PublicAsync(Desk);
        await page.GotoAsync("/contrast?on=1&return=/");
        await LookAsync(page, every => every.Public, ByKeyAsync, Accessibility.Colours);

        Report();
    }

    [Fact]
    public async Task Public_pages_are_sound_and_wholly_English_in_English()
    {
        var page = await PublicAsync(Narrow);
        await page.GotoAsync("/?lang=en");
        await LookAsync(page, every => every.ForCitizens, OnlyEnglishAsync, Accessibility.Language);

        Report();
    }

    [Fact]
    public async Task Public_pages_are_large_in_elder_mode()
    {
        var page = await PublicAsync(Phone);
        await page.GotoAsync("/elder?on=1&return=/");
        await LookAsync(page, every => every.ForCitizens, LargeAsync, [.. Accessibility.Colours, .. Accessibility.Layout]);

        Report();
    }

    [Fact]
    public async Task Somebody_here_holds_each_permission_that_a_page_needs()
    {
        var every = await EveryPage.OfAsync(lived.Server);

        Assert.Empty(every.Permissions.Except(Staff.SelectMany(row => row.Data.Item2.Split(' '))));
    }

    [Fact]
    public async Task Pages_that_refuse_are_sound_and_say_why_at_the_top()
    {
        Expect("status of 422");
        var page = await PublicAsync(Phone);
        foreach (var (address, form) in Refusing().Append((await HoldAsync(page), "main form")))
        {
            await page.GotoAsync(address);
            await page.EvalOnSelectorAsync(form, Emptied);
            await page.WaitForSelectorAsync(".tb-errors");
            await LookAtAsync(page, $"{address}, sent empty");
        }

        Report();
    }

    [Fact]
    public async Task Public_pages_work_without_script()
    {
        var every = await EveryPage.OfAsync(lived.Server);
        var page = await OpenAsync(Screen.WithoutScript, lived.Server);
        await lived.OpenCaseAsync(page);
        await EveryPage.VisitAsync(page, every.Public, Known(), async address =>
        {
            Expected(address);
            await page.GotoAsync(address);
            Note(await page.Locator("h1").First.IsVisibleAsync(), $"{address}: no heading without script");
            Note(await page.Locator("form:not(:has(button, input[type=submit]))").CountAsync() == 0, $"{address}: a form that only script can send");
            Note(await page.Locator("main button[type=button]:visible").CountAsync() == 0, $"{address}: a button that only script can press");
        });

        Report();
    }

    [Theory]
    [MemberData(nameof(Staff))]
    public async Task Staff_pages_are_sound(string name, string permissions)
    {
        var desk = await StaffAsync(name, Desk);
        await LookAsync(desk, every => PagesOf(every, name, permissions), ByKeyAsync);
        var phone = await StaffAsync(name, Phone);
        await LookAsync(phone, every => PagesOf(every, name, permissions), only: Accessibility.Layout);


        Report();
    }

    [Theory]
    [InlineData(First, "ServeAtWindow AcceptCases HelpWithBookings AnswerInquiries")]
    [InlineData("manager", "ManageHall WatchCases ReadFigures")]
    [InlineData("admin", "Administer")]
    public async Task Staff_pages_are_wholly_English_in_English(string name, string permissions)
    {
        var page = await StaffAsync(name, Desk);
        await page.GotoAsync("/staff?lang=en");
        await VisitAsync(page, every => PagesOf(every, name, permissions), OnlyEnglishAsync);

        Report();
    }

    [Theory]
    [InlineData("Kiosk", 1080, 1920)]
    [InlineData("Evaluator", 1280, 800)]
    [InlineData("Gate", 1024, 768)]
    [InlineData("Display", 1920, 1080)]
    public async Task Pages_of_devices_are_sound(string kind, int width, int height)
    {
        // What it was about to fetch when it was opened once more.
        Expect("Failed to fetch");
        var device = await DeviceAsync(kind, new Screen(width, height, Touch: true));
        await LookAsync(device, every => every.OfDevice(kind), OnlyEnglishThenBackAsync);
        var phone = await DeviceAsync(kind, Phone);
        await LookAsync(phone, every => every.OfDevice(kind), only: Accessibility.Layout);

        Report();
    }

    // What everybody is let in to looks the same to all of them.
    private static IReadOnlyList<EveryPage.Entry> PagesOf(EveryPage every, string name, string permissions) =>
        [.. every.OfStaff(permissions.Split(' ')), .. name == First ? every.OfAllStaff : []];

    private async Task<IPage> StaffAsync(string name, Screen screen)
    {
        var page = await OpenAsync(screen, lived.Server);
        await LivedInServer.SignInStaffAsync(page, name);
        return page;
    }

    // An evaluator is told there what it shows next; while it is looked at it stays where it is.
    private async Task<IPage> DeviceAsync(string kind, Screen screen)
    {
        var page = await OpenAsync(screen, lived.Server);
        await lived.PlayAsync(page, kind);
        await page.RouteAsync("**/evaluator?*handler=Next*", route => route.FulfillAsync(new() { Status = 200, Body = "" }));
        return page;
    }

    private async Task<IPage> PublicAsync(Screen screen)
    {
        var page = await OpenAsync(screen, lived.Server);
        await lived.OpenCaseAsync(page);
        return page;
    }

    private IEnumerable<(string Address, string Form)> Refusing() =>
    [
        ("/me/sign-in", "main form"),
        ("/progress", "#find"),
        ("/rate", "#by-ticket"),
        ("/voices/find", "#find"),
        ("/voices/new", "#voice"),
        ("/staff/sign-in", "main form"),
        ("/apply/MS13", "#apply"),
        (Times(), "main form"),
        (lived.Addresses.First(address => address.StartsWith("/rate/", StringComparison.Ordinal)), "main form"),
    ];

    private string Times() => lived.Addresses.First(address => address.Contains("/times", StringComparison.Ordinal));

    // A fresh one: those of the server's morning may have run out.
    private async Task<string> HoldAsync(IPage page)
    {
        await page.GotoAsync(Times());
        await page.Locator(".tb-slots label:not(:has(:disabled))").First.ClickAsync();
        await page.ClickAsync("main form button");
        await page.ArrivesInAsync("/book/hold/");
        return new Uri(page.Url).AbsolutePath;
    }

    // "/errors/{status}" is the page for whatever else goes wrong; nothing links to it.
    private IEnumerable<string> Known() => [.. lived.Addresses, "/errors/500", "/wall/H01"];

    private async Task LookAsync(IPage page, Func<EveryPage, IReadOnlyList<EveryPage.Entry>> entries, Func<IPage, string, Task>? more = null, params string[] only)
    {
        await page.Context.LookOftenAsync();
        await VisitAsync(page, entries, async (page, address) =>
        {
            await LookAtAsync(page, address, only);
            await (more?.Invoke(page, address) ?? Task.CompletedTask);
        });
    }

    private async Task VisitAsync(IPage page, Func<EveryPage, IReadOnlyList<EveryPage.Entry>> entries, Func<IPage, string, Task> look)
    {
        var unseen = await EveryPage.VisitAsync(page, entries(await EveryPage.OfAsync(lived.Server)), Known(), async address =>
        {
            Expected(address);
            await StillAsync(page, address, look);
        });
        faults.AddRange(unseen.Select(address => $"nothing led to {address}"));
    }

    // A page of a device goes on by itself; it is opened once more and looked at from its beginning.
    private static async Task StillAsync(IPage page, string address, Func<IPage, string, Task> look, int patience = 5)
    {
        try
        {
            await page.GotoAsync(address);
            await look(page, address);
        }
        catch (PlaywrightException moved) when (patience > 0 && GoneOn.Any(moved.Message.Contains))
        {
            await StillAsync(page, address, look, patience - 1);
        }
    }

    private async Task LookAtAsync(IPage page, string address, params string[] only)
    {
        var width = page.ViewportSize!.Width;
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Note(wide <= width, $"{address}: {wide} pixels wide on a screen of {width}");
        try
        {
            await page.ShouldBeAccessibleAsync(only);
        }
        catch (Exception fault) when (fault is Xunit.Sdk.IAssertionException)
        {
            faults.Add($"{address} at {width}: {fault.Message}");
        }
    }

    private async Task ByKeyAsync(IPage page, string address) =>
        faults.AddRange((await Measures.ByKeyAsync(page)).Select(fault => $"{address} by key: {fault}"));

    // The list of sent messages exists in development only; each is in the language of whom it went to.
    private async Task OnlyEnglishAsync(IPage page, string address) =>
        faults.AddRange(address.StartsWith("/dev/", StringComparison.Ordinal) ? [] : (await Measures.ChineseAsync(page, LivedInServer.Given)).Select(fault => $"{address} in English: {fault}"));

    private async Task LargeAsync(IPage page, string address) =>
        faults.AddRange((await Measures.SmallAsync(page)).Select(fault => $"{address} in elder mode: {fault}"));

    // A device keeps its language in a cookie as everybody does; the next page is looked at in Chinese again.
    private async Task OnlyEnglishThenBackAsync(IPage page, string address)
    {
        await page.GotoAsync(address + "?lang=en");
        await OnlyEnglishAsync(page, address);
        await page.GotoAsync(address + "?lang=zh");
    }

    // The error pages answer with the status that they are about, and the browser notes it on its console.
    private void Expected(string address)
    {
        if (address.StartsWith("/errors/", StringComparison.Ordinal))
        {
            Expect($"status of {address[^3..]}");
        }
    }

    private void Note(bool sound, string fault)
    {
        if (!sound)
        {
            faults.Add(fault);
        }
    }

    private void Report() => Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults)}");
}
