using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tongban.Kernel;
using Tongban.Licences.Printing;
using Tongban.Notices;
using Tongban.Partners.Webhooks;
using Tongban.Shared.Data;
using Tongban.Shared.Setup;
using Tongban.Shared.Words;
using Tongban.Tests.Shared.Writes;

namespace Tongban.Tests;

/// <summary>
/// The whole application on a database of its own, at half past nine on Tuesday 24 November 2026, until the test
/// turns the clock.
/// </summary>
public sealed class TongbanApp : IAsyncDisposable
{
    // Nothing of it ever changes.
    private static readonly Lazy<WordBook> Words = new(WordBook.Load);

    private readonly WebApplication host;
    private readonly TongbanSettings settings;
    private readonly bool ownsDatabase;

    private TongbanApp(WebApplication host, TongbanSettings settings, FakeTimeProvider time, bool ownsDatabase) =>
        (this.host, this.settings, Time, Clock, this.ownsDatabase) = (host, settings, time, host.Services.GetRequiredService<HallClock>(), ownsDatabase);

    public FakeTimeProvider Time { get; }

    public HallClock Clock { get; }

    public IServiceProvider Services => host.Services;

    public TongbanSettings Settings => settings;

    public static DateTimeOffset TuesdayMorning { get; } = new(2026, 11, 24, 9, 30, 0, TimeSpan.FromHours(8));

    public static async Task<TongbanApp> StartAsync(Action<IServiceCollection>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("tongban-test-").FullName;
        var settings = new TongbanSettings(folder, await TestDatabase.CreateAsync(folder), TimeSpan.Zero);
        return await StartAsync(settings, new FakeTimeProvider(TuesdayMorning), ownsDatabase: true, change);
    }

    /// <summary>On a database that is somebody else's, brought up to date first.</summary>
    public static Task<TongbanApp> StartOnAsync(TongbanSettings settings) => StartAsync(settings, new FakeTimeProvider(TuesdayMorning), ownsDatabase: false, change: null, migrate: true);

    /// <summary>A second node on this one's PostgreSQL database, with the same clock. SQLite has one process, one node.</summary>
    public Task<TongbanApp> StartSecondNodeAsync(Action<IServiceCollection>? change = null) => StartAsync(settings, Time, ownsDatabase: false, change);

    private static async Task<TongbanApp> StartAsync(TongbanSettings settings, FakeTimeProvider time, bool ownsDatabase, Action<IServiceCollection>? change, bool migrate = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "tongban",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Development",
        });
        builder.Services.Configure<LoggerFilterOptions>(Quiet);
        builder.WebHost.UseTestServer();
        builder.AddTongban(settings);
        PagesBuiltOnce.In(builder.Services, DoublePress.Current);
        builder.Services.Replace(ServiceDescriptor.Singleton(Words.Value));
        builder.Services.Replace(ServiceDescriptor.Singleton(new HallClock(time, HallClock.China)));
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        // A hundred applications come and go in this process, and none of its tests takes the database away: those that do
        // (Chaos) have processes of their own.
        builder.Services.Replace(ServiceDescriptor.Singleton(services => new DatabaseWatch(settings, services.GetRequiredService<ILogger<DatabaseWatch>>()) { Patience = TimeSpan.FromSeconds(20) }));
        // Messages leave when a test says so.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(DeliveryTimer)));
        // And so do webhooks.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(WebhookTimer)));
        // Papers are signed when a test asks for one, or says so.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(PaperWork)));
        change?.Invoke(builder.Services);
        var host = builder.Build();
        host.UseTongban();
        if (migrate)
        {
            await Tongban.Commands.OfflineWork.MigrateAsync(host.Services, CancellationToken.None);
        }

        await host.StartAsync();
        return new TongbanApp(host, settings, time, ownsDatabase);
    }

    // appsettings.json would have more said than a green run wants to read. And a unique index that settles a race
    // is as it is meant, although EF tells it as a failure; what nobody answers the server tells once more.
    private static void Quiet(LoggerFilterOptions log)
    {
        log.Rules.Clear();
        log.MinLevel = LogLevel.Warning;
        log.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical);
        log.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.Critical);
        // That a test signs with a test certificate, or has taken the fonts away.
        log.AddFilter("Tongban.Licences", LogLevel.Critical);
        // That a test's partner takes nothing.
        log.AddFilter("Tongban.Partners", LogLevel.Critical);
    }

    /// <summary>A browser with cookies of its own.</summary>
    public Browser NewBrowser() => new(host.GetTestServer().CreateHandler());

    /// <summary>Somebody's browser with its cookies, led to this node.</summary>
    public Browser Lead(Browser somebody) => somebody.Via(host.GetTestServer().CreateHandler());

    /// <summary>Works on the database, as a job would.</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> WithDbAsync<T>(Func<TongbanDb, Task<T>> work) => WithAsync(services => work(services.GetRequiredService<TongbanDb>()));

    public async ValueTask DisposeAsync()
    {
        // Stopped first, as a program is: disposing alone makes every worker that had not begun a failure in the log.
        await host.StopAsync();
        await host.DisposeAsync();
        if (!ownsDatabase)
        {
            return;
        }

        await TestDatabase.LeaveAsync(settings.Postgres);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(settings.DataFolder, recursive: true);
    }
}
