using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Benefits.Giving;

/// <summary>A kind that an enterprise may get or has got.</summary>
public sealed record GrantChoice(BenefitKind Kind, Grant? Held, long Left)
{
    public bool IsFree => Held is null && Left >= Kind.QuantityPerGrant;
}

/// <summary>Gives something to an enterprise that stands at the desk.</summary>
[Needs(Permission.KeepBenefits)]
public sealed class NewModel(TongbanDb db, Granting granting, CurrentStaff staff, HallClock clock) : TongbanPage
{
    private const int Most = 20;

    /// <summary>A unified social credit code, or a part of a name.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    [BindProperty]
    public string? Uscc { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Delivery { get; set; }

    public Enterprise? Enterprise { get; private set; }

    public IReadOnlyList<Enterprise> Found { get; private set; } = [];

    public IReadOnlyList<GrantChoice> Choices { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(Typed, stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var enterprise = await db.Set<Enterprise>().AsNoTracking().SingleOrDefaultAsync(one => one.Uscc == Uscc, stop) ?? throw new Refusal("benefit.unknown-enterprise");
        var grant = await granting.GrantAsync(enterprise.Id, Kind ?? "", clock.Now, staff.Actor, null, Delivery ?? "", stop);
        return RedirectToPage("Show", new { id = grant.Id });
    }

    public override Task ShowAgainAsync() => LoadAsync(Uscc, CancellationToken.None);

    private async Task LoadAsync(string? asked, CancellationToken stop)
    {
        if (asked?.Trim() is not { Length: > 0 } typed)
        {
            return;
        }

        var upper = typed.ToUpperInvariant();
        Found = await db.Set<Enterprise>().AsNoTracking().Where(one => one.Uscc == upper || one.Name.Contains(typed)).OrderBy(one => one.Name).Take(Most).ToListAsync(stop);
        Enterprise = Found.FirstOrDefault(one => one.Uscc == upper) ?? (Found is [var only] ? only : null);
        if (Enterprise is { } enterprise)
        {
            var held = await db.Set<Grant>().AsNoTracking().Where(grant => grant.OnlyForId == enterprise.Id).ToListAsync(stop);
            var left = await db.Set<ProcurementBatch>().GroupBy(batch => batch.KindId).Select(kind => new { kind.Key, Left = kind.Sum(batch => batch.Remaining) }).ToDictionaryAsync(kind => kind.Key, kind => kind.Left, stop);
            Choices = [.. (await db.Set<BenefitKind>().AsNoTracking().OrderBy(kind => kind.Code).ToListAsync(stop)).Select(kind => new GrantChoice(kind, held.Find(grant => grant.KindId == kind.Id), left.GetValueOrDefault(kind.Id)))];
        }
    }
}
