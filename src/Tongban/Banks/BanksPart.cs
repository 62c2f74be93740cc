using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue.Importing;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Banks;

/// <summary>The banks of a district's <c>banks.json</c>: products, waived fees and offers of credit, each with its validity.</summary>
public sealed class BanksPart(TongbanDb db, HallClock clock) : IDistrictPart
{
    private const string File = "banks.json";

    public Func<ImportLedger, Known, CancellationToken, Task>? Read(FolderOfJson files, District district)
    {
        if (!files.Has(File))
        {
            return null;
        }

        List<BankRow> banks = [.. files.List(File, "banks").Select(Row)];
        foreach (var bank in banks.Where(bank => district.Departments.All(department => department.Code != bank.Department)))
        {
            bank.From.Fault("department_id", $"“{bank.Department}” is not a department");
        }

        return (ledger, known, stop) => TakeAsync(ledger, known, banks, stop);
    }

    private static BankRow Row(JsonPart row) => new(
        row.Text("id", 40), row.Text("department_id", 20), row.OptionalText("window_id", 20), row.Text("name_zh", Bank.MaxName), row.Text("name_en", Bank.MaxName),
        [.. row.Parts("products").Select(part => (part.Text("id", 40), new ProductFacts(part.Text("name_zh", Bank.MaxName), part.Text("name_en", Bank.MaxName))))],
        [.. row.Parts("waived_fees").Select(part => (part.Text("id", 40), new FeeFacts(part.Text("name_zh", Bank.MaxName), part.Text("name_en", Bank.MaxName), part.Number("amount_fen", 1, int.MaxValue), ValidityOf(part))))],
        [.. row.Parts("credit_offers").Select(part => (part.Text("id", 40), Offer(part)))],
        row);

    private static OfferFacts Offer(JsonPart part) => new(
        part.Text("name_zh", Bank.MaxName), part.Text("name_en", Bank.MaxName), part.Text("for", Bank.MaxName), part.Text("for_en", Bank.MaxName),
        part.Number("rate_discount_bp", 0, 10_000), part.Number("max_amount_fen", 1, int.MaxValue), ValidityOf(part));

    private static Validity ValidityOf(JsonPart part) => new(DayOf(part, "valid_from"), DayOf(part, "valid_through"));

    private static DateOnly? DayOf(JsonPart part, string name) => part.OptionalText(name) is null ? null : part.Day(name);

    private async Task TakeAsync(ImportLedger ledger, Known known, List<BankRow> banks, CancellationToken stop)
    {
        var here = await db.Set<Bank>().ToDictionaryAsync(bank => bank.Code, stop);
        foreach (var row in banks)
        {
            var department = known.Departments[row.Department];
            var facts = new BankFacts(department.Id, WindowOf(row, department, known)?.Id, row.NameZh, row.NameEn);
            var bank = ledger.Take(new Incoming<Bank>("bank", row.Code, facts, here.GetValueOrDefault(row.Code))
            {
                ContentOf = one => one.Facts,
                Make = () => new(db.CentreId, row.Code, facts, clock.Now, Actor.System),
                Change = one => one.Change(facts, clock.Now, Actor.System),
            });
            await TakePartsAsync(ledger, bank, row, stop);
        }
    }

    private async Task TakePartsAsync(ImportLedger ledger, Bank bank, BankRow row, CancellationToken stop)
    {
        var now = clock.Now;
        var products = await db.Set<BankProduct>().Where(one => one.BankId == bank.Id).ToDictionaryAsync(one => one.Code, stop);
        foreach (var (code, facts) in row.Products)
        {
            ledger.Take(new Incoming<BankProduct>("bank product", $"{bank.Code}/{code}", facts, products.GetValueOrDefault(code))
            { ContentOf = one => one.Facts, Make = () => new(db.CentreId, bank.Id, code, facts, now, Actor.System), Change = one => one.Change(facts, now, Actor.System) });
        }

        var fees = await db.Set<WaivedFee>().Where(one => one.BankId == bank.Id).ToDictionaryAsync(one => one.Code, stop);
        foreach (var (code, facts) in row.Fees)
        {
            ledger.Take(new Incoming<WaivedFee>("waived fee", $"{bank.Code}/{code}", facts, fees.GetValueOrDefault(code))
            { ContentOf = one => one.Facts, Make = () => new(db.CentreId, bank.Id, code, facts, now, Actor.System), Change = one => one.Change(facts, now, Actor.System) });
        }

        var offers = await db.Set<CreditOffer>().Where(one => one.BankId == bank.Id).ToDictionaryAsync(one => one.Code, stop);
        foreach (var (code, facts) in row.Offers)
        {
            ledger.Take(new Incoming<CreditOffer>("credit offer", $"{bank.Code}/{code}", facts, offers.GetValueOrDefault(code))
            { ContentOf = one => one.Facts, Make = () => new(db.CentreId, bank.Id, code, facts, now, Actor.System), Change = one => one.Change(facts, now, Actor.System) });
        }
    }

    private static Window? WindowOf(BankRow row, Department department, Known known) =>
        known.Windows.Values.FirstOrDefault(window => window.Code == row.Window && window.DepartmentId == department.Id);

    private sealed record BankRow(
        string Code, string Department, string? Window, string NameZh, string NameEn,
        IReadOnlyList<(string Code, ProductFacts Facts)> Products, IReadOnlyList<(string Code, FeeFacts Facts)> Fees, IReadOnlyList<(string Code, OfferFacts Facts)> Offers, JsonPart From);
}
