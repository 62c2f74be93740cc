using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.People;

namespace Tongban.Network.Editing;

/// <summary>A zone: what its sign says and how many may be inside.</summary>
[Needs(Permission.Administer)]
public sealed class ZoneEditModel(TongbanDb db, NetworkEditing editing, CurrentStaff staff) : PlacePage(db)
{
    [BindProperty(SupportsGet = true, Name = "zone")]
    public string ZoneCode { get; set; } = "";

    [BindProperty, Required, StringLength(LongestName)]
    public string NameZh { get; set; } = "";

    [BindProperty, Required, StringLength(LongestName)]
    public string NameEn { get; set; } = "";

    [BindProperty, Range(0, 100_000)]
    public int Capacity { get; set; }

    public Zone Zone { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        (NameZh, NameEn, Capacity) = (Zone.NameZh, Zone.NameEn, Zone.Capacity);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        // Everybody who goes in or out moves a zone: its version says nothing about what was seen in the form.
        await editing.ChangeAsync(Zone, Zone.Version, now => Zone.Change(Zone.Facts with { NameZh = NameZh.Trim(), NameEn = NameEn.Trim(), Capacity = Capacity }, now, staff.Actor));
        return LocalRedirect($"/staff/places/{Site.Code}");
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    private async Task<bool> LoadAsync()
    {
        var upper = ZoneCode.ToUpperInvariant();
        if (!await LoadSiteAsync() || await Db.Set<Zone>().SingleOrDefaultAsync(zone => zone.SiteId == Site.Id && zone.Code.ToUpper() == upper) is not { } zone)
        {
            return false;
        }

        Zone = zone;
        return true;
    }
}
