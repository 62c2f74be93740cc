using Microsoft.Data.Sqlite;

namespace Tongban.Commands;

/// <summary>One consistent state of a SQLite database, copied while others write.</summary>
public static class SqliteCopy
{
    public const string FileName = "tongban.db";

    public static async Task<string> MakeAsync(string file, string folder, CancellationToken stop)
    {
        var copy = Path.Combine(folder, FileName);
        await using (var source = await OpenAsync(file, SqliteOpenMode.ReadWrite, stop))
        await using (var target = await OpenAsync(copy, SqliteOpenMode.ReadWriteCreate, stop))
        {
            source.BackupDatabase(target);
        }

        await CheckAsync(copy, stop);
        return copy;
    }

    /// <summary>Refuses a file that is no whole SQLite database.</summary>
    public static async Task CheckAsync(string file, CancellationToken stop)
    {
        await using var connection = await OpenAsync(file, SqliteOpenMode.ReadWrite, stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma integrity_check;";
        var found = (string?)await command.ExecuteScalarAsync(stop);
        BackupArchive.Need(found == "ok", $"The copy of the database is damaged: {found}");
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken stop)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 60 }.ToString());
        await connection.OpenAsync(stop);
        return connection;
    }
}
