using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Benefits.Stocking;

/// <summary>A kind and its batches, oldest first.</summary>
public sealed record KindStock(BenefitKind Kind, IReadOnlyList<ProcurementBatch> Batches)
{
    public long Left => Batches.Sum(batch => batch.Remaining);

    public long LeftFen => Batches.Sum(batch => batch.Remaining * batch.UnitPriceFen);
}

/// <summary>What is in stock, batch by batch with the price of each; a new batch.</summary>
[Needs(Permission.KeepBenefits)]
public sealed class IndexModel(TongbanDb db, Procuring procuring, CurrentStaff staff, HallClock clock) : TongbanPage
{
    [BindProperty]
    public Guid? Kind { get; set; }

    [BindProperty]
    public Guid? Fund { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public DateOnly? ReceivedOn { get; set; }

    [BindProperty]
    public long? Quantity { get; set; }

    /// <summary>Of one unit, in yuan.</summary>
    [BindProperty]
    public string? Price { get; set; }

    public IReadOnlyList<KindStock> Kinds { get; private set; } = [];

    public IReadOnlyList<BenefitFund> Funds { get; private set; } = [];

    public string FundName(Guid id) => Funds.FirstOrDefault(fund => fund.Id == id) is { } fund ? Named.In(fund.NameZh, fund.NameEn) : "";

    public async Task OnGetAsync(CancellationToken stop)
    {
        ReceivedOn = clock.Today;
        await LoadAsync(stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var day = ReceivedOn ?? throw new Refusal("benefit.no-day");
        var facts = new BatchFacts(Code ?? "", Kind ?? Guid.Empty, Fund ?? Guid.Empty, day, Quantity ?? 0, Money.ParseYuan(Price).Fen);
        await procuring.ReceiveAsync(facts, staff.Actor, stop);
        return RedirectToPage();
    }

    public override Task ShowAgainAsync() => LoadAsync(CancellationToken.None);

    private async Task LoadAsync(CancellationToken stop)
    {
        var batches = (await db.Set<ProcurementBatch>().AsNoTracking().OrderBy(batch => batch.ReceivedOn).ThenBy(batch => batch.Code).ToListAsync(stop)).ToLookup(batch => batch.KindId);
        Kinds = [.. (await db.Set<BenefitKind>().AsNoTracking().OrderBy(kind => kind.Code).ToListAsync(stop)).Select(kind => new KindStock(kind, [.. batches[kind.Id]]))];
        Funds = await db.Set<BenefitFund>().AsNoTracking().OrderBy(fund => fund.Code).ToListAsync(stop);
    }
}
