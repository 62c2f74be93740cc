using System.Data.Common;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tongban.Shared.Setup;

namespace Tongban.Bench;

/// <summary>A Tongban with the demonstration's district in a database of its own, and its nodes.</summary>
internal sealed class District : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tongban-bench-").FullName;
    private readonly string? postgres;

    private District(string? postgres) => this.postgres = postgres;

    public List<Server> Nodes { get; } = [];

    public TongbanSettings Settings => new(folder, postgres, TimeSpan.Zero);

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

    /// <summary>Free times of an item, the first so many of the second open day.</summary>
    public async Task<IReadOnlyList<Guid>> TimesAsync(string item, int count)
    {
        using var client = new HttpClient { BaseAddress = Urls[0] };
        var offer = await client.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/sites/H01/places?item={item}", UriKind.Relative));
        return [.. offer.GetProperty("days").EnumerateArray().Skip(1).SelectMany(day => day.GetProperty("times").EnumerateArray()).Select(time => time.GetProperty("slotId").GetGuid()).Take(count)];
    }

    public async Task<long> ExecuteAsync(string sql)
    {
        await using DbConnection connection = postgres is null ? new SqliteConnection($"Data Source={Path.Combine(folder, "tongban.db")}") : new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is { } value ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : 0;
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
        Directory.Delete(folder, recursive: true);
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
