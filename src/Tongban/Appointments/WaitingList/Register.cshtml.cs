using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Appointments.Online.Choosing;
using Tongban.Appointments.Online.Holding;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Appointments.WaitingList;

/// <summary>Getting on the waiting list for what was chosen, on days that are full.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class RegisterModel(
    Choices choices, Offers offers, Registering registering, WaitingLine line, CurrentCitizen citizen, PersonalData personal, HallClock clock, Caller caller, Say say) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "item")]
    public List<string> Codes { get; set => field = [.. value.OfType<string>()]; } = [];

    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "day")]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public List<DateOnly> Days { get; set; } = [];

    [BindProperty]
    public PartOfDay Part { get; set; }

    [BindProperty]
    public IdentityForm Form { get; set; } = new();

    public Choice Choice { get; private set; } = null!;

    public Offer Offer { get; private set; } = null!;

    public string? SignedInPhone { get; private set; }

    /// <summary>Days without a place; one that was asked for stands on the list first.</summary>
    public IReadOnlyList<OfferedDay> FullDays => [.. Offer.Days.Where(day => day.State is not (DayState.None or DayState.Over))];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await HasChoiceAsync(stop))
        {
            return Choice.Items.Count == 0 ? NotFound() : LocalRedirect(Choice.ChooseAddress());
        }

        await LoadAsync(stop);
        Days = Day is { } day ? [day] : [];
        if (await citizen.AccountAsync(stop) is { } account)
        {
            Form = IdentityForm.Of(account.Name, account.IdNumber, account.Phone, personal);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await HasChoiceAsync(stop))
        {
            return Choice.Items.Count == 0 ? NotFound() : LocalRedirect(Choice.ChooseAddress());
        }

        var account = await citizen.AccountAsync(stop);
        if (account is not null)
        {
            ModelState.Remove("Form.Phone");
        }

        var typed = new IdentityReader(ModelState, personal, say);
        var number = Form.ReadNumber(account?.IdNumber, clock.Today, typed);
        var phone = account?.Phone ?? Form.ReadPhone(null, typed);
        if (!ModelState.IsValid)
        {
            await LoadAsync(stop);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var wish = new WaitingWish(Choice.Site!.Id, Choice.Matters[0].GroupId, [.. Choice.Items.Select(item => item.Id)], Days, Part);
        var person = new Person(Form.Name.Trim(), phone, number, account?.Id);
        await registering.MustBeFullAsync(wish, Choice.Matters, stop);
        var entry = await line.AddAsync(registering.EntryOf(wish, person, new ToldHow(caller.Facts.LinkBase, CultureInfo.CurrentUICulture.Name), citizen.Actor), account is not null, citizen.Actor, stop);
        return LocalRedirect(account is null ? $"/waiting/{entry.Token}/code" : $"/waiting/{entry.Token}");
    }

    public override async Task ShowAgainAsync()
    {
        MustBeThere(await HasChoiceAsync(default));
        await LoadAsync(default);
    }

    private async Task<bool> HasChoiceAsync(CancellationToken stop)
    {
        Choice = await choices.ReadAsync(Codes.Count == 0 ? [Code] : Codes, SiteCode, stop);
        return Choice is { Items.Count: > 0, Site: { } site } && (await choices.SitesAsync(Choice.Items, stop)).Any(one => one.Id == site.Id);
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        Offer = await offers.OfAsync(Choice.Site!.Id, Choice.Matters, forStaff: false, moving: null, stop);
        SignedInPhone = await citizen.AccountAsync(stop) is { } account ? Masking.Phone(personal.Open(account.Phone)) : null;
    }
}
