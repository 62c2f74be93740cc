using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests;

/// <summary>What the elderly meet: the choice is remembered, the page reads itself aloud, and the way back leads back.</summary>
public sealed class ElderModeTests(SharedServer server, Browsers browsers) : BrowserTest(server, browsers)
{
    // Chromium here has no voice of its own; what is to be said is noted instead.
    private const string Voice =
        """
        window.said = [];
        const voice = Object.assign(new EventTarget(), {
          speaking: false,
          getVoices: () => [{ lang: 'zh-CN' }],
          speak(line) { this.speaking = true; window.said.push(line); },
          cancel() { this.speaking = false; },
        });
        Object.defineProperty(window, 'speechSynthesis', { value: voice });
        """;

    [Fact]
    public async Task The_page_reads_itself_aloud_and_stops_at_a_second_press()
    {
        var page = await PhoneAsync();
        await page.AddInitScriptAsync(Voice);
        await page.GotoAsync("/elder?on=1&return=/sites");

        await page.ClickAsync("[data-read]");
        var said = await page.EvaluateAsync<string[]>("said.map(line => line.text)");
        Assert.Equal(await page.InnerTextAsync("h1"), said[0]);
        Assert.Equal("zh-CN", await page.EvaluateAsync<string>("said[0].lang"));
        Assert.True(await page.EvaluateAsync<bool>("speechSynthesis.speaking"));

        await page.ClickAsync("[data-read]");
        Assert.False(await page.EvaluateAsync<bool>("speechSynthesis.speaking"));
    }

    [Fact]
    public async Task Without_a_voice_no_button_promises_one()
    {
        var page = await PhoneAsync();
        await page.GotoAsync("/elder?on=1&return=/sites");

        Assert.False(await page.IsVisibleAsync("[data-read]"));
    }

    [Fact]
    public async Task The_choice_is_remembered_and_the_way_back_leads_to_the_page_before()
    {
        var page = await PhoneAsync();
        await page.GotoAsync("/elder?on=1&return=/");
        await page.ClickAsync(".big a[href='/sites']");
        await page.Locator("main a[href^='/sites/']").First.ClickAsync();
        Assert.Contains("tb-elder", await page.GetAttributeAsync("html", "class"), StringComparison.Ordinal);

        await page.ClickAsync("[data-back]");
        await page.ArrivesAsync(url => url.EndsWith("/sites", StringComparison.Ordinal));
        await page.ClickAsync(".tb-utils a.elder");
        Assert.DoesNotContain("tb-elder", await page.GetAttributeAsync("html", "class") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task The_calendar_of_days_has_big_days_with_their_words_on_any_screen(int width)
    {
        var page = await PhoneAsync();
        await page.SetViewportSizeAsync(width, 844);
        await page.GotoAsync("/elder?on=1&return=/");
        await page.GotoAsync("/book/SU01/times?site=H01&item=SU01");
        await page.ClickAsync("#month summary");

        Assert.Empty(await Measures.SmallAsync(page));
        Assert.True(await page.Locator("#month td a").First.IsVisibleAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('#month td > *')].every(day => day.scrollWidth <= day.clientWidth + 1)"));
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task On_the_first_page_the_telephone_comes_first()
    {
        var page = await WithoutScriptAsync();
        await page.GotoAsync("/elder?on=1&return=/");

        Assert.Equal("tel:12345", await page.Locator("main a").First.GetAttributeAsync("href"));
        Assert.Equal(5, await page.Locator("main .big").First.Locator("a").CountAsync());
    }
}
