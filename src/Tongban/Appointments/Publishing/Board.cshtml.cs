using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Appointments.Publishing;

/// <summary>The places of the next three open days, per zone and group (公示近三天预约办理情况); also as a fragment for other pages.</summary>
[AllowAnonymous]
public sealed class BoardModel(TongbanDb db, PlacesBoard board) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public Board? Board { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        return SiteCode is not null && Board is null ? NotFound() : Page();
    }

    /// <summary>The table alone, for a page that refreshes it.</summary>
    public async Task<IActionResult> OnGetTableAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        return Board is null ? NotFound() : Partial("Appointments/Publishing/_Board", Board);
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        Sites = [.. (await db.Set<Site>().AsNoTracking().Where(site => site.Kind != SiteKind.SelfService).ToListAsync(stop)).OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal)];
        var site = SiteCode is null ? Sites.FirstOrDefault(one => one.Kind == SiteKind.MainHall) : Sites.FirstOrDefault(one => one.Code == SiteCode);
        Board = site is null ? null : await board.OfAsync(site, stop);
    }
}
