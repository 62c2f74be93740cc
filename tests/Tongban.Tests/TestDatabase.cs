using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tongban.Shared.Data;

namespace Tongban.Tests;

/// <summary>
/// A database of its own for every test: a copy of one that was migrated once. On PostgreSQL a copy costs more than most
/// tests, so a database that a test has left is emptied and used again, over a connection that stays: one that has never
/// looked at the hundred tables takes ten times as long.
/// </summary>
public static class TestDatabase
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MigrateSqliteAsync);
    private static readonly Lazy<Task> PostgresTemplate = new(MigratePostgresAsync);
    private static readonly ConcurrentBag<string> Left = [];
    private static readonly ConcurrentDictionary<string, NpgsqlConnection> Cleaners = new();
    private static int last;
    private static string tables = "";

    /// <summary>The admin connection when the suite runs on PostgreSQL; null on SQLite.</summary>
    public static string? PostgresAdmin { get; } =
        Environment.GetEnvironmentVariable("TONGBAN_TEST_DATABASE") == "postgres" ? Environment.GetEnvironmentVariable("TONGBAN_TEST_POSTGRES") : null;

    // Whatever holds a row of it still is in the way of the next test. Nothing refers to anything meanwhile.
    private const string Emptying =
        """
        set lock_timeout = '2s';
        set session_replication_role = replica;
        do $$
        declare one record;
        begin
            if (select string_agg(schemaname || '.' || tablename, ',' order by schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')) <> '{0}'
                or exists (select from pg_event_trigger) then
                raise exception 'A test has changed its tables.';
            end if;
            for one in select tablename from pg_tables where schemaname = 'public' and tablename <> '__migrations' loop
                execute format('delete from %I', one.tablename);
            end loop;
        end $$;
        """;

    private static string TemplateName { get; } = $"tongban_template_{Environment.ProcessId}";

    /// <summary>Puts a fresh database into the folder, or answers the connection string of a fresh one on PostgreSQL.</summary>
    public static async Task<string?> CreateAsync(string folder)
    {
        if (PostgresAdmin is { } admin)
        {
            await PostgresTemplate.Value;
            if (Left.TryTake(out var left))
            {
                return left;
            }

            var name = $"tongban_{Environment.ProcessId}_{Interlocked.Increment(ref last)}";
            await ExecuteAsync(admin, $"create database {name} template {TemplateName}");
            return Connection(admin, name);
        }

        File.Copy(await SqliteTemplate.Value, Path.Combine(folder, "tongban.db"));
        return null;
    }

    /// <summary>A database without tables, to restore into; null on SQLite.</summary>
    public static async Task<string?> CreateEmptyAsync()
    {
        if (PostgresAdmin is not { } admin)
        {
            return null;
        }

        var name = $"tongban_empty_{Environment.ProcessId}_{Interlocked.Increment(ref last)}";
        await ExecuteAsync(admin, $"create database {name}");
        return Connection(admin, name);
    }

    /// <summary>A database that is not there yet, on PostgreSQL.</summary>
    public static string Nowhere() => Connection(PostgresAdmin!, $"tongban_new_{Guid.NewGuid():N}");

    /// <summary>For the next test; one that cannot be emptied at once is dropped.</summary>
    public static async Task LeaveAsync(string? connection)
    {
        if (connection is null)
        {
            return;
        }

        try
        {
            await EmptyAsync(connection);
            Left.Add(connection);
        }
        catch (NpgsqlException)
        {
            await DropAsync(connection);
        }
    }

    private static async Task EmptyAsync(string connection)
    {
        var cleaner = Cleaners.GetOrAdd(connection, given => new(new NpgsqlConnectionStringBuilder(given) { Pooling = false }.ToString()));
        if (cleaner.State != System.Data.ConnectionState.Open)
        {
            await cleaner.OpenAsync();
        }

        await using var command = new NpgsqlCommand(Emptying.Replace("{0}", tables, StringComparison.Ordinal), cleaner);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task DropAsync(string? connection)
    {
        if (connection is not null)
        {
            if (Cleaners.TryRemove(connection, out var cleaner))
            {
                await cleaner.DisposeAsync();
            }

            await using var pool = new NpgsqlConnection(connection);
            NpgsqlConnection.ClearPool(pool);
            await ExecuteAsync(PostgresAdmin!, $"drop database if exists {new NpgsqlConnectionStringBuilder(connection).Database} with (force)");
        }
    }

    private static async Task<string> MigrateSqliteAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("tongban-template-").FullName, "tongban.db");
        var options = DatabaseSetup.Sqlite(new DbContextOptionsBuilder<SqliteTongbanDb>(), file).Options;
        await using (var db = new SqliteTongbanDb(options, new CurrentCentre(), new WriteGate(single: true)))
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate);");
        }

        SqliteConnection.ClearAllPools();
        return file;
    }

    private static async Task MigratePostgresAsync()
    {
        await ExecuteAsync(PostgresAdmin!, $"create database {TemplateName}");
        var connection = Connection(PostgresAdmin!, TemplateName);
        await using (var db = new PostgresTongbanDb(DatabaseSetup.Postgres(new DbContextOptionsBuilder<PostgresTongbanDb>(), connection).Options, new CurrentCentre(), new WriteGate(single: false)))
        {
            await db.Database.MigrateAsync();
            tables = await db.Database.SqlQuery<string>($"select string_agg(schemaname || '.' || tablename, ',' order by schemaname, tablename) as \"Value\" from pg_tables where schemaname not in ('pg_catalog', 'information_schema')").SingleAsync();
        }

        await using var pool = new NpgsqlConnection(connection);
        NpgsqlConnection.ClearPool(pool);
    }

    private static string Connection(string admin, string database) =>
        new NpgsqlConnectionStringBuilder(admin) { Database = database, MaxPoolSize = 20, Timeout = 15 }.ToString();

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var admin = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString());
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand(sql, admin);
        await command.ExecuteNonQueryAsync();
    }
}
