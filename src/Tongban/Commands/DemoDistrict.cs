using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue.Importing;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Setup;

namespace Tongban.Commands;

/// <summary>The demo district in a new database, with its staff.</summary>
public sealed class DemoDistrict(TongbanDb db, HallClock clock, DistrictImport import, IPasswordHasher<StaffAccount> hasher, ILookupNormalizer names)
{
    public async Task SetUpAsync(CancellationToken stop)
    {
        if (await db.Set<Centre>().AnyAsync(stop))
        {
            return;
        }

        var folder = ShippedData.Folder("district");
        await import.ImportAsync(folder, stop);
        await new DemoStaff(db, clock, hasher, names).SetUpAsync(folder, stop);
    }
}
