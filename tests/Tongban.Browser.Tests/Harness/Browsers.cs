[assembly: AssemblyFixture(typeof(Tongban.Browser.Tests.Harness.Browsers))]

namespace Tongban.Browser.Tests.Harness;

/// <summary>
/// The machine's own Chromium, started once; nothing is downloaded. Where Debian's build without a window is there it is
/// taken: the same engine, but no address bar and menus that nobody sees are kept for each page, a third of the processor's
/// time. Each test opens its own contexts, which share no cookies.
/// </summary>
public sealed class Browsers : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Playwright's own list, which a second one replaces, and the address bar's pages: without them every window
        // would draw one more page than it shows.
        "--disable-features=AcceptCHFrame,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,Translate,AutoDeElevate,RenderDocument,OptimizationHints,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
    ];

    private const string Windowless = "/usr/bin/chromium-headless-shell";

    private IPlaywright? playwright;
    private IBrowser? chromium;

    public async ValueTask InitializeAsync()
    {
        // On a machine that builds at the same time a page takes longer than Playwright's five seconds.
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TONGBAN_CHROMIUM") ?? (File.Exists(Windowless) ? Windowless : "/usr/bin/chromium"),
            Args = Flags,
        });
    }

    public async Task<IBrowserContext> OpenAsync(Screen screen, Uri? baseUrl)
    {
        var context = await chromium!.NewContextAsync(new()
        {
            BaseURL = baseUrl?.ToString(),
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            DeviceScaleFactor = screen.Scale,
            HasTouch = screen.Touch,
            IsMobile = screen.Mobile,
            JavaScriptEnabled = screen.Script,
            Locale = screen.Locale,
            TimezoneId = "Asia/Shanghai",
            // Pictures and clicks do not wait for things that move.
            ReducedMotion = ReducedMotion.Reduce,
        });
        // Beside the chaos tests a server may have to wait for the processor longer than Playwright's half a minute.
        context.SetDefaultTimeout(60_000);
        if (!screen.Script)
        {
            Accessibility.RunsNoScript(context);
        }

        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.CloseAsync();
        }

        playwright?.Dispose();
    }
}

/// <summary>What a person holds or stands in front of.</summary>
public sealed record Screen(int Width, int Height, float Scale = 1, bool Touch = false, bool Mobile = false, bool Script = true, string Locale = "zh-CN")
{
    public static Screen Phone { get; } = new(390, 844, Scale: 2, Touch: true, Mobile: true);

    public static Screen Desktop { get; } = new(1440, 900);

    /// <summary>The standing terminal in the hall: upright, by touch.</summary>
    public static Screen Kiosk { get; } = new(1080, 1920, Touch: true);

    /// <summary>The tablet at the gate and the evaluator on a window.</summary>
    public static Screen Tablet { get; } = new(1280, 800, Touch: true);

    /// <summary>The wall above the windows.</summary>
    public static Screen Wall { get; } = new(1920, 1080);

    public static Screen WithoutScript { get; } = Phone with { Script = false };
}
