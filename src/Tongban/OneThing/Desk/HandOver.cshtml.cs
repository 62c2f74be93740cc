using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.OneThing.Desk;

/// <summary>统一出件: one window hands out, or posts together, everything that the bodies have finished.</summary>
[Needs(Permission.AcceptCases)]
public sealed class HandOverModel(TongbanDb db, CasesInSight sight, BundleViews views, Progressing progressing, Work work, CurrentStaff staff, HallClock clock, PersonalData personal) : TongbanPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    [BindProperty]
    public Guid Bundle { get; set; }

    /// <summary>Against which identity document, or with which tracking number.</summary>
    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<BundleView> Rows { get; private set; } = [];

    public Task OnGetAsync() => ShowAgainAsync();

    /// <summary>Where it is posted to.</summary>
    public string? AddressOf(Bundle of) => of.AddressCipher is { } cipher ? personal.Open(new Sealed(cipher, "")) : null;

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var site = await sight.MySiteAsync();
        if (!await db.Set<Bundle>().AnyAsync(one => one.Id == Bundle && (site == null || one.SiteId == site), stop))
        {
            return NotFound();
        }

        var held = await progressing.HoldAsync(Bundle, stop);
        Refusal.Unless(!string.IsNullOrWhiteSpace(Note), "onething.hand-over-note");
        held.Deliver(clock.Now, staff.Actor);
        foreach (var step in (await views.OfAsync(held, stop)).Steps.Where(step => step.Case is { Status: CaseStatus.Closed, DeliveredAt: null }))
        {
            work.Deliver(step.Case!, held.Delivery, Note, staff.Actor);
        }

        await db.SaveChangesAsync(stop);
        return LocalRedirect("/staff/bundles");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var site = await sight.MySiteAsync();
        var typed = Typed?.Trim().ToUpperInvariant() ?? "";
        var found = await db.Set<Bundle>().AsNoTracking()
            .Where(one => one.Status == BundleStatus.Done && one.DeliveredAt == null && (site == null || one.SiteId == site))
            .Where(one => typed == "" || one.Number!.Contains(typed) || one.Name.ToUpper().Contains(typed))
            .OrderBy(one => one.EndedAt).Take(Most).ToListAsync();
        var rows = new List<BundleView>();
        foreach (var bundle in found)
        {
            rows.Add(await views.OfAsync(bundle));
        }

        Rows = rows;
    }
}
