using Microsoft.EntityFrameworkCore;
using Tongban.Shared.Data;

namespace Tongban.Tests;

internal static class RequestTransactions
{
    /// <summary>In a request its key comes first, for which the database has a second. What follows may wait for other rows.</summary>
    public static async Task<GatedTransaction> BeginAsInRequestAsync(this TongbanDb db)
    {
        var transaction = await db.BeginAsync();
        await db.Database.ExecuteSqlAsync($"select 1");
        return transaction;
    }
}
