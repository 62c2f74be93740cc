using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Catalogue.Importing;

/// <summary>
/// Brings a district's folder into the database: all of it or nothing, in one transaction. Doing it twice changes
/// nothing; what staff have edited since is reported and stays.
/// </summary>
public sealed class DistrictImport(TongbanDb db, HallClock clock, IEnumerable<IDistrictPart> parts)
{
    public async Task<ImportReport> ImportAsync(string folder, CancellationToken stop = default)
    {
        var district = DistrictReader.Read(folder, parts);
        await using var transaction = await db.BeginAsync(stop);
        var report = await TakeAsync(district, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return report;
    }

    private async Task<ImportReport> TakeAsync(District district, CancellationToken stop)
    {
        var report = new ImportReport { Warnings = district.Warnings };
        var ledger = await ImportLedger.OpenAsync(db, report, clock.Now, stop);
        var known = await Known.LoadAsync(db, stop);
        if (!await db.Set<Centre>().AnyAsync(stop))
        {
            db.Add(new Centre(db.CentreId, district.Centre.Code, district.Centre.NameZh, district.Centre.NameEn, clock.Now, Actor.System));
            report.Add();
        }

        var network = new NetworkTaker(ledger, known, clock.Now, db.CentreId);
        network.Take(district);
        new OpeningTaker(db, ledger, known, clock).Take(district);
        new ItemTaker(db, ledger, known, clock).Take(district.Items);
        foreach (var take in district.More)
        {
            await take(ledger, known, stop);
        }

        return report;
    }
}
