namespace Tongban.Appointments.Caps;

/// <summary>A cookie that only the pages of booking are sent: those that choose a time, and those of a booking that is moved.</summary>
internal static class BookingCookie
{
    private static readonly string[] Paths = ["/book", "/bookings"];

    public static void Append(HttpContext context, string name, string value, TimeSpan lasts)
    {
        foreach (var path in Paths)
        {
            context.Response.Cookies.Append(name, value, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = lasts,
                Path = path,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            });
        }
    }
}
