using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Ratings.FairPlay;

/// <summary>One alert with its evidence, to be judged: nothing was wrong, or these ratings do not count; each with a reason.</summary>
[Needs(Permission.ReviewRectifications)]
public sealed class AlertModel(TongbanDb db, FairPlayInSight sight, FairPlayViews views, FairPlayJudging judging) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public List<Guid> Ratings { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid? Exclusion { get; set; }

    [BindProperty]
    public string? BackReason { get; set; }

    public FairPlayView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is not { } found)
        {
            return NotFound();
        }

        View = await views.OfAsync(found);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // The row first: of two who judge at once one waits, and reads what the other did.
        var stop = HttpContext.RequestAborted;
        await db.LockAsync<FairPlayAlert>([Id], stop);
        if (await FindAsync() is not { } found)
        {
            return NotFound();
        }

        await (Do switch
        {
            "dismiss" => judging.DismissAsync(found, Reason, stop),
            "exclude" => judging.ExcludeAsync(found, Ratings, Reason, stop),
            "put-back" => judging.PutBackAsync(found, Exclusion ?? Guid.Empty, BackReason, stop),
            _ => throw new Refusal("fair-play.unknown-act"),
        });
        await db.SaveChangesAsync(stop);
        return RedirectToPage(new { id = Id });
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var found = await FindAsync();
        MustBeThere(found is not null);
        View = await views.OfAsync(found);
    }

    private Task<FairPlayAlert?> FindAsync() => sight.Mine().SingleOrDefaultAsync(alert => alert.Id == Id);
}
