using Microsoft.EntityFrameworkCore;

namespace Tongban.Shared.Data;

/// <summary>
/// Tells PostgreSQL how large its young tables have become. A connection keeps the plans that it made while a table was
/// empty, those that check foreign keys above all, and they walk over every row; autovacuum looks once a minute, in which
/// a rush writes tens of thousands. A table is counted anew when it has doubled: large ones stay autovacuum's.
/// </summary>
public sealed class YoungTables(IServiceScopeFactory scopes, ILogger<YoungTables> log) : TimedWork(scopes, log, TimeSpan.FromSeconds(2))
{
    /// <summary>Fewer rows are read through as quickly as they are looked up.</summary>
    public const int Least = 500;

    /// <summary>Whoever holds a table at this moment is not waited for: there is a next time.</summary>
    public static async Task LookAsync(TongbanDb db, CancellationToken stop)
    {
        var statements = await db.Database.SqlQuery<string>(
            $"""
            select format('analyze (skip_locked) %I.%I', grown.schemaname, grown.relname) as "Value"
            from pg_stat_user_tables grown join pg_class counted on counted.oid = grown.relid
            where grown.n_mod_since_analyze > greatest({Least}, counted.reltuples)
            """).ToListAsync(stop);
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement, stop);
        }
    }

    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => LookAsync(services.GetRequiredService<TongbanDb>(), stop);
}
