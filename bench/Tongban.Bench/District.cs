using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tongban.Kernel;
using Tongban.Shared.Setup;

namespace Tongban.Bench;

/// <summary>A Tongban with the demonstration's district in a database of its own, and its nodes.</summary>
internal sealed class District : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tongban-bench-").FullName;
    private readonly string? postgres;
    private readonly TimeSpan shift;

    private District(string? postgres, TimeSpan shift = default)
    {
        (this.postgres, this.shift) = (postgres, shift);
        Leftovers.Add(folder);
    }

    public List<Server> Nodes { get; } = [];

    public IReadOnlyList<Uri> Urls => [.. Nodes.Select(node => node.Url)];

    private static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "tongban.dll");

    /// <param name="admin">An administrator's connection to a PostgreSQL, or null for SQLite.</param>
    /// <param name="nodes">How many processes.</param>
    public static async Task<District> StartAsync(string? admin, int nodes = 1)
    {
        var district = new District(admin is null ? null : await NewDatabaseAsync(admin));
        await Server.RunAsync(Assembly, ["migrate", "--data", district.folder], district.Environment);
        await Server.RunAsync(Assembly, ["import", Path.Combine(Repository.Root, "data", "district"), "--data", district.folder], district.Environment);
        for (var n = 0; n < nodes; n++)
        {
            district.Nodes.Add(await Server.StartAsync(Assembly, ["serve", "--data", district.folder], "/health/ready", district.Environment));
        }

        return district;
    }

    /// <summary>The demonstration's hall with its staff, served at a time of the hall.</summary>
    public static async Task<District> DemoAsync(string? admin, string at)
    {
        var shift = TimeZoneInfo.ConvertTimeToUtc(DateTime.Parse(at, CultureInfo.InvariantCulture), HallClock.China) - DateTime.UtcNow;
        var district = new District(admin is null ? null : await NewDatabaseAsync(admin), shift);
        var environment = new Dictionary<string, string?>(district.Environment) { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ASPNETCORE_CONTENTROOT"] = Path.Combine(Repository.Root, "src", "Tongban") };
        district.Nodes.Add(await Server.StartAsync(Assembly, ["serve", "--demo", "--at", at, "--data", district.folder], "/health/ready", environment));
        return district;
    }

    /// <summary>The program's own services on this database, to write what a measurement needs with its own entities; it serves nobody.</summary>
    public WebApplication Writer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddTongban(new TongbanSettings(folder, postgres, shift));
        return builder.Build();
    }

    /// <summary>A row once more, with other values in some columns.</summary>
    public async Task<Dictionary<string, object>> CopyAsync(string table, string where, Dictionary<string, object> other) => (await CopyAllAsync(table, where, other))[0];

    public async Task<List<Dictionary<string, object>>> CopyAllAsync(string table, string where, Dictionary<string, object> other)
    {
        await using var connection = await OpenAsync();
        var rows = new List<Dictionary<string, object>>();
        await using (var select = connection.CreateCommand())
        {
            select.CommandText = $"select * from {table} where {where}";
            await using var reader = await select.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, n => other.TryGetValue(reader.GetName(n), out var value) ? Stored(value) : reader.GetValue(n)));
            }
        }

        foreach (var row in rows)
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = $"insert into {table} ({string.Join(", ", row.Keys.Select(column => $"\"{column}\""))}) values ({string.Join(", ", row.Keys.Select((_, n) => $"@p{n}"))})";
            foreach (var (value, n) in row.Values.Select((value, n) => (value, n)))
            {
                var parameter = insert.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{n}", value);
                insert.Parameters.Add(parameter);
            }

            await insert.ExecuteNonQueryAsync();
        }

        return rows;
    }

    // SQLite keeps ids as text.
    private object Stored(object value) => value is Guid id && postgres is null ? id.ToString().ToUpperInvariant() : value;

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = postgres is null ? new SqliteConnection($"Data Source={Path.Combine(folder, "tongban.db")}") : new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Free times of an item, the first so many of the second open day.</summary>
    public async Task<IReadOnlyList<Guid>> TimesAsync(string item, int count)
    {
        using var client = new HttpClient { BaseAddress = Urls[0] };
        var offer = await client.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/sites/H01/places?item={item}", UriKind.Relative));
        return [.. offer.GetProperty("days").EnumerateArray().Skip(1).SelectMany(day => day.GetProperty("times").EnumerateArray()).Select(time => time.GetProperty("slotId").GetGuid()).Take(count)];
    }

    public async Task<long> ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>An id as the database writes it in a statement.</summary>
    public string Literal(Guid id) => postgres is null ? $"'{id.ToString().ToUpperInvariant()}'" : $"'{id}'";

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Leftovers.Delete(folder);
    }

    private Dictionary<string, string?> Environment => new()
    {
        ["TONGBAN_POSTGRES"] = postgres,
        ["Tongban__PublicWrites__PerMinute"] = "1000000000",
    };

    public static async Task<string> NewDatabaseAsync(string admin)
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(admin) { Database = name }.ToString();
    }
}

internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tongban.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Run it from the repository.");
        }

        return folder;
    }
}
