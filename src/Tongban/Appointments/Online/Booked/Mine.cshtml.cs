using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.WaitingList;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.Online.Booked;

/// <summary>
/// A signed-in citizen's own page: bookings of the account and those that the same phone confirmed as a guest, and what other
/// features have of the account (cases, one-things).
/// </summary>
[ForCitizens]
public sealed class MineModel(TongbanDb db, BookingReader reader, WaitingReader waiting, CurrentCitizen citizen, PersonalData personal, HallClock clock, IEnumerable<IOwnMatters> others) : TongbanPage
{
    private const int Most = 50;

    public string Name { get; private set; } = "";

    public string Phone { get; private set; } = "";

    public IReadOnlyList<BookingFacts> Coming { get; private set; } = [];

    /// <summary>Where the citizen stands on the waiting list.</summary>
    public IReadOnlyList<WaitingFacts> Waiting { get; private set; } = [];

    public IReadOnlyList<BookingFacts> Past { get; private set; } = [];

    /// <summary>By heading.</summary>
    public IReadOnlyList<(string Heading, IReadOnlyList<OwnMatter> Matters)> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var account = await citizen.AccountAsync(stop) ?? throw new InvalidOperationException("The cookie names an account that does not exist.");
        (Name, Phone) = (account.Name, Masking.Phone(personal.Open(account.Phone)));
        var found = new List<(string, IReadOnlyList<OwnMatter>)>();
        foreach (var other in others.OrderBy(other => other.Order))
        {
            found.Add((other.Heading, await other.OfAsync(account.Id, stop)));
        }

        Others = found;
        Waiting = await waiting.OpenOfAsync(account.Id, account.PhoneHash, stop);
        var bookings = await db.Set<Appointment>().AsNoTracking()
            .Where(a => a.AccountId == account.Id || (a.PhoneHash == account.PhoneHash && a.PhoneVerifiedAt != null))
            .Where(a => a.Status != AppointmentStatus.Held && a.Status != AppointmentStatus.Expired)
            .OrderByDescending(a => a.StartsAt).Take(Most).ToListAsync(stop);
        var facts = (await reader.OfAsync(bookings, stop)).ToLookup(one => one.Booking.Status == AppointmentStatus.Booked && one.Booking.EndsAt > clock.Now);
        (Coming, Past) = ([.. facts[true].OrderBy(one => one.Booking.StartsAt)], [.. facts[false]]);
    }

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await HttpContext.SignOutAsync(CitizenScheme.Name);
        return LocalRedirect("/");
    }
}
