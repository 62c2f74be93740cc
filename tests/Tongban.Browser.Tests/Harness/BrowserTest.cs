namespace Tongban.Browser.Tests.Harness;

/// <summary>
/// A test in the browser. Pages it opens are watched: a console error, an uncaught exception, a breach of the
/// content security policy or a 5xx fails the test, unless <see cref="Expect"/> named it. When the test fails,
/// a picture of every open page lies in TestResults/failures and the end of the server's log is in the output.
/// </summary>
public abstract class BrowserTest(SharedServer shared, Browsers browsers) : IAsyncDisposable
{
    private readonly PageWatch watch = new();
    private readonly List<IBrowserContext> contexts = [];
    private TongbanServer? used;

    /// <summary>The server that tests share: where its messages lie.</summary>
    protected Task<TongbanServer> SharedAsync() => shared.StartedAsync();

    /// <summary>Opens a blank page of the shared server's site, or of <paramref name="server"/>'s.</summary>
    protected async Task<IPage> OpenAsync(Screen screen, TongbanServer? server = null)
    {
        used = server ?? await shared.StartedAsync();
        return await OpenAsync(screen, used.Url);
    }

    /// <summary>A cable to the shared server that this test may pull.</summary>
    protected async Task<Cable> CableAsync()
    {
        used = await shared.StartedAsync();
        return new Cable(used);
    }

    /// <summary>Opens a blank page at the end of a cable.</summary>
    protected Task<IPage> OpenAsync(Screen screen, Cable cable) => OpenAsync(screen, cable.Url);

    /// <summary>Opens a blank page without any server.</summary>
    protected Task<IPage> OpenAloneAsync(Screen screen) => OpenAsync(screen, baseUrl: null);

    protected Task<IPage> PhoneAsync() => OpenAsync(Screen.Phone);

    protected Task<IPage> DesktopAsync() => OpenAsync(Screen.Desktop);

    protected Task<IPage> KioskAsync() => OpenAsync(Screen.Kiosk);

    protected Task<IPage> WithoutScriptAsync() => OpenAsync(Screen.WithoutScript);

    /// <summary>The test means to cause this complaint, given by a part of its text: <c>status of 409</c>.</summary>
    protected void Expect(string complaint) => watch.Expect(complaint);

    /// <summary>Complaints so far; a harness test looks at them, others leave it to the end of the test.</summary>
    protected IReadOnlyList<string> Complaints => watch.Complaints;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var complaints = watch.Complaints;
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed || complaints.Count > 0;
        if (failed)
        {
            await ShowAsync();
        }

        foreach (var context in contexts)
        {
            await context.CloseAsync();
        }

        Assert.True(complaints.Count == 0, "The browser complained:\n" + string.Join('\n', complaints));
    }

    private async Task<IPage> OpenAsync(Screen screen, Uri? baseUrl)
    {
        var context = await browsers.OpenAsync(screen, baseUrl);
        contexts.Add(context);
        watch.Over(context);
        return await context.NewPageAsync();
    }

    private async Task ShowAsync()
    {
        var output = TestContext.Current.TestOutputHelper;
        foreach (var (page, number) in contexts.SelectMany(context => context.Pages).Select((page, number) => (page, number)))
        {
            var file = Path.Combine(Repository.Results("failures"), $"{TestName()}-{number}.png");
            await page.ScreenshotAsync(new() { Path = file, Scale = ScreenshotScale.Css });
            output?.WriteLine($"{page.Url} looked like this: {file}");
        }

        if (used is not null)
        {
            output?.WriteLine($"The server's last lines ({used.LogFile}):\n{used.LogTail()}");
        }
    }

    private static string TestName() =>
        $"{TestContext.Current.TestClass?.TestClassSimpleName}.{TestContext.Current.TestMethod?.MethodName}";
}
