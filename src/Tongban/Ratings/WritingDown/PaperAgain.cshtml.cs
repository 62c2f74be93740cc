using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Ratings.WritingDown;

/// <summary>The second reading of a paper form; the first one is not shown.</summary>
[Needs(Permission.CollectRatings)]
public sealed class PaperAgainModel(TongbanDb db, PaperForms papers, RatableServices services, EvaluationTags tags, PersonalData personal, HallClock clock, CurrentStaff staff) : TongbanPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public RatingForm Form { get; set; } = new();

    public PaperForm One { get; private set; } = null!;

    public ServiceView View { get; private set; } = null!;

    public LevelRows Levels => LevelRows.Of(tags, Form, Request);

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        await db.LockAsync<PaperForm>([Id], HttpContext.RequestAborted);
        if (!await LoadAsync())
        {
            return NotFound();
        }

        if (Do == "discard")
        {
            One.Discard(clock.Now, staff.Actor);
        }
        else if (Do == "anew")
        {
            papers.EnterAnew(One, Form.Opinion(tags, Request.Form), Form.Contact(personal), staff.Actor);
        }
        else
        {
            await papers.AgreeAsync(One, Form.Opinion(tags, Request.Form), Form.Contact(personal), staff.AccountId!.Value);
        }

        await db.SaveChangesAsync();
        return RedirectToPage("/Ratings/WritingDown/Paper");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        MustBeThere(await LoadAsync());
    }

    private async Task<bool> LoadAsync()
    {
        var me = staff.AccountId;
        if (await db.Set<PaperForm>().SingleOrDefaultAsync(form => form.Id == Id && (form.RatedStaffId == null || form.RatedStaffId != me)) is not { } found)
        {
            return false;
        }

        (One, View) = (found, await services.ShowAsync(await db.Set<Service>().AsNoTracking().SingleAsync(one => one.Id == found.ServiceId)));
        return true;
    }
}
