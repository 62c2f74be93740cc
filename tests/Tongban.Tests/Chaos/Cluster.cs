using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Tongban.Commands;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Chaos;

/// <summary>A PostgreSQL that may be killed: a cluster of the chaos tests' own, by the same script as <c>./test</c>'s.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string home;
    private readonly string admin;
    private string? template;
    private int last;

    private Cluster(string home, string admin) => (this.home, this.admin) = (home, admin);

    public int Port => new NpgsqlConnectionStringBuilder(admin).Port;

    private static string Tools { get; } = Path.Combine(HouseRules.Repository(), "tools");

    /// <summary>Skips the test, as "not run", where this machine has no PostgreSQL to kill.</summary>
    internal static async Task<Cluster> StartAsync()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "not run: processes are found by /proc, which this system has not.");
        Assert.SkipUnless((await ShellAsync("postgres_folder")).Code == 0, "not run: there is no PostgreSQL here.");
        var (code, said) = await ShellAsync("start_postgres && printf '%s\\n%s\\n' \"$postgres_home\" \"$postgres_connection\"");
        var lines = said.Trim().Split('\n');
        return code == 0 && lines.Length >= 2 ? new(lines[^2], lines[^1]) : throw new InvalidOperationException(said);
    }

    /// <summary>A test that failed in the middle may have left it dead.</summary>
    public async Task<Cluster> AliveAsync()
    {
        var (code, _) = await ShellAsync($"port_is_busy {Port}");
        if (code != 0)
        {
            await StartAgainAsync();
        }

        return this;
    }

    /// <summary>A database as the migrations make it.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        if (template is null)
        {
            await using var db = BackupCommand.OpenDb(new TongbanSettings("", Connection("chaos_template"), TimeSpan.Zero));
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.MigrateAsync(db.Database);
            template = "chaos_template";
            NpgsqlConnection.ClearAllPools();
        }

        var name = $"chaos_{++last}";
        await ExecuteAsync($"create database {name} template {template}");
        return Connection(name);
    }

    /// <summary><c>kill -9</c> of the postmaster and all its processes.</summary>
    public async Task KillAsync()
    {
        var postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(home, "data", "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        foreach (var pid in Children(postmaster).Prepend(postmaster))
        {
            Kill(pid);
        }
    }

    /// <summary>On the same port with the same data, which it recovers from its log.</summary>
    public async Task StartAgainAsync()
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            var (code, said) = await ShellAsync($"postgres_home={home}; start_postgres_on {Port}");
            if (code == 0)
            {
                return;
            }

            // A process that outlived the postmaster by a moment still has the shared memory.
            Assert.True(waited.Elapsed < Patience, said);
        }
    }

    public async ValueTask DisposeAsync() => await ShellAsync($"postgres_home={home}; stop_postgres");

    private string Connection(string database) => new NpgsqlConnectionStringBuilder(admin) { Database = database, MaxPoolSize = 40 }.ToString();

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(admin) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static IEnumerable<int> Children(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            if (ParentOf(folder) == parent)
            {
                yield return int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);
            }
        }
    }

    // "pid (name) state parent": the name may hold anything.
    private static int ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 4)..].Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // Ended by itself.
        }
    }

    private static async Task<(int Code, string Said)> ShellAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", $". '{Tools}/common.sh'; . '{Tools}/postgres.sh'; {script}"]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }
}
