using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Files;
using Tongban.Shared.Words;

namespace Tongban.Benefits.Months;

/// <summary>The books of a month, the year around it, the file for the accounts, and closing.</summary>
[Needs(Permission.KeepBenefits)]
public sealed class MonthModel(TongbanDb db, MonthBooks books, YearBooks years, Procuring procuring, CurrentStaff staff, HallClock clock, Say say) : BooksPage(db, books, clock, say)
{
    private readonly HallClock clock = clock;
    private readonly Say say = say;

    public YearTable Year { get; private set; } = null!;

    public bool CanClose => !IsClosed && Report.Month < MonthClosing.FirstOf(clock.Today) && Report.Sums.Count > 0;

    public async Task OnGetAsync(CancellationToken stop)
    {
        await LoadBooksAsync(stop);
        Year = await years.OfAsync(First.Year, stop);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        await LoadBooksAsync(stop);
        return File(CsvText.Of(Table()), CsvText.ContentType, $"benefits-{MonthText.Of(First)}.csv");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await procuring.CloseAsync(First, staff.Actor, stop);
        return RedirectToPage(new { month = MonthText.Of(First) });
    }

    public override Task ShowAgainAsync() => OnGetAsync(CancellationToken.None);

    private IEnumerable<IReadOnlyList<string>> Table() =>
    [
        [.. new[] { "month", "kind", "fund", "batch", "unit-price-fen", "opening", "received", "granted", "reversed-units", "closing", "granted-fen", "closing-fen", "taken-out" }.Select(column => say["benefits.csv-" + column])],
        .. Report.Rows.Select(row => (string[])
        [
            MonthText.Of(First), Named.In(Kinds[row.KindId].NameZh, Kinds[row.KindId].NameEn), FundName(row.FundId), row.Code, Text(row.UnitPriceFen),
            Text(row.Opening), Text(row.Received), Text(row.Granted), Text(row.Reversed), Text(row.Closing), Text(row.Fen(row.Granted)), Text(row.Fen(row.Closing)), Text(row.TakenOut),
        ]),
    ];

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
