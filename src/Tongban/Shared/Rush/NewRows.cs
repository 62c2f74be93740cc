using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Shared.Rush;

/// <summary>
/// Many new rows at once, past the change tracker and inside the caller's transaction: binary COPY on PostgreSQL, one
/// prepared statement on SQLite. What a column is and how a value is stored comes from the model, as for every save.
/// </summary>
public sealed class NewRows(TongbanDb db, DatabaseWatch watch, IEnumerable<ITellsOfFacts> tellers)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Entities with the facts of their moves, of which whoever listens is told as on every save: partners and the province.</summary>
    public async Task AddToldAsync<T>(IReadOnlyCollection<T> entities, CancellationToken stop)
        where T : Entity
    {
        List<Fact> facts = [.. entities.SelectMany(entity => entity.Unsaved)];
        await AddWithFactsAsync(entities);
        foreach (var teller in tellers)
        {
            await teller.TellAsync(db, this, facts, entities, stop);
        }
    }

    /// <summary>Entities with the facts of their moves, of which nobody is told: what was imported happened elsewhere and long ago.</summary>
    public async Task AddWithFactsAsync<T>(IReadOnlyCollection<T> entities)
        where T : Entity
    {
        await AddAsync(entities);
        await AddAsync(entities.SelectMany(entity => entity.Unsaved));
        await AddAsync(DayToCount.Of(db.CentreId, entities));
        foreach (var entity in entities)
        {
            entity.FactsAreSaved();
        }
    }

    /// <remarks>A unique index that is hit is an exception: what may be taken by somebody else is looked at before.</remarks>
    public Task AddAsync<T>(IEnumerable<T> rows)
        where T : class
    {
        var all = rows as IReadOnlyCollection<T> ?? [.. rows];
        var columns = Columns.Of(db.Model.FindEntityType(typeof(T))!);
        if (all.Count == 0)
        {
            return Task.CompletedTask;
        }

        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            return watch.AskAsync(token => CopyAsync(postgres, columns, all, token), CancellationToken.None);
        }

        SqliteRows.Insert((SqliteConnection)db.Database.GetDbConnection(), columns, all);
        return Task.CompletedTask;
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, Columns columns, IReadOnlyCollection<T> rows, CancellationToken stop)
        where T : class
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {columns.Table} ({columns.Names}) from stdin (format binary)", stop);
        copy.Timeout = Longest;
        foreach (var row in rows)
        {
            await copy.StartRowAsync(stop);
            foreach (var column in columns.All)
            {
                await (column.Value(row) is { } value ? copy.WriteAsync(value, column.StoreType, stop) : copy.WriteNullAsync(stop));
            }
        }

        await copy.CompleteAsync(stop);
    }
}
