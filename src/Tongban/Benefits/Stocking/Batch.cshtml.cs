using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Benefits.Stocking;

/// <summary>One batch: what was given of it, and what was entered by mistake and leaves the books for a reason.</summary>
[Needs(Permission.KeepBenefits)]
public sealed class BatchModel(TongbanDb db, Procuring procuring, CurrentStaff staff) : TongbanPage
{
    private Dictionary<Guid, string> names = [];

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    /// <summary>Units; what is left is offered.</summary>
    [BindProperty]
    public long? Quantity { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ProcurementBatch Batch { get; private set; } = null!;

    public BenefitKind Kind { get; private set; } = null!;

    public IReadOnlyList<BatchReversal> Reversals { get; private set; } = [];

    public long TakenOut => Reversals.Sum(one => one.Quantity);

    public string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop))
        {
            return NotFound();
        }

        Quantity = Batch.Remaining;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await procuring.ReverseAsync(Id, Quantity ?? 0, Reason, staff.Actor, stop);
        return RedirectToPage(new { id = Id });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync(CancellationToken.None));

    private async Task<bool> LoadAsync(CancellationToken stop)
    {
        if (await db.Set<ProcurementBatch>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == Id, stop) is not { } batch)
        {
            return false;
        }

        Batch = batch;
        Kind = await db.Set<BenefitKind>().AsNoTracking().SingleAsync(kind => kind.Id == batch.KindId, stop);
        Reversals = await db.Set<BatchReversal>().AsNoTracking().Where(one => one.BatchId == batch.Id).OrderBy(one => one.ReversedAt).ToListAsync(stop);
        var who = Reversals.Select(one => one.ReversedById).OfType<Guid>().ToList();
        names = await db.Users.Where(account => who.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.FullName, stop);
        return true;
    }
}
