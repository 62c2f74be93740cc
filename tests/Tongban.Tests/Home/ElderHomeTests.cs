using Tongban.Tests.Windows;

namespace Tongban.Tests.Home;

public sealed class ElderHomeTests
{
    [Fact]
    public async Task Nobody_is_told_to_come_at_once_while_no_window_calls()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);

        var text = await ElderHomeAsync(app);

        Assert.Contains("大厅现在", text, StringComparison.Ordinal);
        Assert.DoesNotContain("不用排队", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_window_calling_and_nobody_waiting_one_may_come()
    {
        var (app, _, _) = await Counter.OpenAsync(windows: 1);
        await using var _1 = app;

        Assert.Contains("不用排队", await ElderHomeAsync(app), StringComparison.Ordinal);
    }

    private static async Task<string> ElderHomeAsync(TongbanApp app)
    {
        using var browser = app.NewBrowser();
        await browser.GetAsync("/elder?on=1");
        return (await browser.PageAsync("/")).Body!.TextContent;
    }
}
