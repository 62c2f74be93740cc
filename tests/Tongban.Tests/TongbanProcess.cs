using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tongban.Shared.Setup;

namespace Tongban.Tests;

/// <summary>
/// <c>tongban serve</c> as a process of its own on a test's database: a real node beside another. It has the test's time
/// at its start and the machine's pace from then on, also when it was killed and started again.
/// </summary>
public sealed class TongbanProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Func<ProcessStartInfo> start;
    private readonly Uri address;
    private Process process = new();

    private TongbanProcess(TongbanSettings settings, int port, string listen, IReadOnlyList<string> more, Action<ProcessStartInfo>? change)
    {
        var since = Stopwatch.StartNew();
        address = new Uri($"http://{listen}:{port}/");
        start = () =>
        {
            var info = Start(settings, port, listen, [.. more, "--at", $"{TongbanApp.TuesdayMorning + since.Elapsed:yyyy-MM-ddTHH:mm:ss}"]);
            change?.Invoke(info);
            return info;
        };
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => address;

    /// <summary>What it printed last.</summary>
    public string Said => string.Join('\n', lines.TakeLast(200));

    /// <param name="settings">Folder and database.</param>
    /// <param name="listen">The address to listen on.</param>
    /// <param name="change">Changes how it is started: its environment.</param>
    /// <param name="ready">What answers 200 when it has started.</param>
    /// <param name="more">More for its command line.</param>
    public static async Task<TongbanProcess> StartAsync(TongbanSettings settings, string listen = "localhost", Action<ProcessStartInfo>? change = null, string ready = "/health/ready", IReadOnlyList<string>? more = null)
    {
        var server = new TongbanProcess(settings, FreePort(), listen, more ?? [], change);
        await server.StartAsync(ready);
        return server;
    }

    /// <summary>As it was, and waits until it is ready.</summary>
    public async Task StartAsync(string ready = "/health/ready")
    {
        Begin();
        await ReadyAsync(ready);
    }

    /// <summary>As it was, and does not wait.</summary>
    public void Begin()
    {
        process.Dispose();
        process = new Process { StartInfo = start() };
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>As <c>kill -9</c> does it: it can finish nothing.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>A browser with cookies of its own.</summary>
    public Browser NewBrowser() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, address);

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        await KillAsync();
        process.Dispose();
    }

    private static ProcessStartInfo Start(TongbanSettings settings, int port, string listen, string[] more)
    {
        var root = HouseRules.Repository();
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(root, "src", "Tongban", "bin", configuration, "net10.0", "tongban.dll");
        string[] arguments = [program, "serve", "--port", $"{port}", "--listen", listen, "--data", settings.DataFolder, .. more];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_CONTENTROOT"] = Path.Combine(root, "src", "Tongban");
        start.Environment["TONGBAN_POSTGRES"] = settings.Postgres;
        // It lives for seconds: measuring its code in order to compile it better does not pay.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    private async Task ReadyAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var waited = Stopwatch.StartNew(); !await IsReadyAsync(http, path); await Task.Delay(100))
        {
            if (process.HasExited || waited.Elapsed > Patience)
            {
                throw new InvalidOperationException($"The server is not ready:\n{Said}");
            }
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void KillAtExit(object? sender, EventArgs e)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
