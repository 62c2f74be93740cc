using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests;

/// <summary>
/// Every page that the running program has, on a phone and on a desktop: nothing serious for axe, nothing wider than
/// the screen, nothing on the console, and citizens' pages without script as well.
/// </summary>
public sealed class EveryPageTests(SharedServer server, Browsers browsers) : BrowserTest(server, browsers)
{
    private static readonly Screen[] Screens = [Screen.Phone, Screen.Desktop];
    private readonly SharedServer server = server;
    private readonly List<string> faults = [];

    /// <summary>Somebody who may open each kind of staff page.</summary>
    public static TheoryData<string, string> Staff => new()
    {
        { "w05", "ServeAtWindow AcceptCases HelpWithBookings AnswerInquiries" },
        { "guard", "GuardGate" },
        { "manager", "ManageHall ReadFigures" },
        { "approver-d02", "DecideCases" },
        { "head-d02", "LeadCases" },
        { "editor", "EditCatalogue" },
        { "admin", "Administer" },
        { "auditor", "Audit" },
    };

    [Fact]
    public async Task Public_pages_are_sound()
    {
        var every = await EveryPage.OfAsync(await server.StartedAsync());
        foreach (var screen in Screens)
        {
            await LookAsync(await OpenAsync(screen), every, every.Public, Expect404);
        }

        Report();
    }

    // English is longer: what fits in Chinese may not fit here.
    [Fact]
    public async Task Public_pages_are_sound_in_English()
    {
        var every = await EveryPage.OfAsync(await server.StartedAsync());
        var page = await PhoneAsync();
        await page.GotoAsync("/?lang=en");

        await LookAsync(page, every, every.Public, Expect404);

        Report();
    }

    [Fact]
    public async Task Somebody_here_holds_each_permission_that_a_page_needs()
    {
        var every = await EveryPage.OfAsync(await server.StartedAsync());

        Assert.Empty(every.Permissions.Except(Staff.SelectMany(row => row.Data.Item2.Split(' '))));
    }

    [Fact]
    public async Task Public_pages_work_without_script()
    {
        var every = await EveryPage.OfAsync(await server.StartedAsync());
        var page = await WithoutScriptAsync();
        foreach (var entry in every.Public.Where(entry => entry.IsPlain && !entry.Address.StartsWith("/errors", StringComparison.Ordinal)))
        {
            await page.GotoAsync(entry.Address);
            Note(await page.Locator("h1").First.IsVisibleAsync(), $"{entry.Address}: no heading without script");
            Note(await page.Locator("form:not(:has(button, input[type=submit]))").CountAsync() == 0, $"{entry.Address}: a form that only script can send");
        }

        Report();
    }

    [Theory]
    [MemberData(nameof(Staff))]
    public async Task Staff_pages_are_sound(string name, string permissions)
    {
        var every = await EveryPage.OfAsync(await server.StartedAsync());
        foreach (var screen in Screens)
        {
            var page = await OpenAsync(screen);
            await SignInAsync(page, name);
            await LookAsync(page, every, every.OfStaff(permissions.Split(' ')), None);
        }

        Report();
    }

    [Theory]
    [InlineData("Kiosk")]
    [InlineData("Evaluator")]
    [InlineData("Gate")]
    [InlineData("Display")]
    public async Task Pages_of_devices_are_sound(string kind)
    {
        var every = await EveryPage.OfAsync(await server.StartedAsync());
        foreach (var screen in Screens)
        {
            var page = await OpenAsync(screen);
            await page.GotoAsync("/device");
            await page.Locator("#place").SelectOptionAsync(new SelectOptionValue { Index = await AWindowAsync(page) });
            await page.Locator($"#demo button[value={kind}]").ClickAsync();
            await LookAsync(page, every, every.OfDevice(kind), None);
        }

        Report();
    }

    private async Task LookAsync(IPage page, EveryPage every, IReadOnlyList<EveryPage.Entry> entries, Action<string> before)
    {
        var unseen = await every.VisitAsync(page, entries, async address =>
        {
            before(address);
            await page.GotoAsync(address);
            await LookAtAsync(page, address);
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"No link led to: {string.Join(", ", unseen)}");
    }

    private async Task LookAtAsync(IPage page, string address)
    {
        var width = page.ViewportSize!.Width;
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Note(wide <= width, $"{address}: {wide} pixels wide on a screen of {width}");
        try
        {
            await page.ShouldBeAccessibleAsync();
        }
        catch (Exception fault) when (fault is Xunit.Sdk.IAssertionException)
        {
            faults.Add($"{address} at {width}: {fault.Message}");
        }
    }

    // The error pages answer with the status that they are about, and the browser notes it on its console.
    private void Expect404(string address)
    {
        if (address.StartsWith("/errors/", StringComparison.Ordinal))
        {
            Expect($"status of {address[^3..]}");
        }
    }

    private static void None(string address)
    {
    }

    private static async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync("/staff/sign-in");
        await page.FillAsync("[name=Name]", name);
        await page.FillAsync("[name=Password]", "Demo-2026");
        await page.ClickAsync("main button.btn-primary");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    // An evaluator needs a window; the values end in its id.
    private static async Task<int> AWindowAsync(IPage page) => await page.EvalOnSelectorAsync<int>(
        "#place", "list => [...list.options].findIndex(option => !option.value.endsWith('.'))");

    private void Note(bool sound, string fault)
    {
        if (!sound)
        {
            faults.Add(fault);
        }
    }

    private void Report() => Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults)}");
}
