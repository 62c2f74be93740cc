using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests;

/// <summary>The harness finds what it is there to find. Needs no application: the pages are made here.</summary>
public sealed class HarnessTests(SharedServer server, Browsers browsers) : BrowserTest(server, browsers)
{
    private const string Policy = "default-src 'self'";

    private const string SoundPage =
        """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>取号</title></head><body><main><h1>取号</h1><p>请取号。</p></main></body></html>""";

    private static readonly string Scripted = SoundPage.Replace("</main>", "</main><script src=\"/title.js\"></script>", StringComparison.Ordinal);

    [Fact]
    public async Task A_sound_page_under_a_strict_policy_passes()
    {
        var page = await ShowAsync(SoundPage);

        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task With_script_the_page_s_own_script_runs()
    {
        var page = await ShowAsync(Scripted);

        Assert.Equal("有脚本", await page.TitleAsync());
    }

    [Fact]
    public async Task Without_script_axe_runs_and_the_page_s_own_script_does_not()
    {
        var page = await ShowAsync(Scripted, Screen.WithoutScript);

        await page.ShouldBeAccessibleAsync();
        await page.ReloadAsync();

        Assert.Equal("取号", await page.TitleAsync());
    }

    [Fact]
    public async Task Axe_finds_a_field_without_a_label()
    {
        var page = await ShowAsync(SoundPage.Replace("<p>", "<input><p>", StringComparison.Ordinal));

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => page.ShouldBeAccessibleAsync());

        Assert.Contains("label (critical)", failure.Message);
        Assert.Contains("<input>", failure.Message);
    }

    [Fact]
    public async Task The_watch_notes_a_breach_of_the_policy_and_a_server_fault()
    {
        var page = await ShowAsync(SoundPage.Replace("<p>", "<p style=\"color:red\">", StringComparison.Ordinal));
        await page.GotoAsync("http://harness.test/broken");

        Assert.Contains(Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.Contains(Complaints, complaint => complaint.Contains("status of 500", StringComparison.Ordinal));
        Expect("Content Security Policy");
        Expect("status of 500");
    }

    [Fact]
    public async Task A_picture_for_the_documentation_is_small()
    {
        var crowd = string.Concat(Enumerable.Range(0, 3000).Select(number => (char)(0x4e00 + (number * 7919 % 5000))));
        var page = await ShowAsync(SoundPage.Replace("请取号。", crowd, StringComparison.Ordinal), Screen.Desktop);

        // Taken as if the documentation had it already: nothing of this goes there.
        var file = await page.ScreenshotForDocsAsync("harness", intoDocs: false);

        Assert.InRange(new FileInfo(file).Length, 1, 150_000);
    }

    private async Task<IPage> ShowAsync(string html, Screen? screen = null)
    {
        var page = await OpenAloneAsync(screen ?? Screen.Phone);
        await page.RouteAsync("http://harness.test/**", route => route.FulfillAsync(Answer(new Uri(route.Request.Url).AbsolutePath, html)));
        await page.GotoAsync("http://harness.test/");
        return page;
    }

    private static RouteFulfillOptions Answer(string path, string html) => path switch
    {
        "/title.js" => new() { ContentType = "text/javascript", Body = "document.title = '有脚本'" },
        _ => new()
        {
            Status = path == "/broken" ? 500 : 200,
            Body = html,
            Headers = new Dictionary<string, string>
            {
                ["Content-Type"] = "text/html; charset=utf-8",
                ["Content-Security-Policy"] = Policy,
            },
        },
    };
}
