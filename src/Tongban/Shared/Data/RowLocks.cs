using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Shared.Data;

/// <summary>
/// Locks rows of this centre in the order of their ids, so that no two who need several wait for each other in a circle;
/// what is read afterwards stays so until the commit. No key is changed, so who only refers to such a row (PostgreSQL then
/// shares a lock on its key) neither waits nor makes two wait for each other. On SQLite the write gate has locked everything already.
/// </summary>
public static class RowLocks
{
    public static async Task LockAsync<T>(this TongbanDb db, IReadOnlyCollection<Guid> ids, CancellationToken stop)
        where T : Entity
    {
        if (ids.Count == 0 || !db.Database.IsNpgsql())
        {
            return;
        }

        var table = db.Model.FindEntityType(typeof(T))!.GetTableName();
#pragma warning disable EF1002 // the table's name comes from the model, nobody types it
        await db.Database.ExecuteSqlRawAsync($"select 1 from {table} where centre_id = {{0}} and id = any({{1}}) order by id for no key update", [db.CentreId, ids.ToArray()], stop);
#pragma warning restore EF1002
    }
}
