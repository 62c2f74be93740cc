using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Benefits.Months;

/// <summary>The books of a month, on the screen or on paper.</summary>
public abstract class BooksPage(TongbanDb db, MonthBooks books, HallClock clock, Say say) : TongbanPage
{
    /// <summary><c>2020-03</c>; this month where it is none.</summary>
    [BindProperty(SupportsGet = true, Name = "month")]
    public string? Month { get; set; }

    public MonthReport Report { get; private set; } = null!;

    public bool IsClosed { get; private set; }

    public IReadOnlyDictionary<Guid, BenefitKind> Kinds { get; private set; } = new Dictionary<Guid, BenefitKind>();

    public string NameOfMonth => say["benefits.month-name", Report.Month.Year, Report.Month.Month];

    private Dictionary<Guid, BenefitFund> Funds { get; set; } = [];

    protected DateOnly First => MonthText.Read(Month) ?? MonthClosing.FirstOf(clock.Today);

    public string FundName(Guid id) => Named.In(Funds[id].NameZh, Funds[id].NameEn);

    protected async Task LoadBooksAsync(CancellationToken stop)
    {
        Kinds = await db.Set<BenefitKind>().AsNoTracking().OrderBy(kind => kind.Code).ToDictionaryAsync(kind => kind.Id, stop);
        Funds = await db.Set<BenefitFund>().AsNoTracking().ToDictionaryAsync(fund => fund.Id, stop);
        Report = await books.OfAsync(First, stop);
        IsClosed = MonthClosing.Covers(await MonthClosing.LastAsync(db, stop), First);
    }
}
