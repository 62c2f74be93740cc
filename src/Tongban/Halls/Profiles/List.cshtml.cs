using Microsoft.AspNetCore.Mvc;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue.Ordering;
using Tongban.Shared;

namespace Tongban.Halls.Profiles;

/// <summary>The calling profiles of a hall, and which windows follow each.</summary>
[Needs(Permission.ManageHall)]
public sealed class ListModel(HallPlace place, Profiles profiles) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    public Site Site { get; private set; } = null!;

    public IReadOnlyList<CallingProfile> All { get; private set; } = [];

    public IReadOnlyList<Window> Windows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Site = await place.SiteAsync(SiteCode, HttpContext.RequestAborted);
        All = await profiles.OfSiteAsync(Site.Id, HttpContext.RequestAborted);
        Windows = await profiles.WindowsAsync(Site.Id, HttpContext.RequestAborted);
    }

    public string Followers(Guid? profileId) => WindowLabels.Ranges(Windows.Where(window => window.ProfileId == profileId).Select(window => window.Label));
}
