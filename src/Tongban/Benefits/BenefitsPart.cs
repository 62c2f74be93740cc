using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue.Importing;
using Tongban.Kernel;

namespace Tongban.Benefits;

/// <summary>
/// Kinds, the fund and the first batches of a district's <c>benefits.json</c>. A batch is a purchase that has happened: it
/// is entered once, and neither changed nor entered again.
/// </summary>
public sealed class BenefitsPart(TongbanDb db, HallClock clock) : IDistrictPart
{
    private const string File = "benefits.json";

    public Func<ImportLedger, Known, CancellationToken, Task>? Read(FolderOfJson files, District district)
    {
        if (!files.Has(File) || files.Whole(File) is not { } whole)
        {
            return null;
        }

        var fund = Fund(whole);
        List<(string Code, BenefitKindFacts Facts)> kinds = [.. whole.Parts("kinds").Select(row => (row.Text("id", 40), Kind(row)))];
        List<BatchRow> batches = [.. whole.Parts("batches").Select(Batch)];
        foreach (var batch in batches.Where(batch => kinds.TrueForAll(kind => kind.Code != batch.Kind)))
        {
            batch.From.Fault("kind", $"“{batch.Kind}” is no kind of benefit");
        }

        return (ledger, _, stop) => TakeAsync(ledger, fund, kinds, batches, stop);
    }

    private static (string Code, BenefitFundFacts Facts) Fund(JsonPart whole)
    {
        if (whole.Part("fund_source") is { } part)
        {
            return (part.Text("id", 20), new(part.Text("name_zh", BenefitKind.MaxName), part.Text("name_en", BenefitKind.MaxName)));
        }

        whole.Fault("fund_source", "where the money comes from is needed here");
        return default;
    }

    private static BenefitKindFacts Kind(JsonPart row) =>
        new(row.Text("name_zh", BenefitKind.MaxName), row.Text("name_en", BenefitKind.MaxName), row.Text("unit", 20), row.Text("unit_en", 20), row.Number("quantity_per_grant", 1, 1000), row.Flag("once_per_enterprise"))
        {
            ComponentsZh = string.Join('、', row.Texts("components")),
            ComponentsEn = string.Join(", ", row.Texts("components_en")),
        };

    private static BatchRow Batch(JsonPart row) =>
        new(row.Text("id", ProcurementBatch.MaxCode), row.Text("kind", 40), row.Day("received_on"), row.Number("quantity", 1, (int)ProcurementBatch.MaxQuantity), row.Number("unit_price_fen", 1, (int)ProcurementBatch.MaxUnitPriceFen), row);

    private async Task TakeAsync(ImportLedger ledger, (string Code, BenefitFundFacts Facts) fund, List<(string Code, BenefitKindFacts Facts)> kinds, List<BatchRow> batches, CancellationToken stop)
    {
        var now = clock.Now;
        var takenFund = ledger.Take(new Incoming<BenefitFund>("benefit fund", fund.Code, fund.Facts, await db.Set<BenefitFund>().SingleOrDefaultAsync(one => one.Code == fund.Code, stop))
        {
            ContentOf = here => here.Facts,
            Make = () => new(db.CentreId, fund.Code, fund.Facts, now, Actor.System),
            Change = here => here.Change(fund.Facts, now, Actor.System),
        });
        var known = await db.Set<BenefitKind>().ToDictionaryAsync(kind => kind.Code, stop);
        foreach (var (code, facts) in kinds)
        {
            known[code] = ledger.Take(new Incoming<BenefitKind>("benefit kind", code, facts, known.GetValueOrDefault(code))
            {
                ContentOf = here => here.Facts,
                Make = () => new(db.CentreId, code, facts, now, Actor.System),
                Change = here => here.Change(facts, now, Actor.System),
            });
        }

        var there = await db.Set<ProcurementBatch>().Select(batch => batch.Code).ToHashSetAsync(stop);
        foreach (var batch in batches.Where(batch => !there.Contains(batch.Code)))
        {
            db.Add(new ProcurementBatch(db.CentreId, new(batch.Code, known[batch.Kind].Id, takenFund.Id, batch.ReceivedOn, batch.Quantity, batch.UnitPriceFen), now, Actor.System));
        }
    }

    private sealed record BatchRow(string Code, string Kind, DateOnly ReceivedOn, int Quantity, int UnitPriceFen, JsonPart From);
}
