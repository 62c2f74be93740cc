using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Enterprises;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Benefits.Giving;

/// <summary>One grant: what it took from which batches; taken back for a reason.</summary>
[Needs(Permission.KeepBenefits)]
public sealed class ShowModel(TongbanDb db, Granting granting, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Grant Grant { get; private set; } = null!;

    public BenefitKind Kind { get; private set; } = null!;

    public Enterprise Enterprise { get; private set; } = null!;

    public string? CaseNumber { get; private set; }

    public IReadOnlyDictionary<Guid, string> BatchCodes { get; private set; } = new Dictionary<Guid, string>();

    private Dictionary<Guid, string> Names { get; set; } = [];

    public string? NameOf(Guid? account) => account is { } id ? Names.GetValueOrDefault(id) : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await LoadAsync(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await granting.ReverseAsync(Id, Reason, staff.Actor, stop);
        return RedirectToPage(new { id = Id });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync(CancellationToken.None));

    private async Task<bool> LoadAsync(CancellationToken stop)
    {
        if (await db.Set<Grant>().AsNoTracking().SingleOrDefaultAsync(grant => grant.Id == Id, stop) is not { } grant)
        {
            return false;
        }

        Grant = grant;
        Kind = await db.Set<BenefitKind>().AsNoTracking().SingleAsync(kind => kind.Id == grant.KindId, stop);
        Enterprise = await db.Set<Enterprise>().AsNoTracking().SingleAsync(one => one.Id == grant.EnterpriseId, stop);
        CaseNumber = grant.CaseId is null ? null : await db.Set<Case>().IgnoreAutoIncludes().Where(one => one.Id == grant.CaseId).Select(one => one.Number).SingleOrDefaultAsync(stop);
        var batches = grant.Lines.Select(line => line.BatchId).ToList();
        BatchCodes = await db.Set<ProcurementBatch>().Where(batch => batches.Contains(batch.Id)).ToDictionaryAsync(batch => batch.Id, batch => batch.Code, stop);
        Names = await db.Users.Where(user => user.Id == grant.GrantedById || user.Id == grant.ReversedById).ToDictionaryAsync(user => user.Id, user => user.FullName, stop);
        return true;
    }
}
