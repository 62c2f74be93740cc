using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tongban.Shared.Setup;

namespace Tongban.Commands;

public sealed record ServeOptions(string? Data, int Port, string? At, bool Demo, string Listen = ServeOptions.ThisMachine, int? Metrics = null)
{
    public const string ThisMachine = "localhost";
    public const string Everywhere = "*";

    /// <summary>What to listen on. Null for a name: Kestrel would take any name for "everywhere", and nobody would notice.</summary>
    public string? Url => Host is { } host ? $"http://{host}:{Port}" : null;

    /// <summary>The same addresses once more for the figures, where they are wanted.</summary>
    public IEnumerable<string> Urls => Metrics is { } port ? [Url!, $"http://{Host}:{port}"] : [Url!];

    private string? Host => Listen is ThisMachine or Everywhere ? Listen
        : !IPAddress.TryParse(Listen, out var address) ? null
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]"
        : address.ToString();
}

/// <summary>Serves until it is told to stop.</summary>
public static class Serve
{
    public static async Task<int> RunAsync(ServeOptions options, CancellationToken stop)
    {
        // Settings are read once. A watcher of every folder beneath the program's would cost a start, and the system's few watches.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        if (Forbidden(options, builder.Environment) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 2;
        }

        var settings = SettingsReader.Read(builder.Configuration, options.Data, ShiftTo(options.At));
        using var folder = DataFolderLock.TryTake(settings);
        if (folder is null)
        {
            await Console.Error.WriteLineAsync($"Another Tongban already serves the data folder {settings.DataFolder}; stop it or choose another with --data.");
            return 3;
        }

        builder.WebHost.UseUrls([.. options.Urls]);
        builder.AddTongban(settings);
        builder.AddTelemetry(options.Metrics);
        await using var app = builder.Build();

        // The model and the database beside the pages and endpoints: each takes a processor a second.
        var refusal = Task.Run(() => PrepareAsync(app.Services, options, stop), CancellationToken.None);
        if (options.Metrics is { } metrics)
        {
            app.UseMetrics(metrics);
        }

        app.UseTongban();
        if (await refusal is { } left)
        {
            await Console.Error.WriteLineAsync(left);
            return 4;
        }

        if (options.Demo)
        {
            DemoSignIns.Print(Console.Out, options.Port);
        }

        await app.RunAsync(stop);
        return 0;
    }

    // The database up to date, with the district that --demo asks for; or why it is not served.
    private static async Task<string?> PrepareAsync(IServiceProvider services, ServeOptions options, CancellationToken stop)
    {
        await DatabaseAtStart.ReachAsync(() => OfflineWork.MigrateAsync(services, stop), Console.Error.WriteLineAsync, TimeProvider.System, stop);
        var left = await DemoLeft.SentenceAsync(services, stop);
        if (left is null && options.Demo)
        {
            await OfflineWork.PlantAsync(services, stop);
        }

        return left;
    }

    private static string? Forbidden(ServeOptions options, IHostEnvironment environment) =>
        (options.At is not null || options.Demo) && !environment.IsDevelopment()
            ? "--at and --demo are for demonstrations: they are refused outside the Development environment."
            : options.At is { } at && !DateTime.TryParse(at, CultureInfo.InvariantCulture, out _)
            ? $"--at wants a time in the hall such as 2026-11-24T09:30, not '{at}'."
            : options.Url is null
            ? $"--listen wants localhost, an IP address of this machine, or * for all of them, not '{options.Listen}'."
            : options.Metrics == options.Port
            ? "--metrics wants a port of its own."
            : null;

    private static TimeSpan ShiftTo(string? at) =>
        at is null
            ? TimeSpan.Zero
            : TimeZoneInfo.ConvertTimeToUtc(DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.None), Kernel.HallClock.China)
                - TimeProvider.System.GetUtcNow().UtcDateTime;
}
