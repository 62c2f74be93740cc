using System.CommandLine;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Tongban.Shared.Data;
using Tongban.Shared.Setup;

namespace Tongban.Commands;

/// <summary>
/// <c>tongban backup FILE</c>: database, keys and files in one archive. It may run beside the server: SQLite's online
/// backup reads one consistent state without stopping the writers, pg_dump likewise; files are never changed, only
/// added, so those that the database names are there when it has been copied.
/// </summary>
public static class BackupCommand
{
    public static Command Make(Option<string?> data)
    {
        var file = new Argument<FileInfo>("file") { Description = "The archive to make; it holds the keys, so keep it as safe as the keys" };
        var backup = new Command("backup", "Copy database, keys and files into one archive; safe while the server runs") { file };
        backup.SetAction((parsed, stop) => CommandFailure.ToldAsync(async () =>
        {
            var settings = SettingsReader.Read(WebApplication.CreateBuilder().Configuration, parsed.GetValue(data), TimeSpan.Zero);
            var manifest = await WriteAsync(settings, parsed.GetValue(file)!.FullName, stop);
            await Console.Out.WriteLineAsync($"{parsed.GetValue(file)!.FullName}: {manifest.Entries.Count} files, {manifest.Entries.Sum(entry => entry.Size):N0} bytes. It holds the keys: keep it safe.");
            return 0;
        }));
        return backup;
    }

    public static async Task<BackupManifest> WriteAsync(TongbanSettings settings, string file, CancellationToken stop)
    {
        BackupArchive.Need(!File.Exists(file), $"{file} is there already; choose another name.");
        BackupArchive.Need(settings.Postgres is not null || File.Exists(settings.SqliteFile), $"There is no database in {settings.DataFolder}.");
        var scratch = Directory.CreateTempSubdirectory("tongban-backup-").FullName;
        try
        {
            var partial = Path.Combine(scratch, "backup.zip");
            var manifest = await FillAsync(settings, scratch, partial, stop);
            BackupArchive.OwnerOnly(partial);
            File.Move(partial, file);
            return manifest;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task<BackupManifest> FillAsync(TongbanSettings settings, string scratch, string partial, CancellationToken stop)
    {
        var (kind, database) = settings.Postgres is { } connection
            ? (BackupManifest.Postgres, await PostgresTools.DumpAsync(connection, scratch, stop))
            : (BackupManifest.Sqlite, await SqliteCopy.MakeAsync(settings.SqliteFile, scratch, stop));
        await using var zip = await ZipFile.OpenAsync(partial, ZipArchiveMode.Create, stop);
        var entries = new List<BackupEntry> { await BackupArchive.AddAsync(zip, $"{BackupArchive.DatabaseFolder}/{Path.GetFileName(database)}", database, stop) };
        foreach (var (path, source) in Kept(settings))
        {
            entries.Add(await BackupArchive.AddAsync(zip, path, source, stop));
        }

        var manifest = new BackupManifest(BackupManifest.PresentFormat, Version, TimeProvider.System.GetUtcNow().UtcDateTime, kind, await MigrationsAsync(settings, stop), entries);
        await BackupArchive.AddManifestAsync(zip, manifest, stop);
        return manifest;
    }

    private static string Version => typeof(BackupCommand).Assembly.GetName().Version!.ToString(3);

    private static IEnumerable<(string Path, string File)> Kept(TongbanSettings settings) =>
        new[] { "keys", "files" }
            .Select(name => Path.Combine(settings.DataFolder, name))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(file => (Path.GetRelativePath(settings.DataFolder, file).Replace('\\', '/'), file));

    private static async Task<IReadOnlyList<string>> MigrationsAsync(TongbanSettings settings, CancellationToken stop)
    {
        await using var db = OpenDb(settings);
        return [.. await db.Database.GetAppliedMigrationsAsync(stop)];
    }

    /// <summary>The database without the rest of the house.</summary>
    public static TongbanDb OpenDb(TongbanSettings settings) => settings.Postgres is { } connection
        ? new PostgresTongbanDb(DatabaseSetup.Postgres(new DbContextOptionsBuilder<PostgresTongbanDb>(), connection).Options, new CurrentCentre(), new WriteGate(single: false))
        : new SqliteTongbanDb(DatabaseSetup.Sqlite(new DbContextOptionsBuilder<SqliteTongbanDb>(), settings.SqliteFile).Options, new CurrentCentre(), new WriteGate(single: true));
}
