using Microsoft.EntityFrameworkCore;
using Tongban.Shared.Data;

namespace Tongban.Tests.Nodes;

/// <summary>A table that was empty a moment ago is planned for as what it is now.</summary>
public sealed class YoungTablesTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_is_counted_when_it_has_grown_and_not_again_before_it_has_doubled()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, "SQLite plans each statement when it is made.");
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.WithDbAsync(db => db.Database.ExecuteSqlAsync($"analyze facts", Stop));

        Assert.True(await CountedAfterAsync(app, hall, YoungTables.Least + 1));
        Assert.False(await CountedAfterAsync(app, hall, YoungTables.Least / 2));
        Assert.True(await CountedAfterAsync(app, hall, 2 * YoungTables.Least));
    }

    private static async Task<bool> CountedAfterAsync(TongbanApp app, Hall hall, int more)
    {
        var before = await CountedAsync(app);
        await app.WithDbAsync(async db =>
        {
            await db.Database.OpenConnectionAsync(Stop);
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into facts (centre_id, id, subject, subject_id, subject_version, what, at, by, data)
                select {hall.Site.CentreId}, gen_random_uuid(), 'Nothing', gen_random_uuid(), 1, 'nothing.happened', now(), 'system', '' from generate_series(1, {more})
                """, Stop);
            await db.Database.ExecuteSqlAsync($"select pg_stat_force_next_flush()", Stop);
            await YoungTables.LookAsync(db, Stop);
            return true;
        });
        return await CountedAsync(app) > before;
    }

    // By this look or by the program's own, which may come between.
    private static Task<long> CountedAsync(TongbanApp app) => app.WithDbAsync(db => db.Database.SqlQuery<long>($"""select analyze_count as "Value" from pg_stat_user_tables where relname = 'facts'""").SingleAsync(Stop));
}
