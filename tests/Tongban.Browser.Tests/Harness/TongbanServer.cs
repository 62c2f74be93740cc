using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(Tongban.Browser.Tests.Harness.SharedServer))]

namespace Tongban.Browser.Tests.Harness;

/// <summary>The one server that most tests share. It starts when the first test asks for it.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    private readonly Lazy<Task<TongbanServer>> server = new(() => TongbanServer.StartAsync());

    public Task<TongbanServer> StartedAsync() => server.Value;

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated && server.Value.IsCompletedSuccessfully)
        {
            await (await server.Value).DisposeAsync();
        }
    }
}

/// <summary>
/// The built application as a process of its own, with the demonstration district in a fresh data folder,
/// on a port that was free. A test that changes much, or needs another time, starts its own.
/// </summary>
public sealed class TongbanServer : IAsyncDisposable
{
    /// <summary>A Tuesday morning in opening hours: tests must not depend on the day they are run.</summary>
    public const string UsualTime = "2026-11-24T09:30";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly int port;
    private readonly string data;
    private readonly StreamWriter log;
    private readonly string? postgres;
    private Process process;

    private TongbanServer(int port, string at)
    {
        this.port = port;
        postgres = Environment.GetEnvironmentVariable("TONGBAN_TEST_DATABASE") == "postgres" ? DatabaseOfOurOwn() : null;
        Url = new Uri($"http://localhost:{port}");
        data = Directory.CreateTempSubdirectory("tongban-browser-").FullName;
        LogFile = Path.Combine(Repository.Results(), $"server-{port}.log");
        log = new StreamWriter(LogFile) { AutoFlush = true };
        process = Prepare(at);
        // Disposal is skipped when the tests are stopped from outside; the server must not outlive them.
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    public Uri Url { get; }

    /// <summary>All that the server printed; the end of it is shown with a failed test.</summary>
    public string LogFile { get; }

    public string MessagesFolder => Path.Combine(data, "messages");

    /// <summary>Starts a server and waits until it is ready.</summary>
    /// <param name="at">The hall's time at the start: <c>2026-11-24T09:30</c>.</param>
    public static async Task<TongbanServer> StartAsync(string at = UsualTime)
    {
        var server = new TongbanServer(FreePort(), at);
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server and starts it again on the same data at another time: another day begins.</summary>
    public async Task RestartAsync(string at)
    {
        await KillAsync();
        process.Dispose();
        process = Prepare(at);
        await RunAsync();
    }

    /// <summary>The last lines that the server printed.</summary>
    public string LogTail(int lines = 25)
    {
        using var reader = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(lines));
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        await KillAsync();
        process.Dispose();
        lock (log)
        {
            log.Dispose();
        }

        Directory.Delete(data, recursive: true);
    }

    private Process Prepare(string at)
    {
        var prepared = new Process { StartInfo = Start(at) };
        prepared.OutputDataReceived += (_, line) => Write(line.Data);
        prepared.ErrorDataReceived += (_, line) => Write(line.Data);
        return prepared;
    }

    private Task RunAsync()
    {
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return ReadyAsync();
    }

    private ProcessStartInfo Start(string at)
    {
        string[] arguments = [Repository.App, "serve", "--demo", "--port", $"{port}", "--data", data, "--at", at];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_CONTENTROOT"] = Path.Combine(Repository.Root, "src", "Tongban");
        // It lives for a minute: measuring its code in order to compile it better does not pay.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment.Remove("TONGBAN_POSTGRES");
        if (postgres is not null)
        {
            start.Environment["TONGBAN_POSTGRES"] = postgres;
        }

        return start;
    }

    // The migrations make a database that is not there yet. It goes when the temporary cluster goes.
    private static string DatabaseOfOurOwn()
    {
        var admin = Environment.GetEnvironmentVariable("TONGBAN_TEST_POSTGRES")
            ?? throw new InvalidOperationException("TONGBAN_TEST_DATABASE=postgres needs a connection string in TONGBAN_TEST_POSTGRES.");
        return new DbConnectionStringBuilder { ConnectionString = admin, ["Database"] = $"tongban_browser_{Guid.NewGuid():N}" }.ConnectionString;
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(5) };
        var waited = Stopwatch.StartNew();
        while (!await IsReadyAsync(http))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with code {process.ExitCode} before it was ready:\n{LogTail()}");
            }

            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"The server was not ready after {Patience.TotalSeconds} s:\n{LogTail()}");
            }

            await Task.Delay(100);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private async Task KillAsync()
    {
        if (IsRunning())
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private void KillAtExit(object? sender, EventArgs e)
    {
        if (IsRunning())
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private bool IsRunning()
    {
        try
        {
            return !process.HasExited;
        }
        catch (InvalidOperationException)
        {
            // It was never started.
            return false;
        }
    }

    private void Write(string? line)
    {
        lock (log)
        {
            if (line is not null && log.BaseStream is { CanWrite: true })
            {
                log.WriteLine(line);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
