using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tongban.Commands;

/// <summary>What commands do with the data.</summary>
public static class OfflineWork
{
    // A migration may rewrite a large table, and the other nodes wait for it.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The database up to date and its cookie keys there. Several nodes may ask for it at once.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TongbanDb>();
        db.Database.SetCommandTimeout(Longest);
        await MigrateAsync(db, stop);
        await CookieKeys.ReadyAsync(scope.ServiceProvider, stop);
    }

    // Before it migrates EF compares the model with what it was at the last migration, which takes a second and is the
    // tests' business: a database that lacks nothing is served at once. Migrations have EF's lock, but making the database
    // itself has none: of two nodes, one finds it made.
    private static async Task MigrateAsync(TongbanDb db, CancellationToken stop)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(stop)).Any())
        {
            return;
        }

        try
        {
            await db.Database.MigrateAsync(stop);
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.DuplicateDatabase || twice.ConstraintName == "pg_database_datname_index")
        {
            await db.Database.MigrateAsync(stop);
        }
    }

    public static async Task DemoAsync(IServiceProvider services, CancellationToken stop)
    {
        var environment = services.GetRequiredService<IHostEnvironment>();
        if (!environment.IsDevelopment())
        {
            throw new CommandFailure("Demo accounts have printed passwords: they are refused outside the Development environment.");
        }

        await MigrateAsync(services, stop);
        await PlantAsync(services, stop);
    }

    /// <summary>The demonstration district in a database that is up to date and has none.</summary>
    public static async Task PlantAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoDistrict>().SetUpAsync(stop);
    }
}
