using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Ratings.AtWindow;

/// <summary>Behind the plate of a window (静态二维码): asks for the phone that was left with the matter and sends the link there.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class WindowModel(TongbanDb db, RatingLinks links, RatingRules rules) : TongbanPage
{
    private const string SentKey = "rating.link-sent";

    [FromRoute(Name = "site")]
    public string SiteCode { get; set; } = "";

    [FromRoute(Name = "window")]
    public string WindowCode { get; set; } = "";

    [BindProperty]
    public string? Phone { get; set; }

    public Site Place { get; private set; } = null!;

    public Network.Window At { get; private set; } = null!;

    public bool IsSent { get; private set; }

    public int Days => rules.FirstRatingDays.Value;

    public async Task<IActionResult> OnGetAsync()
    {
        IsSent = TempData[SentKey] is true;
        return await LoadAsync() ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        await links.FromWindowAsync(At, MobileNumber.Parse(Phone ?? ""), HttpContext.RequestAborted);
        await db.SaveChangesAsync();
        TempData[SentKey] = true;
        return RedirectToPage(new { site = SiteCode, window = WindowCode });
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    private async Task<bool> LoadAsync()
    {
        var place = await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(site => site.Code == SiteCode);
        var at = place is null ? null : await db.Set<Network.Window>().AsNoTracking().SingleOrDefaultAsync(window => window.SiteId == place.Id && window.Code == WindowCode);
        if (place is null || at is null)
        {
            return false;
        }

        (Place, At) = (place, at);
        return true;
    }
}
