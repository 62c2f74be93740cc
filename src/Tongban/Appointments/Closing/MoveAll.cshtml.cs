using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.Closing;

/// <summary>The manager moves several bookings that lie outside of the hours at once, each to the free time nearest to it.</summary>
[Needs(Permission.ManageHall)]
public sealed class MoveAllModel(TongbanDb db, Proposals proposals, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    /// <summary>How many the last press moved, and how many of those chosen it could not.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Moved { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Left { get; set; }

    /// <summary>The chosen ones: booking and slot, parted by a dot.</summary>
    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    public Site Site { get; private set; } = null!;

    public IReadOnlyList<Proposal> Proposals { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await FindSiteAsync(stop);
        var mine = (await proposals.OfAsync(Site, stop)).Select(one => one.Conflict.Booking.Id).ToHashSet();
        var moves = Chosen.Select(one => one.Split('.')).Where(parts => parts.Length == 2)
            .Select(parts => (Guid.TryParse(parts[0], out var booking) ? booking : Guid.Empty, Guid.TryParse(parts[1], out var slot) ? slot : Guid.Empty))
            .Where(move => mine.Contains(move.Item1)).ToList();
        Refusal.Unless(moves.Count > 0, "closing.nothing-chosen");
        var done = await proposals.MoveAsync(moves, staff.Actor, stop);
        return LocalRedirect($"/staff/hours/move?site={Site.Code}&moved={done}&left={moves.Count - done}");
    }

    public override Task ShowAgainAsync() => LoadAsync(default);

    private async Task LoadAsync(CancellationToken stop)
    {
        await FindSiteAsync(stop);
        Proposals = await proposals.OfAsync(Site, stop);
    }

    private async Task FindSiteAsync(CancellationToken stop)
    {
        var posted = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.ManageHall)).Select(post => post.SiteId).ToList();
        var sites = (await db.Set<Site>().AsNoTracking().ToListAsync(stop)).Where(site => posted.Contains(null) || posted.Contains(site.Id)).OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal).ToList();
        Site = sites.FirstOrDefault(site => site.Code == SiteCode) ?? sites.FirstOrDefault() ?? throw new Refusal("opening.no-site");
    }
}
