using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tongban.Shared.Data;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Nodes;

public sealed class ReadinessTests
{
    [Theory]
    [InlineData(5, "clock is 5.0 s ahead of the database")]
    [InlineData(-60, "clock is 60.0 s behind the database")]
    [InlineData(1, null)]
    public async Task A_node_whose_clock_is_off_the_databases_is_not_ready_and_says_so(int seconds, string? told)
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, "SQLite has no other clock than this machine's.");
        await using var app = await TongbanApp.StartAsync(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new Shifted(TimeSpan.FromSeconds(seconds))));
            services.Configure<LoggerFilterOptions>(log => log.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        });
        using var browser = app.NewBrowser();

        var answer = await browser.GetAsync("/health/ready");
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(told is null ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains(told ?? "Healthy", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task A_node_whose_database_is_away_says_so_once()
    {
        var options = DatabaseSetup.Postgres(new DbContextOptionsBuilder<PostgresTongbanDb>(), "Host=127.0.0.1;Port=1;Username=x;Database=x").Options;
        await using var db = new PostgresTongbanDb(options, new CurrentCentre(), new WriteGate(single: false));

        using var watch = new DatabaseWatch(new TongbanSettings("", null, TimeSpan.Zero), NullLogger<DatabaseWatch>.Instance);

        var there = await new DatabaseIsThere(db, watch).CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        var clocks = await new ClocksAgree(db, watch, TimeProvider.System).CheckHealthAsync(new(), TestContext.Current.CancellationToken);

        Assert.Equal((HealthStatus.Unhealthy, "The database does not answer."), (there.Status, there.Description));
        Assert.Equal((HealthStatus.Unhealthy, null), (clocks.Status, clocks.Description));
    }

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
