using Microsoft.EntityFrameworkCore;
using Tongban.Network;

namespace Tongban.Commands;

/// <summary>The demo district in a new database.</summary>
public sealed class DemoDistrict(TongbanDb db)
{
    public async Task SetUpAsync(CancellationToken stop)
    {
        if (await db.Set<Centre>().AnyAsync(stop))
        {
            return;
        }
    }
}
