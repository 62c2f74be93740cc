using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Tongban.Bench.Storm;

/// <summary>What PostgreSQL itself gives: <c>pgbench</c> with one row and one durable commit each, no web server.</summary>
internal static partial class PgBench
{
    /// <summary>Rows a second; null where pgbench is not installed.</summary>
    public static async Task<double?> InsertsAsync(string admin, int clients, int seconds)
    {
        var program = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateFiles("/usr/lib/postgresql", "pgbench", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault() : null;
        if (program is null)
        {
            return null;
        }

        var to = new NpgsqlConnectionStringBuilder(await District.NewDatabaseAsync(admin));
        await using (var connection = new NpgsqlConnection(to.ToString()))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("create table one (id uuid primary key, at timestamptz not null)", connection);
            await command.ExecuteNonQueryAsync();
        }

        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "insert into one values (gen_random_uuid(), now());\n");
        var start = new ProcessStartInfo(program, ["-n", "-M", "prepared", "-f", script, "-c", $"{clients}", "-j", "2", "-T", $"{seconds}", "-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, to.Database!]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = to.Password;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        return double.Parse(PerSecond().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex PerSecond();
}
