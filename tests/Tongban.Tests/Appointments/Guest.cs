using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Notices;

namespace Tongban.Tests.Appointments;

/// <summary>A guest who books on a phone, page by page.</summary>
internal static partial class Guest
{
    public const string Phone = "13800138000";
    public const string Id = "110101188503071236";

    public static string TimesOf(Hall hall, params string[] codes) =>
        $"/book/{hall.Item.Code}/times?site={hall.Site.Code}&{string.Join('&', (codes.Length == 0 ? [hall.Item.Code] : codes).Select(code => $"item={code}"))}";

    public static Dictionary<string, string> Identity(string id = Id, string phone = Phone, string name = "王小明") =>
        new() { ["Form.Name"] = name, ["Form.Document"] = "card", ["Form.Number"] = id, ["Form.Phone"] = phone };

    /// <summary>The slots that may be chosen on the page.</summary>
    public static IReadOnlyList<string> FreeSlots(this IDocument page) =>
        [.. page.QuerySelectorAll("input[name=slot]:not([disabled])").Select(input => input.GetAttribute("value")!)];

    /// <summary>Holds the n-th free time and answers the address of the hold.</summary>
    public static async Task<string> HoldAsync(this Browser browser, Hall hall, int n = 0, params string[] codes)
    {
        var page = await browser.PageAsync(TimesOf(hall, codes));
        var response = await browser.FollowAsync(await browser.SubmitRawAsync(page, new() { ["slot"] = page.FreeSlots()[n] }));
        Assert.Null(response.RefusalCode());
        return response.RequestMessage!.RequestUri!.PathAndQuery;
    }

    /// <summary>Books and answers the address of the booking.</summary>
    public static async Task<string> BookAsync(this Browser browser, TongbanApp app, Hall hall, int n = 0, string id = Id, string phone = Phone)
    {
        var hold = await browser.HoldAsync(hall, n);
        Assert.Null((await browser.SubmitAsync(hold, Identity(id, phone))).RefusalCode());
        var response = await browser.SubmitAsync($"{hold}/code", new() { ["Digits"] = await app.LastCodeAsync(phone) }, "#confirm");
        Assert.Null(response.RefusalCode());
        return response.RequestMessage!.RequestUri!.PathAndQuery;
    }

    public static async Task<string> LastCodeAsync(this TongbanApp app, string phone)
    {
        await app.WithAsync(services => services.GetRequiredService<Delivery>().RunAsync(20, TestContext.Current.CancellationToken));
        var message = LocalSink.Read(app.Settings.MessagesFolder, 20).First(one => one.To == phone && Digits().IsMatch(one.Text));
        return Digits().Match(message.Text).Value;
    }

    /// <summary>The texts that were sent to a phone, the newest first.</summary>
    public static async Task<IReadOnlyList<string>> TextsToAsync(this TongbanApp app, string phone)
    {
        await app.WithAsync(services => services.GetRequiredService<Delivery>().RunAsync(20, TestContext.Current.CancellationToken));
        return [.. LocalSink.Read(app.Settings.MessagesFolder, 50).Where(one => one.To == phone).Select(one => one.Text)];
    }

    [GeneratedRegex("(?<!\\d)\\d{6}(?!\\d)")]
    private static partial Regex Digits();
}
