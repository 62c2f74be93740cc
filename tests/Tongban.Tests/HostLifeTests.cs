using System.Runtime.CompilerServices;

namespace Tongban.Tests;

/// <summary>A process of tests sees a thousand hosts; a program that is embedded, or restarted within its process, more than one.</summary>
public sealed class HostLifeTests
{
    private const int Looks = 50;

    [Fact]
    public async Task A_host_that_has_stopped_is_let_go()
    {
        // What is compiled for the first time may keep the host that asked: that is this one.
        await ServeAndStopAsync();
        var host = await ServeAndStopAsync();

        for (var look = 0; look < Looks && host.IsAlive; look++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.False(host.IsAlive, "Something that outlives a host, a timer for example, keeps all of it.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ServeAndStopAsync()
    {
        await using var app = await TongbanApp.StartAsync();
        using var browser = app.NewBrowser();
        using var answer = await browser.GetAsync("/");
        Assert.True(answer.IsSuccessStatusCode);
        return new WeakReference(app.Services);
    }
}
