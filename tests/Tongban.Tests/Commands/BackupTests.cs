using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Tongban.Commands;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Shared.Setup;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Commands;

public sealed class BackupTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_made_beside_busy_writers_restores_whole()
    {
        var (app, hall, counter) = await Counter.OpenAsync(1);
        await using var _ = app;
        Directory.CreateDirectory(app.Settings.FilesFolder);
        await File.WriteAllTextAsync(Path.Combine(app.Settings.FilesFolder, "material.bin"), "bytes", Stop);
        var file = Path.Combine(app.Settings.DataFolder, "out.zip");
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < 40; n++)
            {
                await counter.WalkInAsync();
            }
        }, Stop);

        var manifest = await BackupCommand.WriteAsync(app.Settings, file, Stop);
        await writing;
        await using var target = await Target.CreateAsync();
        await RestoreCommand.ReadAsync(target.Settings, file, force: false, Stop);

        await using var db = BackupCommand.OpenDb(target.Settings);
        Assert.Equal(hall.Site.Code, await db.Set<Site>().Select(s => s.Code).SingleAsync(Stop));
        Assert.Equal(await db.Set<Visit>().CountAsync(Stop), await db.Set<Leg>().CountAsync(Stop));
        Assert.Equal("bytes", await File.ReadAllTextAsync(Path.Combine(target.Settings.FilesFolder, "material.bin"), Stop));
        Assert.Equal(await File.ReadAllTextAsync(app.Settings.KeyFile, Stop), await File.ReadAllTextAsync(target.Settings.KeyFile, Stop));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(target.Settings.KeyFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Contains(manifest.Entries, entry => entry.Path == "keys/personal-data.json");
    }

    [Fact]
    public async Task Restores_over_existing_data_only_by_force_and_sets_it_aside()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var file = await MadeAsync(app);
        await using var target = await Target.CreateAsync();
        await RestoreCommand.ReadAsync(target.Settings, file, force: false, Stop);

        var refused = await Assert.ThrowsAsync<CommandFailure>(() => RestoreCommand.ReadAsync(target.Settings, file, force: false, Stop));
        await RestoreCommand.ReadAsync(target.Settings, file, force: true, Stop);

        Assert.Contains("--force", refused.Message, StringComparison.Ordinal);
        await using var db = BackupCommand.OpenDb(target.Settings);
        Assert.Equal(1, await db.Set<Site>().CountAsync(Stop));
        Assert.Single(Directory.EnumerateDirectories(target.Settings.DataFolder, "replaced-*"));
        Assert.Empty(Directory.EnumerateDirectories(target.Settings.DataFolder, "restoring-*"));
    }

    [Fact]
    public async Task On_a_new_machine_the_database_is_made_first()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, "On SQLite the database is a file.");
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var file = await MadeAsync(app);
        await using var target = new Target(new TongbanSettings(Directory.CreateTempSubdirectory("tongban-restore-").FullName, TestDatabase.Nowhere(), TimeSpan.Zero));

        await RestoreCommand.ReadAsync(target.Settings, file, force: false, Stop);

        await using var db = BackupCommand.OpenDb(target.Settings);
        Assert.Equal(1, await db.Set<Site>().CountAsync(Stop));
    }

    [Fact]
    public async Task A_dump_that_fails_half_way_leaves_what_was_there()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, "On SQLite the old file is moved aside and back by hand.");
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var file = await MadeAsync(app);
        await using var target = await Target.CreateAsync();
        await RestoreCommand.ReadAsync(target.Settings, file, force: false, Stop);
        await using var db = BackupCommand.OpenDb(target.Settings);

        // A trigger outside the schema lets no table be made.
        await db.Database.ExecuteSqlRawAsync("create schema elsewhere; create function elsewhere.no() returns event_trigger language plpgsql as $$ begin raise exception 'no'; end $$; create event trigger no_tables on ddl_command_start when tag in ('CREATE TABLE') execute function elsewhere.no()", Stop);
        await Assert.ThrowsAsync<CommandFailure>(() => RestoreCommand.ReadAsync(target.Settings, file, force: true, Stop));

        Assert.Equal(1, await db.Set<Site>().CountAsync(Stop));
    }

    [Fact]
    public async Task A_damaged_or_foreign_archive_changes_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var damaged = await MadeAsync(app);
        await ReplaceAsync(damaged, "keys/personal-data.json", "{}");
        var foreign = Path.Combine(app.Settings.DataFolder, "foreign.zip");
        await File.WriteAllTextAsync(foreign, "no archive at all", Stop);
        await using var target = await Target.CreateAsync();

        await Assert.ThrowsAsync<CommandFailure>(() => RestoreCommand.ReadAsync(target.Settings, damaged, force: true, Stop));
        await Assert.ThrowsAsync<CommandFailure>(() => RestoreCommand.ReadAsync(target.Settings, foreign, force: true, Stop));

        Assert.False(File.Exists(target.Settings.SqliteFile));
        Assert.False(File.Exists(target.Settings.KeyFile));
    }

    [Fact]
    public async Task A_served_folder_is_not_restored_into_and_an_archive_is_never_overwritten()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var file = await MadeAsync(app);

        await Assert.ThrowsAsync<CommandFailure>(() => BackupCommand.WriteAsync(app.Settings, file, Stop));
        Assert.SkipWhen(TestDatabase.PostgresAdmin is not null, "On PostgreSQL nobody holds the folder.");
        using var serving = DataFolderLock.TryTake(app.Settings);
        await Assert.ThrowsAsync<CommandFailure>(() => RestoreCommand.ReadAsync(app.Settings, file, force: true, Stop));
    }

    private static async Task<string> MadeAsync(TongbanApp app)
    {
        _ = app.Services.GetService(typeof(Tongban.People.PersonalData));
        var file = Path.Combine(app.Settings.DataFolder, "out.zip");
        await BackupCommand.WriteAsync(app.Settings, file, Stop);
        return file;
    }

    private static async Task ReplaceAsync(string archive, string path, string text)
    {
        await using var zip = await ZipFile.OpenAsync(archive, ZipArchiveMode.Update, Stop);
        zip.GetEntry(path)!.Delete();
        await using var writer = new StreamWriter(await zip.CreateEntry(path).OpenAsync(Stop));
        await writer.WriteAsync(text);
    }

    /// <summary>An empty data folder and, on PostgreSQL, an empty database.</summary>
    private sealed class Target(TongbanSettings settings) : IAsyncDisposable
    {
        public TongbanSettings Settings => settings;

        public static async Task<Target> CreateAsync()
        {
            var folder = Directory.CreateTempSubdirectory("tongban-restore-").FullName;
            return new Target(new TongbanSettings(folder, await TestDatabase.CreateEmptyAsync(), TimeSpan.Zero));
        }

        public async ValueTask DisposeAsync()
        {
            await TestDatabase.DropAsync(settings.Postgres);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(settings.DataFolder, recursive: true);
        }
    }
}
