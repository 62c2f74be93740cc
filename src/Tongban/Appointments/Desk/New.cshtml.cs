using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Online;
using Tongban.Appointments.Online.Choosing;
using Tongban.Appointments.Online.Holding;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Appointments.Desk;

/// <summary>Staff give a staff place to somebody at the desk or on the phone, whom they have identified themselves.</summary>
[Needs(Permission.HelpWithBookings)]
public sealed class NewModel(
    Choices choices, BookableItems items, Offers offers, Booking booking, BookingNotes notes, CurrentStaff staff, PersonalData personal, HallClock clock,
    TongbanDb db, IOptions<BookingPolicy> policy, Say say) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "item")]
    public List<string> Codes { get; set => field = [.. value.OfType<string>()]; } = [];

    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public Guid? Slot { get; set; }

    [BindProperty]
    public IdentityForm Form { get; set; } = new();

    /// <summary>Why it may go on top of a time that is full for staff too.</summary>
    [BindProperty]
    public string? OverbookReason { get; set; }

    public Choice Choice { get; private set; } = new([], null);

    public IReadOnlyList<BookableItem> Items { get; private set; } = [];

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public TimesView? Times { get; private set; }

    /// <summary>One line more than there are matters, two at least.</summary>
    public int Rows => Math.Clamp(Choice.Items.Count + 1, 2, policy.Value.MostMatters);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var typed = new IdentityReader(ModelState, personal, say);
        var number = Form.ReadNumber(null, clock.Today, typed);
        var phone = string.IsNullOrWhiteSpace(Form.Phone) && ModelState.Remove("Form.Phone") ? null : Form.ReadPhone(null, typed);
        if (!ModelState.IsValid)
        {
            await LoadAsync(stop);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        Refusal.Unless(Slot is not null, "appointment.no-time-chosen");
        Choice = await choices.ReadAsync(Codes, SiteCode, stop);
        var made = await booking.BookAtDeskAsync(Slot!.Value, [.. Choice.Items.Select(item => item.Id)], new(Form.Name.Trim(), phone, number, null), staff.Actor, stop, await OverbookAsync());
        await notes.BookedAsync(made);
        return LocalRedirect($"/staff/bookings?by={LookupBy.Code}&key={made.Code}");
    }

    public override Task ShowAgainAsync() => LoadAsync(default);

    private async Task LoadAsync(CancellationToken stop)
    {
        Items = await items.AllAsync();
        Choice = await choices.ReadAsync(Codes.Where(code => !string.IsNullOrEmpty(code)), SiteCode, stop);
        Sites = Choice.Items.Count == 0 ? [] : await choices.SitesAsync(Choice.Items, stop);
        Choice = Choice with { Site = Sites.FirstOrDefault(site => site.Id == Choice.Site?.Id) ?? Sites.FirstOrDefault() };
        if (Choice is { Items.Count: > 0, Site: { } site })
        {
            var offer = await offers.OfAsync(site.Id, Choice.Matters, forStaff: true, moving: null, stop);
            var gone = Slot is null ? null : await db.Set<Slot>().Where(slot => slot.Id == Slot).Select(slot => (DateTime?)slot.StartsAt).SingleOrDefaultAsync(stop);
            Times = new(offer, offer.On(Day) ?? offer.First, Slot, gone, AddressOf) { MayOverbook = await staff.MayAsync(Permission.Overbook) };
        }
    }

    // Empty, it asks for the reason where the time is full; where it has a place no reason is looked at.
    private async Task<string?> OverbookAsync() => await staff.MayAsync(Permission.Overbook) ? OverbookReason ?? "" : null;

    private string AddressOf(DateOnly day) =>
        $"/staff/bookings/new{QueryString.Create([.. Choice.Items.Select(item => new KeyValuePair<string, string?>("item", item.Code)), new("site", Choice.Site!.Code), new("day", day.ToString("yyyy-MM-dd", null))])}";
}
