using Microsoft.Data.Sqlite;
using Tongban.Shared.Setup;

namespace Tongban.Shared.Data;

/// <summary>
/// Carries SQLite's log over into the database file, four times a second and beside the writers: a commit that had to do it
/// in passing made all who waited behind it wait some hundred milliseconds longer. While much is written it is done twenty
/// times a second, because a commit waits for the disk as long as what is carried over does. Under storm it never catches up, and
/// without a new beginning the log grows until a commit has to; so there is one when it is long, in a turn of its own among
/// the writers and only for what little came meanwhile.
/// </summary>
internal sealed class Checkpoints(TongbanSettings settings, WriteGate gate, ILogger<Checkpoints> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    // In pages of 4 KB, some 120 MB: half of what a writer would carry over itself (FullSynchronous), and seldom, because
    // nobody writes while it is begun anew.
    private const int Long = 30_000;

    // Between two looks: half a batch of holds.
    private const int Much = 100;

    private long before;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => KeepAsync(stoppingToken), CancellationToken.None);

    private async Task KeepAsync(CancellationToken stop)
    {
        // SQLite waits for nobody unless told to: while somebody reads from the log it is not begun anew, and a moment later it may be.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = settings.SqliteFile, Pooling = false, DefaultTimeout = 1 }.ToString());
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var pages = await OnceAsync(connection, stop);
                timer.Period = Math.Abs(pages - before) > Much ? Often : Every;
                before = pages;
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    private async Task<long> OnceAsync(SqliteConnection connection, CancellationToken stop)
    {
        try
        {
            connection.Open();
            var pages = Carry(connection, "passive");
            return pages > Long ? await BeginAnewAsync(connection, stop) : pages;
        }
        catch (SqliteException failure)
        {
            log.LogWarning(failure, "The log could not be carried over; it is tried again");
            return before;
        }
    }

    private async Task<long> BeginAnewAsync(SqliteConnection connection, CancellationToken stop)
    {
        // What was written during the first is a tenth of it.
        Carry(connection, "passive");
        using var turn = await gate.EnterAsync(stop);
        return Carry(connection, "restart");
    }

    /// <summary>Pages in the log. Passive waits for nobody and makes nobody wait.</summary>
    private static long Carry(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"pragma wal_checkpoint({mode})";
        using var answer = command.ExecuteReader();
        return answer.Read() ? answer.GetInt64(1) : 0;
    }
}
