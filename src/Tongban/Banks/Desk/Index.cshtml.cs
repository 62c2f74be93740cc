using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Banks.Desk;

/// <summary>A waiver in the bank's list.</summary>
public sealed record WaiverLine(Guid Id, DateTime At, string Name, string Uscc, string FeeZh, string FeeEn, long AmountFen, bool IsReversed);

/// <summary>A bank's own desk: it records which fee it waived for whom, and sees its sums.</summary>
[Needs(Permission.ServeBank)]
public sealed class IndexModel(TongbanDb db, OwnBank own, Waiving waiving, WaiverSums sums, CurrentStaff staff, HallClock clock) : TongbanPage
{
    private const int Most = 50;

    [BindProperty]
    public string? Uscc { get; set; }

    [BindProperty]
    public Guid? Fee { get; set; }

    public Bank? Bank { get; private set; }

    public IReadOnlyList<WaivedFee> Fees { get; private set; } = [];

    public IReadOnlyList<WaiverSum> Sums { get; private set; } = [];

    public IReadOnlyList<WaiverLine> Rows { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var bank = await own.FindAsync(stop) ?? throw new Refusal("bank.not-posted");
        var uscc = UnifiedSocialCreditCode.Parse(Uscc).Value;
        var enterprise = await db.Set<Enterprise>().Where(one => one.Uscc == uscc).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop) ?? throw new Refusal("bank.unknown-enterprise");
        var fee = await db.Set<WaivedFee>().Where(one => one.Id == Fee && one.BankId == bank.Id).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop) ?? throw new Refusal("bank.unknown-fee");
        await waiving.WaiveAsync(enterprise, fee, clock.Now, staff.Actor, stop);
        return RedirectToPage();
    }

    public override Task ShowAgainAsync() => LoadAsync(CancellationToken.None);

    private async Task LoadAsync(CancellationToken stop)
    {
        if (await own.FindAsync(stop) is not { } bank)
        {
            return;
        }

        (Bank, Sums) = (bank, await sums.OfAsync(bank.Id, stop));
        Fees = [.. (await db.Set<WaivedFee>().AsNoTracking().Where(fee => fee.BankId == bank.Id).OrderBy(fee => fee.Code).ToListAsync(stop)).Where(fee => fee.Validity.Holds(clock.Today))];
        Rows = await (
            from waiver in db.Set<Waiver>().Where(waiver => waiver.BankId == bank.Id)
            join enterprise in db.Set<Enterprise>() on waiver.EnterpriseId equals enterprise.Id
            join fee in db.Set<WaivedFee>() on waiver.FeeId equals fee.Id
            orderby waiver.WaivedAt descending
            select new WaiverLine(waiver.Id, waiver.WaivedAt, enterprise.Name, enterprise.Uscc, fee.NameZh, fee.NameEn, waiver.AmountFen, waiver.ReversedAt != null)).Take(Most).ToListAsync(stop);
    }
}
