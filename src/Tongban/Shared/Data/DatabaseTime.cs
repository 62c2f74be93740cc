using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tongban.Shared.Data;

/// <summary>How far this machine's clock is from the database's. SQLite has no other clock than this machine's.</summary>
public static class DatabaseTime
{
    /// <summary>Positive when this machine is ahead; zero as far as the time that the question took can tell.</summary>
    public static async Task<TimeSpan> AheadAsync(TongbanDb db, DatabaseWatch watch, TimeProvider time, CancellationToken stop)
    {
        if (!db.Database.IsNpgsql())
        {
            return TimeSpan.Zero;
        }

        await db.Database.OpenConnectionAsync(stop);
        await using var command = new NpgsqlCommand("select clock_timestamp()", (NpgsqlConnection)db.Database.GetDbConnection());
        var asked = time.GetUtcNow().UtcDateTime;
        var there = (DateTime)(await watch.AskAsync(command.ExecuteScalarAsync, stop))!;
        var answered = time.GetUtcNow().UtcDateTime;
        return there < asked ? asked - there : there > answered ? answered - there : TimeSpan.Zero;
    }
}
