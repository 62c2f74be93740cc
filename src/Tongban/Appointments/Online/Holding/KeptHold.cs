using Tongban.Kernel;

namespace Tongban.Appointments.Online.Holding;

/// <summary>
/// The time that this browser keeps at present. Whoever goes back and chooses another gives it up, so that nobody
/// keeps several places by looking around.
/// </summary>
public sealed class KeptHold(IHttpContextAccessor http, Booking booking, HallClock clock)
{
    private const string Cookie = "tb-hold";

    /// <summary>Null when there is none, or it is over.</summary>
    public async Task<Appointment?> FindAsync(CancellationToken stop) =>
        http.HttpContext?.Request.Cookies[Cookie] is { Length: > 0 and <= 64 } token && await booking.ByTokenAsync(token, stop) is { } kept && kept.IsOnHold(clock.Now) ? kept : null;

    public void Remember(Appointment held) => http.HttpContext?.Response.Cookies.Append(Cookie, held.Token, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = Appointment.HoldFor,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = http.HttpContext.Request.IsHttps,
    });
}
