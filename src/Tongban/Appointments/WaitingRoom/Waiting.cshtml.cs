using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Appointments.WaitingRoom;

/// <summary>
/// More come at once than can choose a time at once: how many stand before this browser, and when it is its turn. The page
/// goes on by itself, without script by asking again.
/// </summary>
[AllowAnonymous]
public sealed class WaitingModel(TongbanDb db, Entering entering, HallClock clock) : TongbanPage
{
    private const string Booking = "/book";
    private const string Bookings = "/bookings";
    private const int LongestPause = 20;

    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    /// <summary>Where to go when it is this browser's turn.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    /// <summary>An earlier turn had passed when this place was given.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    public Site Site { get; private set; } = null!;

    public PlaceInLine Place { get; private set; } = null!;

    public double PerSecond { get; private set; }

    public int Before { get; private set; }

    public int SecondsLeft { get; private set; }

    /// <summary>Seconds after which a page without script asks again.</summary>
    public int Pause => Math.Clamp(SecondsLeft, 1, LongestPause);

    public int Minutes => (int)entering.Lasts.TotalMinutes;

    private string Onward => To is { } address && Url.IsLocalUrl(address) && (IsBelow(Booking, address) || IsBelow(Bookings, address)) ? address : Booking;

    private static bool IsBelow(string folder, string address) => address.StartsWith(folder + "/", StringComparison.Ordinal);

    public static string AddressOf(Site site, string to, bool late) =>
        $"/book/waiting{QueryString.Create([KeyValuePair.Create("site", (string?)site.Code), KeyValuePair.Create("to", (string?)to), .. late ? new[] { KeyValuePair.Create("late", (string?)"true") } : []])}";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await IsWaitingAsync(stop) ? Page() : LocalRedirect(Onward);

    /// <summary>For the page's script: what has become of it.</summary>
    public async Task<IActionResult> OnGetNowAsync(CancellationToken stop) =>
        await IsWaitingAsync(stop) ? new JsonResult(new { Before, SecondsLeft }) : new JsonResult(new { Before = 0, SecondsLeft = 0 });

    private async Task<bool> IsWaitingAsync(CancellationToken stop)
    {
        Response.Headers.CacheControl = "no-store";
        if (await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(site => site.Code == SiteCode, stop) is not { } site || await entering.ForAsync(site, stop) is not { } place)
        {
            return false;
        }

        var now = clock.Now;
        (Site, Place, PerSecond, Late) = (site, place, await entering.PerSecondAsync(site.Id), Late || place.WasLate);
        Before = EntryLine.Before(place.Entry.AdmitAt, now, PerSecond);
        SecondsLeft = Math.Max(0, (int)Math.Ceiling((place.Entry.AdmitAt - now).TotalSeconds));
        return !place.Entry.IsIn(now, entering.Lasts);
    }
}
