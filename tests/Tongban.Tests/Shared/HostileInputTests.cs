using System.Reflection;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared;
using Tongban.Tests.Appointments;
using Tongban.Tests.Banks;
using Tongban.Tests.Benefits;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Shared;

/// <summary>Somebody who means harm: whatever is put into an address or a form, nothing falls over and a refusal changes nothing.</summary>
[Trait("Speed", "Slow")]
public sealed class HostileInputTests
{
    private static readonly string[] All =
    [
        "", "\0", "a\u0007\r\nX-Evil: 1", "';--\"<script>alert(1)</script>", "-1", "99999999999999999999", "NaN", "../../../etc/passwd", "𠮷😀\ud83d", "2026-02-31", "0001-01-01", "9999-12-31",
        "00000000-0000-0000-0000-000000000000", "https://evil.example/", "//evil.example", new('长', 3000),
    ];

    // What reaches the database and what it takes differently; the rest never gets so far, or is told of no database.
    private static readonly string[] Stored = ["", "\0", "a\u0007\r\nX-Evil: 1", "𠮷😀\ud83d", "0001-01-01", "9999-12-31", new('长', 3000)];

    private static readonly string[] Hostile = TestDatabase.PostgresAdmin is null ? All : Stored;

    private readonly List<string> faults = [];

    [Fact]
    public async Task No_page_falls_over_whatever_stands_in_its_address()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var everybody = await EverybodyAsync(hall);
        var query = ParametersOfPages();

        foreach (var route in HouseRules.Routes.Select(line => line.Split(' ')[0]).Where(route => !route.EndsWith("/events", StringComparison.Ordinal) && route != "/csp-report"))
        {
            foreach (var value in Hostile)
            {
                var address = Filled(route, value) + QueryOf(query, value);
                var answer = await everybody.GetAsync(address);
                MustStand(answer, $"GET {address}");
            }
        }

        Report();
    }

    [Fact]
    public async Task No_form_falls_over_whatever_is_typed_and_a_refusal_changes_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        var everybody = await EverybodyAsync(hall);
        var starts = await ThingsAsync(app, hall, everybody);
        var forms = await FormsAsync(everybody, starts);

        Assert.True(forms.Count > 40, $"Only {forms.Count} forms were found.");
        foreach (var (address, selector) in forms)
        {
            foreach (var value in Hostile)
            {
                await SendAsync(app, everybody, address, selector, value);
            }
        }

        Report();
    }

    private async Task SendAsync(TongbanApp app, Browser everybody, string address, int number, string value)
    {
        var page = await everybody.PageAsync(address);
        if (page.QuerySelectorAll("form[method=post]").ElementAtOrDefault(number) is not IHtmlFormElement form)
        {
            // An earlier value was good enough to move the thing on.
            return;
        }

        form.SetAttribute("id", "hostile");
        var fields = form.QuerySelectorAll("input[name], textarea[name], select[name], button[name]").Select(field => field.GetAttribute("name")!)
            .Where(name => name is not ("request-key" or "__RequestVerificationToken")).Distinct().ToDictionary(name => name, _ => value);
        var before = await CountAsync(app);
        var answer = await everybody.SubmitRawAsync(page, fields, "#hostile");
        MustStand(answer, $"POST {address} form {number} with {value[..Math.Min(20, value.Length)]}");
        if ((int)answer.StatusCode >= 400)
        {
            var after = await CountAsync(app);
            if (after != before)
            {
                faults.Add($"{address} form {number} with {value[..Math.Min(20, value.Length)]} was refused and changed something: {before} {after}");
            }
        }
    }

    // All of them are told at the end: one fault hides the next.
    private void MustStand(HttpResponseMessage answer, string what)
    {
        var lead = answer.Headers.Location?.ToString().Split('?')[0] ?? "";
        if ((int)answer.StatusCode >= 500 || answer.Headers.Contains("X-Evil") || lead.Contains("evil", StringComparison.Ordinal))
        {
            faults.Add($"{what[..Math.Min(200, what.Length)]}: {(int)answer.StatusCode} {lead}");
        }
    }

    private void Report() => Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(60))}");

    private static async Task<Browser> EverybodyAsync(Hall hall)
    {
        var browser = await hall.SignedInAsync("everybody", Role.Clerk, hall.Windows[0]);
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Clerk))
        {
            await hall.PostAsync("everybody", role);
        }

        return browser;
    }

    // One of each thing that has pages of its own.
    private static async Task<List<string>> ThingsAsync(TongbanApp app, Hall hall, Browser everybody)
    {
        using var guest = app.NewBrowser();
        var booking = await guest.BookAsync(app, hall);
        var hold = await guest.HoldAsync(hall, 2);
        await everybody.SubmitAsync("/desk/window", new() { ["window"] = hall.Windows[0].Id.ToString() });
        var counter = new Counter(app, hall);
        var visit = await counter.WalkInAsync();
        await counter.WalkInAsync();
        var (_, service) = await Tests.Ratings.Served.AtAsync(app, hall, hall.Windows[1]);
        var (grant, enterprise) = await BenefitsAsync(app, hall);
        return [$"/staff/benefits/grants/{grant}", $"/staff/benefits/grant?q={enterprise}", "/staff/benefits/month?month=2026-10", booking, $"{booking}/move", hold, $"{hold}/code", $"/t/{visit.Token}", $"/rate/{service.Token}", Guest.TimesOf(hall), "/kiosk/A/who", "/kiosk/check-in", "/staff/inquiries", "/staff/items/SU01", "/staff/cases/new?item=SU01", $"/apply/{hall.Item.Code}?a-who=self&a-place=own",
            .. HouseRules.Routes.Select(line => line.Split(' ')[0]).Where(route => !route.Contains('{', StringComparison.Ordinal) && !route.EndsWith("/events", StringComparison.Ordinal) && !route.Contains("sign", StringComparison.Ordinal) && !route.StartsWith("/dev/", StringComparison.Ordinal))];
    }

    private static async Task<(Guid Grant, string Enterprise)> BenefitsAsync(TongbanApp app, Hall hall)
    {
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("SB1", 100, 4500, new DateOnly(2026, 10, 1));
        await BankTests.BankWithLeadAsync(app, hall.Department.Id, await desk.EnterpriseAsync(2));
        return ((await desk.GrantAsync(await desk.EnterpriseAsync(1))).Id, Enterprises.MadeEnterprises.Uscc(2));
    }

    // The forms of these pages and of those that they lead to.
    private static async Task<List<(string Address, int Number)>> FormsAsync(Browser everybody, List<string> starts)
    {
        var (seen, todo, forms) = (new HashSet<string>(), new Queue<(string Address, int Depth)>(starts.Select(start => (start, 0))), new List<(string, int)>());
        while (todo.TryDequeue(out var next))
        {
            if (!seen.Add(next.Address) || await PageOrNullAsync(everybody, next.Address) is not { } page)
            {
                continue;
            }

            var posts = page.QuerySelectorAll("form[method=post]").ToList();
            forms.AddRange(posts.Select((form, number) => (form, number)).Where(one => one.form.GetAttribute("action")?.Contains("sign-out", StringComparison.Ordinal) != true && !next.Address.Contains("sign-out", StringComparison.Ordinal)).Select(one => (next.Address, one.number)));
            foreach (var link in page.QuerySelectorAll("main a[href^='/']").Select(link => link.GetAttribute("href")!).Where(_ => next.Depth < 1).Where(link => link.StartsWith("/staff", StringComparison.Ordinal)))
            {
                todo.Enqueue((link, next.Depth + 1));
            }
        }

        return forms;
    }

    private static async Task<IDocument?> PageOrNullAsync(Browser browser, string address)
    {
        var answer = await browser.GetFollowingAsync(address);
        return answer.Content.Headers.ContentType?.MediaType == "text/html" ? await answer.PageAsync() : null;
    }

    private static Task<(int Facts, int Keys)> CountAsync(TongbanApp app) => app.WithDbAsync(async db =>
        (await db.Facts.CountAsync(fact => fact.Subject != "StaffAccount"), await db.Set<Tongban.Shared.Writes.RequestKey>().CountAsync()));

    // Every name that some page reads from its address.
    private static List<string> ParametersOfPages() =>
        [.. typeof(TongbanPage).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TongbanPage)))
            .SelectMany(type => type.GetProperties().Select(property => (property, bound: property.GetCustomAttribute<BindPropertyAttribute>())).Where(one => one.bound is { SupportsGet: true }).Select(one => one.bound!.Name ?? one.property.Name)
                .Concat(type.GetMethods().Where(method => method.Name.StartsWith("OnGet", StringComparison.Ordinal)).SelectMany(method => method.GetParameters()).Where(parameter => parameter.ParameterType != typeof(CancellationToken)).Select(parameter => parameter.Name!)))
            .Concat(["lang", "on", "return", "returnUrl", "handler"]).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string QueryOf(List<string> names, string value) =>
        "?" + string.Join('&', names.SelectMany(name => new[] { name, name }).Select(name => $"{name}={Uri.EscapeDataString(value[..Math.Min(value.Length, 300)])}"));

    // No server lets the character 0 through in a path, and the test server's client falls over it.
    private static string Filled(string route, string value) =>
        string.Join('/', route.Split('/').Select(part => part.StartsWith('{') ? Uri.EscapeDataString(value.Trim('\0').Length == 0 ? "x" : value[..Math.Min(value.Length, 300)]) : part));
}
