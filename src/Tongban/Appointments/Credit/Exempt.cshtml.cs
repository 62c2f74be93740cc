using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.Credit;

/// <summary>The manager says whose bookings are never paused, why, and until when.</summary>
[Needs(Permission.ManageHall)]
public sealed class ExemptModel(TongbanDb db, Exemptions exemptions, CurrentStaff staff, PersonalData personal, HallClock clock) : TongbanPage
{
    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    public IReadOnlyList<Exemption> All { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => All = await exemptions.AllAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var phone = personal.Seal(Sealed.Phone, MobileNumber.Parse(Phone ?? "").Value);
        Refusal.Unless(!await exemptions.HoldsAsync(phone.Hash, stop), "exemption.already-there");
        db.Add(new Exemption(db.CentreId, phone, Who ?? "", Why ?? "", Until ?? default, clock.Now, clock.Today, staff.Actor));
        await db.SaveChangesAsync(stop);
        return LocalRedirect("/staff/bookings/exempt");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken stop)
    {
        var one = await db.FindAsync<Exemption>([db.CentreId, id], stop) ?? throw new Refusal("exemption.ended");
        one.End(clock.Now, staff.Actor);
        await db.SaveChangesAsync(stop);
        return LocalRedirect("/staff/bookings/exempt");
    }

    public override Task ShowAgainAsync() => OnGetAsync(default);

    public string Masked(Exemption one) => Masking.Phone(personal.Open(one.Phone));
}
