using System.Net.Http.Json;
using System.Text.Json;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests;

/// <summary>The morning of the last day that can be booked, with every place kept by somebody; others book before it.</summary>
internal static class FullMorning
{
    public const string Site = "H01";

    /// <summary>Keeps every place, and answers the day.</summary>
    public static async Task<string> FillAsync(TongbanServer server, string item)
    {
        using var http = new HttpClient { BaseAddress = server.Url };
        var day = (await PlacesAsync(http, item)).EnumerateArray().Last();
        foreach (var time in day.GetProperty("times").EnumerateArray().Where(IsMorning))
        {
            for (var n = time.GetProperty("free").GetInt32(); n > 0; n--)
            {
                await HoldAsync(http, item, time.GetProperty("slotId").GetGuid());
            }
        }

        return day.GetProperty("on").GetString()!;
    }

    /// <summary>Fills the form of the waiting list in, as far as the code.</summary>
    public static async Task RegisterAsync(IPage page, string item, string day, string name, string id, string phone)
    {
        await page.GotoAsync($"/book/{item}/waiting?site={Site}&item={item}&day={day}");
        await page.CheckAsync("[name=Part][value=Morning]");
        await page.FillAsync("[name='Form.Name']", name);
        await page.FillAsync("[name='Form.Number']", id);
        await page.FillAsync("[name='Form.Phone']", phone);
        await page.ClickAsync("#register button");
        await page.ArrivesAsync(url => url.EndsWith("/code", StringComparison.Ordinal));
    }

    /// <summary>Answers the token of the hold.</summary>
    public static async Task<string> HoldAsync(HttpClient http, string item, Guid slot) =>
        (await SendAsync(http, HttpMethod.Post, "/api/v1/bookings", new { slotId = slot, items = new[] { item } })).GetProperty("token").GetString()!;

    public static async Task<JsonElement> SendAsync(HttpClient http, HttpMethod method, string address, object? body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> PlacesAsync(HttpClient http, string item) =>
        (await http.GetFromJsonAsync<JsonElement>($"/api/v1/sites/{Site}/places?item={item}", TestContext.Current.CancellationToken)).GetProperty("days");

    public static bool IsMorning(JsonElement time) => time.GetProperty("startsAt").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).Hour < 12;
}
