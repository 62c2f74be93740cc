using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Mending;

/// <summary>
/// The person's own page: how far it is, what was replied, and how well it was mended. What was rated is not shown: the
/// link may have gone through other hands.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class PersonModel(TongbanDb db, Handling handling, WorkCalendar calendar, ClockRules rules, HallClock clock) : TongbanPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public MendingLevel? Level { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public Rectification One { get; private set; } = null!;

    /// <summary>What should have been done by now and is not; the longest overdue. Those who supervise have been told by their clock.</summary>
    public MendingClock? Late { get; private set; }

    /// <summary>A finding that somebody else has yet to agree to is not told.</summary>
    public DateOnly? VerifiedOn => One.Status == RectificationStatus.ToReview ? null : One.VerifiedOn;

    public bool MayRate => One.MayRateMending(clock.Today);

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await db.Set<Rectification>().Where(one => one.Token == Token).Select(one => (Guid?)one.Id).SingleOrDefaultAsync() is not { } id)
        {
            return NotFound();
        }

        await db.LockAsync<Rectification>([id], HttpContext.RequestAborted);
        handling.RateMending(await db.Set<Rectification>().SingleAsync(one => one.Id == id), Level, Words);
        await db.SaveChangesAsync();
        return RedirectToPage(new { Token });
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        MustBeThere(await LoadAsync());
    }

    private async Task<bool> LoadAsync()
    {
        if (await db.Set<Rectification>().AsNoTracking().SingleOrDefaultAsync(one => one.Token == Token) is not { } found)
        {
            return false;
        }

        One = found;
        Late = MendingClocks.Of(found, calendar, rules, clock.Today).Where(running => running.IsLate && running.Duty is Duty.Verify or Duty.Mend or Duty.CallAgain && running.DueOn is not null).MinBy(running => running.DueOn);
        return true;
    }
}
