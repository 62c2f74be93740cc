using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tongban.Shared.Setup;

namespace Tongban.Tests;

/// <summary>
/// <c>tongban serve</c> as a process of its own on a test's PostgreSQL database: a real node beside another. It has
/// the test's time at its start and the machine's pace from then on.
/// </summary>
public sealed class TongbanProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Process process;
    private readonly Uri address;

    private TongbanProcess(TongbanSettings settings, int port, string listen, string[] more)
    {
        address = new Uri($"http://{listen}:{port}/");
        process = new Process { StartInfo = Start(settings, port, listen, more) };
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => address;

    public static async Task<TongbanProcess> StartAsync(TongbanSettings settings, string listen = "localhost", params string[] more)
    {
        var server = new TongbanProcess(settings, FreePort(), listen, more);
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        await server.ReadyAsync();
        return server;
    }

    /// <summary>A browser with cookies of its own.</summary>
    public Browser NewBrowser() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, address);

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static ProcessStartInfo Start(TongbanSettings settings, int port, string listen, string[] more)
    {
        var root = HouseRules.Repository();
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(root, "src", "Tongban", "bin", configuration, "net10.0", "tongban.dll");
        string[] arguments = [program, "serve", "--port", $"{port}", "--listen", listen, "--data", settings.DataFolder, "--at", $"{TongbanApp.TuesdayMorning:yyyy-MM-ddTHH:mm}", .. more];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_CONTENTROOT"] = Path.Combine(root, "src", "Tongban");
        start.Environment["TONGBAN_POSTGRES"] = settings.Postgres;
        return start;
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var waited = Stopwatch.StartNew(); !await IsReadyAsync(http); await Task.Delay(100))
        {
            if (process.HasExited || waited.Elapsed > Patience)
            {
                throw new InvalidOperationException($"The server is not ready:\n{string.Join('\n', lines.TakeLast(25))}");
            }
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void KillAtExit(object? sender, EventArgs e) => process.Kill(entireProcessTree: true);

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
