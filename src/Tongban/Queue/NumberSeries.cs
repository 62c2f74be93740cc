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

    /// <summary>The scope of a site's announcements: whoever calls raises it first, which puts all calls of the site in one order.</summary>
    public static string CallsOf(Guid siteId) => $"{siteId:N}.calls";

    /// <summary>Stands in the order of a series without taking a number: the row stays locked until the transaction ends.</summary>
    public static Task HoldAsync(TongbanDb db, string scope, DateOnly on, CancellationToken cancellationToken = default) => RaiseAsync(db, scope, on, 0, cancellationToken);

    /// <summary>The next number, 1 for the first of the day. Must run inside a transaction: the row stays locked until it ends.</summary>
    public static Task<int> NextAsync(TongbanDb db, string scope, DateOnly on, CancellationToken cancellationToken = default) => RaiseAsync(db, scope, on, 1, cancellationToken);

    private static async Task<int> RaiseAsync(TongbanDb db, string scope, DateOnly on, int by, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is given in the transaction that uses it.");
        }

        var given = await db.Database.SqlQuery<int>(
            $"""
            insert into number_series (centre_id, scope, "on", last) values ({db.CentreId}, {scope}, {on}, {by})
            on conflict (centre_id, scope, "on") do update set last = number_series.last + {by}
            returning last as "Value"
            """).ToListAsync(cancellationToken);
        return given.Single();
    }
}
