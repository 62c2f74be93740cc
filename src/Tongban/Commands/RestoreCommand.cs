using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Tongban.Shared.Setup;

namespace Tongban.Commands;

/// <summary>
/// <c>tongban restore FILE</c>: checks the whole archive first, then puts database, keys and files in place. Over
/// existing data only with <c>--force</c>; what was there is set aside, not deleted (on PostgreSQL it is replaced).
/// </summary>
public static class RestoreCommand
{
    public static Command Make(Option<string?> data)
    {
        var file = new Argument<FileInfo>("file") { Description = "The archive" };
        var force = new Option<bool>("--force") { Description = "Replace the data that is there" };
        var restore = new Command("restore", "Put database, keys and files of a backup in place; the server must be stopped") { file, force };
        restore.SetAction((parsed, stop) => CommandFailure.ToldAsync(async () =>
        {
            var settings = SettingsReader.Read(WebApplication.CreateBuilder().Configuration, parsed.GetValue(data), TimeSpan.Zero);
            var manifest = await ReadAsync(settings, parsed.GetValue(file)!.FullName, parsed.GetValue(force), stop);
            await Console.Out.WriteLineAsync($"Restored {manifest.Entries.Count} files of {manifest.MadeAt:u} into {settings.DataFolder}.");
            return 0;
        }));
        return restore;
    }

    public static async Task<BackupManifest> ReadAsync(TongbanSettings settings, string file, bool force, CancellationToken stop)
    {
        BackupArchive.Need(File.Exists(file), $"There is no file {file}.");
        using var folder = DataFolderLock.TryTake(settings) ?? throw new CommandFailure($"Tongban is serving the data folder {settings.DataFolder}; stop it first.");
        BackupArchive.Need(force || !await HasDataAsync(settings, stop), $"There is data in {(settings.Postgres is null ? settings.DataFolder : "this database")} already; --force replaces it.");
        var scratch = Directory.CreateDirectory(Path.Combine(settings.DataFolder, $"restoring-{Guid.NewGuid():N}")).FullName;
        try
        {
            var manifest = await ExtractAsync(file, scratch, stop);
            await CheckAsync(settings, manifest, scratch, stop);
            await PutInPlaceAsync(settings, manifest, scratch, stop);
            return manifest;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task<BackupManifest> ExtractAsync(string file, string scratch, CancellationToken stop)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, stop);
            var manifest = await BackupArchive.ReadManifestAsync(zip, stop);
            foreach (var entry in manifest.Entries)
            {
                await BackupArchive.ExtractAsync(zip, entry, scratch, stop);
            }

            return manifest;
        }
        catch (InvalidDataException)
        {
            throw new CommandFailure($"{file} is damaged or no Tongban backup; nothing was restored.");
        }
    }

    private static async Task CheckAsync(TongbanSettings settings, BackupManifest manifest, string scratch, CancellationToken stop)
    {
        var kind = settings.Postgres is null ? BackupManifest.Sqlite : BackupManifest.Postgres;
        BackupArchive.Need(manifest.Database == kind, $"This backup is of {manifest.Database}, and this installation uses {kind}.");
        await using var db = BackupCommand.OpenDb(settings);
        BackupArchive.Need(manifest.Migrations.All(db.Database.GetMigrations().Contains), "This backup was made by a newer Tongban; use that version to restore it.");
        await (settings.Postgres is { } connection
            ? PostgresTools.CheckAsync(connection, DatabaseIn(scratch, PostgresTools.FileName), stop)
            : SqliteCopy.CheckAsync(DatabaseIn(scratch, SqliteCopy.FileName), stop));
    }

    private static async Task PutInPlaceAsync(TongbanSettings settings, BackupManifest manifest, string scratch, CancellationToken stop)
    {
        if (settings.Postgres is { } connection)
        {
            await ReplaceAsync(settings, connection, DatabaseIn(scratch, PostgresTools.FileName), stop);
        }

        SetAside(settings);
        if (settings.Postgres is null)
        {
            File.Move(DatabaseIn(scratch, SqliteCopy.FileName), settings.SqliteFile);
        }

        foreach (var name in new[] { "keys", "files" }.Where(name => Directory.Exists(Path.Combine(scratch, name))))
        {
            Directory.Move(Path.Combine(scratch, name), Path.Combine(settings.DataFolder, name));
        }
    }

    private static async Task<bool> HasDataAsync(TongbanSettings settings, CancellationToken stop)
    {
        if (settings.Postgres is null)
        {
            return Existing(settings).Any();
        }

        await using var db = BackupCommand.OpenDb(settings);
        return await CreatorOf(db).ExistsAsync(stop) && (await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from information_schema.tables where table_schema = 'public'""").ToListAsync(stop)).Single() > 0;
    }

    private static void SetAside(TongbanSettings settings)
    {
        var aside = Path.Combine(settings.DataFolder, "replaced-" + TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture));
        foreach (var existing in Existing(settings).ToList())
        {
            Directory.CreateDirectory(aside);
            Directory.Move(existing, Path.Combine(aside, Path.GetFileName(existing)));
        }
    }

    // With a database on PostgreSQL a stray SQLite file is none of our business.
    private static IEnumerable<string> Existing(TongbanSettings settings) =>
        Directory.EnumerateFileSystemEntries(settings.DataFolder)
            .Where(path => Path.GetFileName(path) is "keys" or "files" || (settings.Postgres is null && Path.GetFileName(path).StartsWith(SqliteCopy.FileName, StringComparison.Ordinal)));

    // What was there goes only when all of the dump is in; a dump that fails half-way leaves everything as it was.
    private static async Task ReplaceAsync(TongbanSettings settings, string connection, string dump, CancellationToken stop)
    {
        await using var db = BackupCommand.OpenDb(settings);
        if (!await CreatorOf(db).ExistsAsync(stop))
        {
            await CreatorOf(db).CreateAsync(stop);
        }

        await db.Database.ExecuteSqlAsync($"alter schema public rename to tongban_replaced; create schema public", stop);
        try
        {
            await PostgresTools.RestoreAsync(connection, dump, stop);
        }
        catch
        {
            await db.Database.ExecuteSqlAsync($"drop schema public cascade; alter schema tongban_replaced rename to public", CancellationToken.None);
            throw;
        }

        await db.Database.ExecuteSqlAsync($"drop schema tongban_replaced cascade", stop);
    }

    private static IRelationalDatabaseCreator CreatorOf(TongbanDb db) => db.Database.GetService<IRelationalDatabaseCreator>();

    private static string DatabaseIn(string scratch, string name) => Path.Combine(scratch, BackupArchive.DatabaseFolder, name);
}
