using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using Tongban.Shared.Setup;

namespace Tongban.Shared.Data;

/// <summary>Chooses the database by configuration: PostgreSQL when a connection string is given, SQLite otherwise.</summary>
public static class DatabaseSetup
{
    private const int MostCompiled = 8192;

    public static void AddTongbanDb(this IServiceCollection services, TongbanSettings settings)
    {
        services.AddScoped<CurrentCentre>();
        services.AddSingleton(new WriteGate(single: settings.Postgres is null));
        services.AddSingleton<DatabaseWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseWatch>());
        if (settings.Postgres is { } connection)
        {
            services.AddDbContext<TongbanDb, PostgresTongbanDb>((provider, options) => QuicklyMade(Postgres(options, Prudent(connection)), provider).AddInterceptors([.. NobodyWaits.For(provider.GetRequiredService<DatabaseWatch>()), .. provider.GetServices<ISaveChangesInterceptor>()]), optionsLifetime: ServiceLifetime.Singleton);
            services.AddHostedService<YoungTables>();
        }
        else
        {
            services.AddDbContext<TongbanDb, SqliteTongbanDb>((provider, options) => QuicklyMade(Sqlite(options, settings.SqliteFile), provider).AddInterceptors(provider.GetServices<ISaveChangesInterceptor>()), optionsLifetime: ServiceLifetime.Singleton);
            services.AddHostedService<Checkpoints>();
        }
    }

    // EF keeps what it has compiled in 1,024 places, two for each question. The tests of this program ask 1,600 different
    // ones; what is thrown out costs milliseconds when it is asked again.
    private static readonly MemoryCache Compiled = new(new MemoryCacheOptions { SizeLimit = 10 * MostCompiled });

    // A context is made for every request, and with the application's services among its options EF copies and compares
    // all of them each time. Of those services it needs the log only.
    private static DbContextOptionsBuilder QuicklyMade(DbContextOptionsBuilder options, IServiceProvider provider) =>
        options.UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>()).UseApplicationServiceProvider(null).UseMemoryCache(Compiled);

    // A list is one parameter, as on PostgreSQL: with a parameter for each of its values EF writes, and SQLite compiles, the
    // statement anew each time. Foreign keys on; writes wait at our gate, so the provider's own polling is only for other processes (backup).
    public static T Sqlite<T>(T options, string file)
        where T : DbContextOptionsBuilder
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 };
        options.UseSqlite(connection.ToString(), sqlite => sqlite.MigrationsHistoryTable("__migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new FullSynchronous());
        return options;
    }

    /// <summary>
    /// What a connection string says, and where it does not: two seconds for a connection, from the server or from the pool,
    /// so that pages can say within five that the database is away. No question about Kerberos encryption before each, and no
    /// reset of what we never set: until its answer is there a statement cannot be cancelled.
    /// </summary>
    public static string Prudent(string connection)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connection };
        var all = new NpgsqlConnectionStringBuilder(connection);
        if (!given.ContainsKey("Timeout"))
        {
            all.Timeout = 2;
        }

        // For what the driver asks of its own accord, a savepoint above all: nobody can cancel that. EF's statements have 30 s.
        if (!given.ContainsKey("Command Timeout"))
        {
            (all.CommandTimeout, all.CancellationTimeout) = (2, 200);
        }

        if (!given.ContainsKey("No Reset On Close"))
        {
            all.NoResetOnClose = true;
        }

        if (!given.ContainsKey("Gss Encryption Mode") && !given.ContainsKey("GssEncryptionMode"))
        {
            all.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        return all.ToString();
    }

    public static T Postgres<T>(T options, string connection)
        where T : DbContextOptionsBuilder
    {
        options.UseNpgsql(connection, postgres => postgres.MigrationsHistoryTable("__migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery).CommandTimeout(30))
            .UseSnakeCaseNamingConvention()

            // A database that is not there yet is made, which is no failure; any other failure is told by who asked.
            .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.ConnectionError, LogLevel.Debug)));
        return options;
    }
}
