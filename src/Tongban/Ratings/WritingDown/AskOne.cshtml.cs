using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Ratings.WritingDown;

/// <summary>One call: the neutral words to say, the number on request, and what the person said. Recorded as a rating by phone, with who wrote it down.</summary>
[Needs(Permission.CollectRatings)]
public sealed class AskOneModel(TongbanDb db, HallClock clock, RatableServices services, LeftPhones phones, PersonalData personal, Evaluation evaluation, EvaluationTags tags, CurrentStaff staff, Province.ProvincePage province) : TongbanPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public RatingForm Form { get; set; } = new();

    public ServiceView View { get; private set; } = null!;

    /// <summary>In full, when this person asked for it a short while ago.</summary>
    public string? Phone { get; private set; }

    /// <summary>Rated meanwhile, asked already, or too late.</summary>
    public bool IsOver { get; private set; }

    public LevelRows Levels => LevelRows.Of(tags, Form, Request);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is not { } service)
        {
            return NotFound();
        }

        await ShowAsync(service);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await db.LockAsync<Service>([Id], HttpContext.RequestAborted);
        if (await FindAsync() is not { } service)
        {
            return NotFound();
        }

        switch (Do)
        {
            case "phone":
                service.LookAtPhone(clock.Now, staff.Actor);
                break;
            case "in-vain":
                Refusal.Unless(await HasNumberAsync(), "rating.call-first");
                service.AskedInVain(clock.Now, staff.Actor);
                break;
            default:
                // Nobody writes down what a person said whose number they have not looked at to call.
                Refusal.Unless(await HasNumberAsync(), "rating.call-first");
                await evaluation.RateAsync(await SaidAsync(service));
                break;
        }

        await db.SaveChangesAsync();
        return Do == "phone" ? RedirectToPage(new { id = Id }) : RedirectToPage("/Ratings/WritingDown/Ask");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var service = await FindAsync();
        MustBeThere(service is not null);
        await ShowAsync(service);
    }

    private async Task<Rate> SaidAsync(Service service)
    {
        var phone = await phones.OfAsync(service) ?? throw new Refusal("rating.no-service");
        return new Rate(service.Token, Form.Opinion(tags, Request.Form), RatingChannel.Phone, new RatingContact(phone, Form.CallMe), staff.Actor, WrittenDown: new WrittenDown(staff.AccountId!.Value));
    }

    private async Task<Service?> FindAsync()
    {
        var me = staff.AccountId;
        return await phones.With().SingleOrDefaultAsync(service => service.Id == Id && (service.StaffId == null || service.StaffId != me));
    }

    private Task<bool> HasNumberAsync() => db.HasSeenAsync(Id, Service.PhoneSeen, staff.Actor, clock.Now - SeenLately.NumberFor);

    private async Task ShowAsync(Service service)
    {
        View = await services.ShowAsync(service);
        IsOver = province.IsOnlyOne || service.AskedAt is not null || !services.IsOpen(service) || await services.IsRatedAsync(service);
        Phone = await HasNumberAsync() && await phones.OfAsync(service) is { } phone ? personal.Open(phone) : null;
    }
}
