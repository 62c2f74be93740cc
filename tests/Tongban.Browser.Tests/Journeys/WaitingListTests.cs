using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>A morning is full; somebody waits for it on a phone, is told by message that a place came free, and takes it.</summary>
public sealed class WaitingListTests(SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private const string Item = "SU01";
    private const string Phone = "13400134000";

    private readonly SharedServer shared = shared;

    [Fact]
    public async Task From_a_full_day_over_the_message_to_the_booking()
    {
        var server = await shared.StartedAsync();
        using var http = new HttpClient { BaseAddress = server.Url };
        var booked = await SomebodyElsesAsync(server, http);
        var day = await FullMorning.FillAsync(server, Item);
        var page = await PhoneAsync();

        await page.GotoAsync($"/book/{Item}/waiting?site={FullMorning.Site}&item={Item}&day={day}");
        await page.ShouldBeAccessibleAsync();
        await FullMorning.RegisterAsync(page, Item, day, "王小明", "11010519491231002X", Phone);
        await page.FillAsync("[name=Digits]", (await server.MessageAsync(new Regex($"^{Phone} .*验证码 (\\d{{6}})"))).Groups[1].Value);
        await page.ClickAsync("#confirm button");
        await page.GetByText("正在候补").First.WaitForAsync();
        await page.ScreenshotForDocsAsync("rush-waiting-list");
        await page.ShouldBeAccessibleAsync();

        await FullMorning.SendAsync(http, HttpMethod.Delete, $"/api/v1/bookings/{booked}", null);
        var link = (await server.MessageAsync(new Regex($"^{Phone} .*候补有位置了.*(/waiting/\\w+)"))).Groups[1].Value;
        await page.GotoAsync(link);
        await page.ShouldBeAccessibleAsync();
        await page.ClickAsync("#accept button");

        await page.ArrivesInAsync("/bookings/");
        Assert.Contains("约好了", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
    }

    // Confirmed, so that what it gives up cools and goes to whoever waits.
    private static async Task<string> SomebodyElsesAsync(TongbanServer server, HttpClient http)
    {
        var slot = (await FullMorning.PlacesAsync(http, Item)).EnumerateArray().Last().GetProperty("times").EnumerateArray().First(FullMorning.IsMorning).GetProperty("slotId").GetGuid();
        var token = await FullMorning.HoldAsync(http, Item, slot);
        await FullMorning.SendAsync(http, HttpMethod.Put, $"/api/v1/bookings/{token}/person", new { name = "李四", number = "110101188503071236", phone = "13100131000" });
        var code = (await server.MessageAsync(new Regex("^13100131000 .*验证码 (\\d{6})"))).Groups[1].Value;
        await FullMorning.SendAsync(http, HttpMethod.Put, $"/api/v1/bookings/{token}/confirmation", new { code });
        return token;
    }
}
