using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Banks;
using Tongban.Benefits;
using Tongban.Catalogue.Importing;
using Tongban.Network;
using Tongban.Tests.Catalogue;

namespace Tongban.Tests.Benefits;

/// <summary>What a district's folder says of benefits and banks.</summary>
public sealed class DistrictPartsTests
{
    [Fact]
    public async Task Faults_are_told_with_the_others_and_a_folder_without_these_files_is_whole()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy()
            .With("benefits.json", json =>
            {
                json["batches"]![0]!["unit_price_fen"] = 0;
                json["batches"]![1]!["kind"] = "car";
                json.AsObject().Remove("fund_source");
            })
            .With("banks.json", json =>
            {
                json["banks"]![0]!["department_id"] = "D99";
                json["banks"]![1]!["waived_fees"]![0]!["amount_fen"] = -1;
                json["banks"]![2]!["credit_offers"]![0]!["valid_from"] = "soon";
            });

        var told = (await Assert.ThrowsAsync<FaultyDistrict>(() => ImportAsync(app, folder))).Faults.Select(fault => $"{fault.File} {fault.Place}").Order();

        Assert.Equal(
            [
                "banks.json $.banks[0].department_id", "banks.json $.banks[1].waived_fees[0].amount_fen", "banks.json $.banks[2].credit_offers[0].valid_from",
                "benefits.json $.batches[0].unit_price_fen", "benefits.json $.batches[1].kind", "benefits.json $.fund_source",
            ],
            told);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Centre>().CountAsync()));

        File.Delete(Path.Combine(folder.Path, "benefits.json"));
        File.Delete(Path.Combine(folder.Path, "banks.json"));
        await ImportAsync(app, folder);
        Assert.Equal((0, 0), await app.WithDbAsync(async db => (await db.Set<BenefitKind>().CountAsync(), await db.Set<Bank>().CountAsync())));

        // They come in later, once; a batch is a purchase and is never entered again or changed.
        using var whole = DistrictFolder.Copy();
        await ImportAsync(app, whole);
        whole.With("benefits.json", json => json["batches"]![0]!["quantity"] = 1).With("banks.json", json => json["banks"]![0]!["waived_fees"]![0]!["amount_fen"] = 1);
        var report = await ImportAsync(app, whole);
        Assert.Equal((0, 1), (report.Added, report.Changed));
        Assert.Equal([12003, 18010, 20640, 12000, 1800, 1800, 10000], await app.WithDbAsync(db => db.Set<ProcurementBatch>().OrderBy(batch => batch.Code.Substring(0, 1) == "S" ? 0 : batch.Code.Substring(0, 1) == "T" ? 1 : 2).ThenBy(batch => batch.Code).Select(batch => batch.Quantity).ToListAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<WaivedFee>().CountAsync(fee => fee.AmountFen == 1)));
    }

    private static Task<ImportReport> ImportAsync(TongbanApp app, DistrictFolder folder) =>
        app.WithAsync(services => services.GetRequiredService<DistrictImport>().ImportAsync(folder.Path, TestContext.Current.CancellationToken));
}
