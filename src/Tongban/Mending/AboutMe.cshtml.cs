using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Mending;

/// <summary>
/// What a clerk is told of bad ratings of their own work, and the way to appeal. No day of service, no item, no words of
/// the person: nothing that leads to who rated.
/// </summary>
[Needs(Permission.ServeAtWindow)]
public sealed class AboutMeModel(TongbanDb db, CurrentStaff staff, RectificationsInSight sight, Handling handling, EvaluationTags tags, WorkCalendar calendar, HallClock clock) : TongbanPage
{
    // Not the id: its first half is the instant of the rating.
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<Rectification> Rows { get; private set; } = [];

    public IEnumerable<string> TagsOf(Rectification one) => one.Tags.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(code => tags.Find(code).Name);

    public bool MayAppeal(Rectification one) => one.MayAppeal(calendar, clock.Today);

    public DateOnly? AppealUntil(Rectification one) => one.AppealUntil(calendar);

    public async Task OnGetAsync() => await ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await sight.AboutMe().Where(one => one.Number == Number).Select(one => (Guid?)one.Id).SingleOrDefaultAsync() is not { } id)
        {
            return NotFound();
        }

        await db.LockAsync<Rectification>([id], HttpContext.RequestAborted);
        var found = await sight.AboutMe().SingleAsync(one => one.Id == id);
        await handling.AppealAsync(found, Words, Request.Form.Files, staff.Actor, HttpContext.RequestAborted);
        await db.SaveChangesAsync();
        return RedirectToPage();
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        Rows = await sight.AboutMe().AsNoTracking().AsSplitQuery().OrderByDescending(one => one.RatedToldOn).ThenByDescending(one => one.Id).Take(50).ToListAsync();
    }
}
