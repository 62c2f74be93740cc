using Microsoft.Data.Sqlite;
using Tongban.Shared.Setup;

namespace Tongban.Shared.Data;

/// <summary>
/// Carries SQLite's log over into the database file, every second and beside the writers: a commit that had to do it in
/// passing made all who waited behind it wait some hundred milliseconds longer.
/// </summary>
internal sealed class Checkpoints(TongbanSettings settings, ILogger<Checkpoints> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => KeepAsync(stoppingToken), CancellationToken.None);

    private async Task KeepAsync(CancellationToken stop)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = settings.SqliteFile, Pooling = false }.ToString());
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                Once(connection);
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    // Passive: waits for nobody and makes nobody wait.
    private void Once(SqliteConnection connection)
    {
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(passive)";
            command.ExecuteNonQuery();
        }
        catch (SqliteException failure)
        {
            log.LogWarning(failure, "The log could not be carried over; it is tried again");
        }
    }
}
