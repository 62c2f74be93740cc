using Npgsql;
using Tongban.Shared.Setup;

namespace Tongban.Shared.Data;

/// <summary>
/// Of the nodes that start at once on one PostgreSQL, one at a time does what is done only once. The lock belongs to a
/// connection of its own and goes with it, also when the node is killed. SQLite has one process.
/// </summary>
internal static class StartTurn
{
    private const long Number = 0x746F6E6762616E;

    public static async Task<IAsyncDisposable?> TakeAsync(TongbanSettings settings, CancellationToken stop)
    {
        if (settings.Postgres is not { } text)
        {
            return null;
        }

        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(stop);
            await using var wait = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { Parameters = { new() { Value = Number } }, CommandTimeout = 0 };
            await wait.ExecuteNonQueryAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
