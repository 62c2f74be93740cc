using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tongban.Catalogue;

namespace Tongban.Tests.Shared;

public sealed class FaultPageTests
{
    [Fact]
    public async Task An_address_that_leads_nowhere_is_not_there_and_asks_nobody_to_sign_in()
    {
        await using var app = await TongbanApp.StartAsync();

        var response = await app.NewBrowser().GetAsync("/t/not-a-ticket");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("没有这一页", (await response.PageAsync()).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_that_admits_a_fault_stands_while_the_database_is_away()
    {
        await using var app = await TongbanApp.StartAsync();
        await app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("alter table centre rename to centre_away", TestContext.Current.CancellationToken));

        var page = await app.NewBrowser().PageAsync("/errors/500");

        Assert.Contains("我们这边出了点问题", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='tel:12345']"));
    }

    [Fact]
    public async Task The_number_that_a_visitor_reads_stands_with_the_failure_in_the_log()
    {
        using var log = new KeptLog();
        await using var app = await TongbanApp.StartAsync(services =>
        {
            InProduction(services);
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton<ILoggerProvider>(log);
            services.Replace(ServiceDescriptor.Scoped<PublishedGuides>(_ => throw new InvalidOperationException("Broken on purpose.")));
        });

        var response = await app.NewBrowser().GetAsync("/guide");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var number = (await response.PageAsync()).QuerySelector("main p b")!.TextContent;
        Assert.Matches("^[0-9A-F]{4}-[0-9A-F]{4}$", number);
        Assert.Single(log.Lines, line => line.Contains(number, StringComparison.Ordinal) && line.Contains("Broken on purpose.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_failed_there_is_no_number_to_tell()
    {
        await using var app = await TongbanApp.StartAsync();

        Assert.Null((await app.NewBrowser().PageAsync("/errors/500")).QuerySelector("main p b"));
    }

    // Developers see the exception itself.
    private static void InProduction(IServiceCollection services) =>
        ((IWebHostEnvironment)services.Last(service => service.ServiceType == typeof(IWebHostEnvironment)).ImplementationInstance!).EnvironmentName = Environments.Production;

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Tongban", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
