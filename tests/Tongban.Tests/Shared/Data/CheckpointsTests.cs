using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Tongban.Shared.Data;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Shared.Data;

/// <summary>What carries SQLite's log over while somebody writes without a pause.</summary>
public sealed class CheckpointsTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tongban-log-");

    [Fact]
    public async Task Under_writing_without_a_pause_the_log_is_begun_anew_before_a_writer_has_to()
    {
        var settings = new TongbanSettings(folder.FullName, null, TimeSpan.Zero);
        var gate = new WriteGate(single: true);
        await using var writer = new SqliteConnection($"Data Source={settings.SqliteFile};Pooling=False");
        writer.Open();
        Run(writer, "pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table row (n integer primary key, text blob)");
        using var checkpoints = new Checkpoints(settings, gate, NullLogger<Checkpoints>.Instance);
        await checkpoints.StartAsync(TestContext.Current.CancellationToken);

        // Two megabytes a time, 600 in all, and at a pace that no disk is too slow for.
        for (var n = 0; n < 300; n++)
        {
            using (await gate.EnterAsync(TestContext.Current.CancellationToken))
            {
                Run(writer, "insert into row (text) select zeroblob(40000) from (values (1), (2), (3), (4), (5), (6), (7)) a, (values (1), (2), (3), (4), (5), (6), (7)) b");
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await checkpoints.StopAsync(TestContext.Current.CancellationToken);
        Assert.InRange(new FileInfo(settings.SqliteFile + "-wal").Length / Megabyte, 1, 400);
        Assert.Equal(300 * 49L, Run(writer, "select count(*) from row"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
