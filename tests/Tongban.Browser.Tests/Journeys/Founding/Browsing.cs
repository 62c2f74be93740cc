using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys.Founding;

/// <summary>What everybody does.</summary>
internal static class Browsing
{
    // Two cores serve five browsers, the program and its database; what must follow live has its own patience.
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 30_000 };

    private static readonly (string Question, string Answer)[] Situation = [("ctype", "ltd"), ("holder", "natural"), ("prem", "rent"), ("agent", "no"), ("prelic", "no")];

    public static ILocatorAssertions Expect(this ILocator locator) => Assertions.Expect(locator);

    public static Task ShowsAsync(this IPage page, string text) => page.Locator("main").GetByText(text).First.Expect().ToBeVisibleAsync(Patient);

    public static Task ShowsAsync(this ILocator part) => part.Expect().ToBeVisibleAsync(Patient);

    public static ILocator Button(this IPage page, string button) => page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button });

    /// <summary>Marks the page as it is now; a page that is loaded anew has lost the mark.</summary>
    public static Task MarkAsync(this IPage page) => page.EvaluateAsync("window.tbStayed = true");

    public static Task<bool> HasStayedAsync(this IPage page) => page.EvaluateAsync<bool>("window.tbStayed === true");

    /// <summary>The same questions in the guide and at the window: each answer changes the list at once.</summary>
    public static async Task AnswerAsync(this IPage page)
    {
        foreach (var (question, answer) in Situation)
        {
            await page.CheckAsync($"#a-{question}-{answer}");
            await Assertions.Expect(page).ToHaveURLAsync(new Regex($"a-{question}={answer}"), new() { Timeout = 30_000 });
        }
    }

    public static async Task SignInAsync(this IPage page, string name, string to)
    {
        await page.GotoAsync($"/staff/sign-in?ReturnUrl={Uri.EscapeDataString(to)}");
        await page.FillAsync("[name=Name]", name);
        await page.FillAsync("[name=Password]", "Demo-2026");
        await page.Keyboard.PressAsync("Enter");
        await page.LeavesAsync("sign-in");
    }

    /// <summary>This browser plays a device of the main hall.</summary>
    public static async Task BecomeAsync(this IPage page, string kind)
    {
        await page.GotoAsync("/device");
        await page.SelectOptionAsync("#place", new SelectOptionValue { Label = "郑东新区政务服务中心（东区办事大厅）" });
        await page.ClickAsync($"#demo button[value={kind}]");
        await page.ArrivesAsync(url => !url.EndsWith("/device", StringComparison.Ordinal));
    }

    /// <summary>A handheld scanner types what it reads into the focused field, and Enter.</summary>
    public static async Task ScanAsync(this IPage page, string field, string code)
    {
        await page.Locator(field).Expect().ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(code);
        await page.Keyboard.PressAsync("Enter");
    }

    public static FilePayload Pdf(string name, string content) =>
        new() { Name = name, MimeType = "application/pdf", Buffer = System.Text.Encoding.ASCII.GetBytes($"%PDF-1.4\n% {content}\nstartxref\n0\n%%EOF\n") };
}
