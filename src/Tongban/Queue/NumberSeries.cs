using Microsoft.EntityFrameworkCore;

namespace Tongban.Queue;

/// <summary>The last number given in a scope on a day: a row raised in the transaction that uses it, so none is lost or given twice.</summary>
public sealed class NumberSeries
{
    public Guid CentreId { get; private set; }

    /// <summary>Site and ticket letter, or the item of case numbers.</summary>
    public string Scope { get; private set; } = "";

    public DateOnly On { get; private set; }

    public int Last { get; private set; }

    /// <summary>The next number, 1 for the first of the day. Must run inside a transaction: the row stays locked until it ends.</summary>
    public static async Task<int> NextAsync(TongbanDb db, string scope, DateOnly on, CancellationToken cancellationToken = default)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is given in the transaction that uses it.");
        }

        var given = await db.Database.SqlQuery<int>(
            $"""
            insert into number_series (centre_id, scope, "on", last) values ({db.CentreId}, {scope}, {on}, 1)
            on conflict (centre_id, scope, "on") do update set last = number_series.last + 1
            returning last as "Value"
            """).ToListAsync(cancellationToken);
        return given.Single();
    }
}
