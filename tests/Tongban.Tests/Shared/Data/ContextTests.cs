using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tongban.Tests.Shared.Data;

public sealed class ContextTests
{
    private const int InMemory = 2;

    [Fact]
    public async Task A_context_brings_nothing_of_the_application_along_but_its_log()
    {
        await using var app = await TongbanApp.StartAsync();

        var options = await app.WithDbAsync(db => Task.FromResult(db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!));

        Assert.Null(options.ApplicationServiceProvider);
        Assert.Same(app.Services.GetRequiredService<ILoggerFactory>(), options.LoggerFactory);
        if (TestDatabase.PostgresAdmin is null)
        {
            Assert.Equal(InMemory, await app.WithDbAsync(db => db.Database.SqlQuery<int>($"select temp_store as Value from pragma_temp_store").SingleAsync()));
        }
    }
}
