using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Appointments.Online;

/// <summary>Step 2: the day and the time, which is then kept for ten minutes.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class TimesModel(TongbanDb db, Choices choices, Offers offers, Booking booking, CurrentCitizen citizen) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "item")]
    public List<string> Codes { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public Guid? Slot { get; set; }

    public Choice Choice { get; private set; } = null!;

    public TimesView Times { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await HasChoiceAsync(stop))
        {
            return Choice.Items.Count == 0 ? NotFound() : LocalRedirect(Choice.ChooseAddress());
        }

        await LoadAsync(null, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await HasChoiceAsync(stop))
        {
            return NotFound();
        }

        Refusal.Unless(Slot is not null, "appointment.no-time-chosen");
        var person = await citizen.AccountAsync(stop) is { } account ? new Person(account.Name, account.Phone, account.IdNumber, account.Id) : Person.Unknown;
        var held = await booking.HoldAsync([Slot!.Value], [.. Choice.Items.Select(item => item.Id)], person, citizen.Actor, stop);
        return LocalRedirect($"/book/hold/{held.Token}");
    }

    public override async Task ShowAgainAsync()
    {
        MustBeThere(await HasChoiceAsync(default));
        await LoadAsync(await db.Set<Slot>().Where(slot => slot.Id == Slot).Select(slot => (DateTime?)slot.StartsAt).SingleOrDefaultAsync(), default);
    }

    private async Task<bool> HasChoiceAsync(CancellationToken stop)
    {
        Choice = await choices.ReadAsync(Codes.Count == 0 ? [Code] : Codes, SiteCode, stop);
        return Choice is { Items.Count: > 0, Site: not null };
    }

    private async Task LoadAsync(DateTime? gone, CancellationToken stop)
    {
        var offer = await offers.OfAsync(Choice.Site!.Id, Choice.Matters, forStaff: false, moving: null, stop);
        Times = new(offer, offer.On(Day) ?? offer.First, Slot, gone, day => Choice.TimesAddress(day));
    }
}
