using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Banks.Desk;

/// <summary>One waiver of one's own bank; taken back for a reason when it was recorded by mistake.</summary>
[Needs(Permission.ServeBank)]
public sealed class WaiverModel(TongbanDb db, OwnBank own, Waiving waiving, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Waiver Waiver { get; private set; } = null!;

    public WaivedFee Fee { get; private set; } = null!;

    public Enterprise Enterprise { get; private set; } = null!;

    public string? ReversedBy { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await LoadAsync(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        // Who was slower reads that it is reversed, however near the two came.
        await db.LockAsync<Waiver>([Id], stop);
        if (!await LoadAsync(stop))
        {
            return NotFound();
        }

        await waiving.ReverseAsync(Waiver, Reason, staff.Actor, stop);
        return RedirectToPage(new { id = Id });
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        MustBeThere(await LoadAsync(CancellationToken.None));
    }

    private async Task<bool> LoadAsync(CancellationToken stop)
    {
        if (await own.FindAsync(stop) is not { } bank || await db.Set<Waiver>().SingleOrDefaultAsync(one => one.Id == Id && one.BankId == bank.Id, stop) is not { } waiver)
        {
            return false;
        }

        Waiver = waiver;
        Fee = await db.Set<WaivedFee>().AsNoTracking().SingleAsync(fee => fee.Id == waiver.FeeId, stop);
        Enterprise = await db.Set<Enterprise>().AsNoTracking().SingleAsync(enterprise => enterprise.Id == waiver.EnterpriseId, stop);
        ReversedBy = waiver.ReversedById is { } who ? await db.Users.Where(account => account.Id == who).Select(account => account.FullName).SingleOrDefaultAsync(stop) : null;
        return true;
    }
}
