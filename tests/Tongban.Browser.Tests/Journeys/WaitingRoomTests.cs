using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys;

/// <summary>Many come at once: one in ten seconds is let in, and whoever waits keeps the place whatever the browser does.</summary>
[Collection(RushJourneys.Name)]
public sealed class WaitingRoomTests(RushServer rush, SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private const string Times = "/book/SU01/times?site=H01&item=SU01";

    [Fact]
    public async Task Who_waits_keeps_place_and_time_over_reload_and_a_closed_tab_and_goes_in_by_itself()
    {
        var server = rush.Server;
        var manager = await OpenAsync(Screen.Desktop, server);
        await manager.SignInAsync("manager", "/staff/bookings/releases");
        await manager.ShouldBeAccessibleAsync();
        await LetInAsync(manager, "0.1");
        var first = await OpenAsync(Screen.Phone, server);
        await first.GotoAsync(Times);
        await first.IsAtAsync("/times");
        var plain = await OpenAsync(Screen.WithoutScript, server);
        await plain.GotoAsync(Times);
        await plain.IsAtAsync("/book/waiting");

        var phone = await OpenAsync(Screen.Phone, server);
        await phone.GotoAsync(Times);
        await phone.IsAtAsync("/book/waiting");
        var turn = await phone.InnerTextAsync("#turn");
        await phone.ReloadAsync();
        Assert.Equal(turn, await phone.InnerTextAsync("#turn"));
        var again = await phone.Context.NewPageAsync();
        await phone.CloseAsync();
        await again.GotoAsync(Times);
        Assert.Equal(turn, await again.InnerTextAsync("#turn"));
        await again.ShouldBeAccessibleAsync();
        await again.ScreenshotForDocsAsync("rush-waiting-room");

        await IsLargeForTheElderlyAsync(await OpenAsync(Screen.Phone, server));
        await GoesInAsync(plain);
        await GoesInAsync(again);
        await LetInAsync(manager, "0");
    }

    // How many a second; 0 for no waiting room.
    private static async Task LetInAsync(IPage manager, string perSecond)
    {
        await manager.FillAsync("#per-second", perSecond);
        await manager.ClickAsync("#entrance button");
        await manager.IsAtAsync("site=H01");
    }

    private static Task GoesInAsync(IPage page) => page.ArrivesAsync(url => new Uri(url).AbsolutePath.EndsWith("/times", StringComparison.Ordinal));

    private static async Task IsLargeForTheElderlyAsync(IPage elder)
    {
        await elder.GotoAsync("/elder?on=1&return=/");
        await elder.GotoAsync(Times);
        await elder.IsAtAsync("/book/waiting");
        Assert.Empty(await Measures.SmallAsync(elder));
        await elder.ShouldBeAccessibleAsync();
    }
}
