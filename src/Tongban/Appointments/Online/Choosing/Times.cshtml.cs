using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Allotting;
using Tongban.Appointments.Caps;
using Tongban.Appointments.Online.Holding;
using Tongban.Appointments.WaitingRoom;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.Online.Choosing;

/// <summary>Step 2: the day and the time, which is then kept for ten minutes.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
[TakesHold]
public sealed class TimesModel(
    TongbanDb db, Choices choices, Offers offers, Group<Hold, Held> holds, KeptHold kept, Entering entering, BrowserDevice device, CurrentCitizen citizen, GuideAnswers answers) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "item")]
    public List<string> Codes { get; set => field = [.. value.OfType<string>()]; } = [];

    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public Guid? Slot { get; set; }

    public Choice Choice { get; private set; } = null!;

    public TimesView Times { get; private set; } = null!;

    /// <summary>Some day has no place now: one may wait for it.</summary>
    public bool HasFullDay => Times.Offer.Days.Any(day => day.IsTaken);

    /// <summary>The day that is shown, if it has no place now.</summary>
    public DateOnly? FullDay => Times.Day is { IsTaken: true } day ? day.On : null;

    /// <summary>A time that was chosen before and is still kept: another one takes its place.</summary>
    public Appointment? Kept { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await HasChoiceAsync(stop))
        {
            return Choice.Items.Count == 0 ? NotFound() : LocalRedirect(Choice.ChooseAddress());
        }

        if (await entering.KeptOutAsync(Choice.Site!, stop) is { } place)
        {
            return ToTheRoom(place);
        }

        await LoadAsync(null, stop);
        return Page();
    }

    [InGroup]
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await HasChoiceAsync(stop))
        {
            return Choice.Items.Count == 0 ? NotFound() : LocalRedirect(Choice.ChooseAddress());
        }

        if (await entering.KeptOutAsync(Choice.Site!, stop) is { } place)
        {
            return ToTheRoom(place);
        }

        Refusal.Unless(Slot is not null, "appointment.no-time-chosen");
        Kept = await kept.FindAsync(stop);
        var wish = new Hold([Slot!.Value], [.. Choice.Items.Select(item => item.Id)], await PersonAsync(stop), citizen.Actor, InsteadOf: Kept?.Id, Device: device.Hash);
        var held = (await holds.SendAsync(wish, stop)).OrRefuse();
        return LocalRedirect($"/book/hold/{held.Token}{answers.Query}");
    }

    public override async Task ShowAgainAsync()
    {
        MustBeThere(await HasChoiceAsync(default));
        await LoadAsync(await db.Set<Slot>().Where(slot => slot.Id == Slot).Select(slot => (DateTime?)slot.StartsAt).SingleOrDefaultAsync(), default);
    }

    private LocalRedirectResult ToTheRoom(PlaceInLine place) => LocalRedirect(WaitingModel.AddressOf(Choice.Site!, Choice.TimesAddress(Day), place.WasLate));

    // Who was named for the time that is given up need not be typed again.
    private async Task<Person> PersonAsync(CancellationToken stop) =>
        await citizen.AccountAsync(stop) is { } account ? new Person(account.Name, account.Phone, account.IdNumber, account.Id)
        : Kept is null ? Person.Unknown
        : new Person(Kept.PersonName, Kept.Phone, Kept.IdNumber, null);

    // A hall that does not handle all of them leads back to the choice, which names those that do.
    private async Task<bool> HasChoiceAsync(CancellationToken stop)
    {
        Choice = await choices.ReadAsync(Codes.Count == 0 ? [Code] : Codes, SiteCode, stop);
        return Choice is { Items.Count: > 0, Site: { } site } && (await choices.SitesAsync(Choice.Items, stop)).Any(one => one.Id == site.Id);
    }

    private async Task LoadAsync(DateTime? gone, CancellationToken stop)
    {
        Kept = await kept.FindAsync(stop);
        var offer = await offers.OfAsync(Choice.Site!.Id, Choice.Matters, forStaff: false, moving: Kept, stop);
        Times = new(offer, offer.On(Day) ?? offer.First, Slot, gone, day => Choice.TimesAddress(day));
    }
}
