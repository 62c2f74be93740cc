using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tongban.Shared.Setup;

namespace Tongban.Shared.Data;

/// <summary>Chooses the database by configuration: PostgreSQL when a connection string is given, SQLite otherwise.</summary>
public static class DatabaseSetup
{
    public static void AddTongbanDb(this IServiceCollection services, TongbanSettings settings)
    {
        services.AddScoped<CurrentCentre>();
        services.AddSingleton(new WriteGate(single: settings.Postgres is null));
        if (settings.Postgres is { } connection)
        {
            services.AddDbContext<TongbanDb, PostgresTongbanDb>(options => Postgres(options, connection), optionsLifetime: ServiceLifetime.Singleton);
        }
        else
        {
            services.AddDbContext<TongbanDb, SqliteTongbanDb>(options => Sqlite(options, settings.SqliteFile), optionsLifetime: ServiceLifetime.Singleton);
            services.AddHostedService<Checkpoints>();
        }
    }

    // Foreign keys on; writes wait at our gate, so the provider's own polling is only for other processes (backup).
    public static T Sqlite<T>(T options, string file)
        where T : DbContextOptionsBuilder
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 };
        options.UseSqlite(connection.ToString(), sqlite => sqlite.MigrationsHistoryTable("__migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new FullSynchronous());
        return options;
    }

    public static T Postgres<T>(T options, string connection)
        where T : DbContextOptionsBuilder
    {
        options.UseNpgsql(connection, postgres => postgres.MigrationsHistoryTable("__migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .UseSnakeCaseNamingConvention()

            // A database that is not there yet is made, which is no failure; any other failure is told by who asked.
            .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.ConnectionError, LogLevel.Debug)));
        return options;
    }
}
