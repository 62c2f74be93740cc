using System.Diagnostics;
using Npgsql;

namespace Tongban.Commands;

/// <summary>pg_dump and pg_restore of the PostgreSQL client; a clear sentence where they are missing.</summary>
public static class PostgresTools
{
    public const string FileName = "tongban.dump";

    public static async Task<string> DumpAsync(string connection, string folder, CancellationToken stop)
    {
        var file = Path.Combine(folder, FileName);
        await RunAsync("pg_dump", connection, ["--format=custom", "--no-owner", "--no-privileges", "--file", file], stop);
        return file;
    }

    /// <summary>Whether the dump can be read at all, before anything is changed.</summary>
    public static Task CheckAsync(string connection, string file, CancellationToken stop) => RunAsync("pg_restore", connection, ["--list", "--file=/dev/null", file], stop);

    /// <summary>Puts the dump into the empty database, all of it or nothing.</summary>
    public static Task RestoreAsync(string connection, string file, CancellationToken stop) =>
        RunAsync("pg_restore", connection, ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}", file], stop);

    private static async Task RunAsync(string tool, string connection, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Find(tool), arguments) { RedirectStandardError = true };
        Environ(start, new NpgsqlConnectionStringBuilder(connection));
        using var process = Process.Start(start)!;
        var told = await process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        BackupArchive.Need(process.ExitCode == 0, $"{tool} failed: {told.Trim()}");
    }

    // In the environment, not among the arguments, which every user of the machine may read.
    private static void Environ(ProcessStartInfo start, NpgsqlConnectionStringBuilder to)
    {
        start.Environment["PGHOST"] = to.Host;
        start.Environment["PGPORT"] = to.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = to.Username;
        start.Environment["PGDATABASE"] = to.Database;
        if (to.Password is { Length: > 0 } password)
        {
            start.Environment["PGPASSWORD"] = password;
        }
    }

    private static string Find(string tool)
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(debian)
            .Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists)
            ?? throw new CommandFailure($"{tool} is missing on this machine; install the PostgreSQL client (Debian: postgresql-client) and try again.");
    }
}
