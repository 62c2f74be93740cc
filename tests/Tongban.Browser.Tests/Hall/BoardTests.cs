using System.Text.Json;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Hall;

public sealed class BoardTests(SharedServer server, Browsers browsers) : BrowserTest(server, browsers)
{
    // Notes what is announced, when it begins and what the card shows then.
    private const string Listen =
        """
        window.heard = [];
        document.addEventListener('tb:announced', event => window.heard.push({ number: event.detail.number, at: performance.now(), shown: document.querySelector('[data-card-number]').textContent }));
        """;

    [Fact]
    public async Task A_board_without_contact_says_so_and_shows_the_present_afterwards_without_replaying_it()
    {
        await using var cable = await CableAsync();
        var wall = await OpenAsync(Screen.Wall, cable);
        var kiosk = await OpenAsync(Screen.Kiosk);
        var desk = await DesktopAsync();
        Expect("net::ERR");
        await kiosk.PlayAsync("Kiosk");
        await desk.SitDownAsync("w35");
        await wall.PlayAsync("Display");
        await wall.EvaluateAsync(Listen);
        await Assertions.Expect(wall.Locator("body.tb-fresh")).ToBeAttachedAsync();

        cable.Pull();
        var number = await kiosk.TakeNumberAsync("N");
        await desk.GotoAsync("/desk");
        await desk.KeyAsync("F2");
        await Assertions.Expect(desk.Locator(".who .no")).ToHaveTextAsync(number);
        await Assertions.Expect(wall.Locator("body.tb-stale")).ToBeAttachedAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(wall.Locator(".tb-stalenote")).ToBeVisibleAsync();
        await Assertions.Expect(wall.Locator("[data-stale-at]").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d{1,2}:\d\d:\d\d$"));

        cable.PlugIn();
        await Assertions.Expect(wall.Locator("body.tb-fresh")).ToBeAttachedAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(wall.Locator("[data-card-number]")).ToHaveTextAsync(number);
        Assert.DoesNotContain(await HeardAsync(wall), one => one.Number == number);

        // What is called from now on is said again.
        await desk.Locator("[data-cool-down]:not([disabled])").WaitForAsync(new() { Timeout = 15_000 });
        await desk.KeyAsync("F3");
        // Others may be called meanwhile: the hall is shared.
        await wall.WaitForFunctionAsync("number => window.heard.some(one => one.number === number)", number);
        await Assertions.Expect(desk.Locator(".timer")).ToContainTextAsync("第 2 次叫");
        await desk.KeyAsync("F10");
        await Assertions.Expect(desk.Locator("[data-key=F10]")).ToContainTextAsync("办完");
        await desk.KeyAsync("F10");
        await Assertions.Expect(desk.Locator(".who")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Six_calls_at_once_are_announced_one_after_another_and_none_is_cut()
    {
        var wall = await OpenAsync(Screen.Wall);
        await wall.PlayAsync("Display");
        await wall.Clock.InstallAsync();
        await wall.ReloadAsync();
        await wall.EvaluateAsync(Listen);

        await wall.EvaluateAsync(
            """
            const panel = document.querySelector('[data-speech]');
            for (let n = 1; n <= 6; n++) panel.dispatchEvent(new CustomEvent('tb:call', { detail: { seq: 100000 + n, number: `Z00${n}`, window: `${n}`, times: 1 } }));
            panel.dispatchEvent(new CustomEvent('tb:withdrawn', { detail: { seq: 100005 } }));
            """);
        for (var second = 0; second < 30; second++)
        {
            await wall.Clock.RunForAsync(1000);
        }

        var heard = await HeardAsync(wall);
        Assert.Equal(["Z001", "Z002", "Z003", "Z004", "Z006"], heard.Select(one => one.Number));
        Assert.All(heard, one => Assert.Equal(one.Number, one.Shown));
        Assert.All(heard.Zip(heard.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= 3000, $"{pair.First} was cut by {pair.Second}"));
    }

    [Fact]
    public async Task A_board_that_ran_through_the_night_announces_the_first_call_of_the_day()
    {
        var wall = await OpenAsync(Screen.Wall);
        await wall.PlayAsync("Display");
        await wall.EvaluateAsync(Listen);

        // Yesterday ended with a high number; the state of the new morning has no call yet.
        await wall.EvaluateAsync(
            """
            const panel = document.querySelector('[data-speech]');
            const call = (seq, number) => panel.dispatchEvent(new CustomEvent('tb:call', { detail: { seq, number, window: '1', times: 1 } }));
            call(900, 'Z900');
            panel.querySelector('[data-seq]').dataset.seq = '0';
            panel.dispatchEvent(new CustomEvent('tb:refreshed', { bubbles: true }));
            call(1, 'Z001');
            """);

        await wall.WaitForFunctionAsync("() => window.heard.length === 2");
        Assert.Equal(["Z900", "Z001"], (await HeardAsync(wall)).Select(one => one.Number));
    }

    private static async Task<Announced[]> HeardAsync(IPage wall) =>
        JsonSerializer.Deserialize<Announced[]>(await wall.EvaluateAsync<string>("JSON.stringify(window.heard)"), JsonSerializerOptions.Web)!;

    private sealed record Announced(string Number, double At, string Shown);
}
