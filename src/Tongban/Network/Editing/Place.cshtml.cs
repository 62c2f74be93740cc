using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Network.Editing;

/// <summary>A site's facts in a form.</summary>
public sealed class PlaceForm
{
    [Required, StringLength(PlacePage.LongestName)]
    public string NameZh { get; set; } = "";

    [Required, StringLength(PlacePage.LongestName)]
    public string NameEn { get; set; } = "";

    [Required, StringLength(PlacePage.LongestName)]
    public string AddressZh { get; set; } = "";

    [Required, StringLength(PlacePage.LongestName)]
    public string AddressEn { get; set; } = "";

    [StringLength(PlacePage.LongestName)]
    public string? TransportZh { get; set; }

    [StringLength(PlacePage.LongestName)]
    public string? TransportEn { get; set; }

    [Required, StringLength(PlacePage.LongestPhone)]
    public string Phone { get; set; } = "";

    [Range(-90.0, 90.0)]
    public double Latitude { get; set; }

    [Range(-180.0, 180.0)]
    public double Longitude { get; set; }

    public List<string> Accessibility { get; set; } = [];

    public static PlaceForm Of(SiteFacts facts) => new()
    {
        NameZh = facts.NameZh,
        NameEn = facts.NameEn,
        AddressZh = facts.AddressZh,
        AddressEn = facts.AddressEn,
        TransportZh = facts.TransportZh,
        TransportEn = facts.TransportEn,
        Phone = facts.Phone,
        Latitude = facts.Latitude,
        Longitude = facts.Longitude,
        Accessibility = [.. facts.Accessibility],
    };

    public SiteFacts ToFacts(SiteKind kind) => new(
        kind, NameZh.Trim(), NameEn.Trim(), AddressZh.Trim(), AddressEn.Trim(), TransportZh?.Trim() ?? "", TransportEn?.Trim() ?? "",
        Phone.Trim(), Latitude, Longitude, [.. Site.AccessibilityKnown.Where(Accessibility.Contains)]);
}

/// <summary>A site: its facts, and the way to its hours, zones and windows.</summary>
[Needs(Permission.Administer)]
public sealed class PlaceModel(TongbanDb db, NetworkEditing editing, CurrentStaff staff, HallClock clock, Openings openings, HoursInWords hours) : PlacePage(db)
{
    [BindProperty]
    public PlaceForm Form { get; set; } = new();

    public IReadOnlyList<Zone> Zones { get; private set; } = [];

    public IReadOnlyList<Window> Windows { get; private set; } = [];

    public OpeningCalendar Calendar { get; private set; } = null!;

    public IReadOnlyList<OpeningException> Exceptions { get; private set; } = [];

    public HoursInWords Hours => hours;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        (Form, Seen) = (PlaceForm.Of(Site.Facts), Site.Version);
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

        await editing.ChangeAsync(Site, Seen, now => Site.Change(Form.ToFacts(Site.Kind), now, staff.Actor));
        return LocalRedirect($"/staff/places/{Site.Code}");
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    private async Task<bool> LoadAsync()
    {
        if (!await LoadSiteAsync())
        {
            return false;
        }

        var today = clock.Today;
        Calendar = await openings.OfAsync(Site.Id);
        Zones = await Db.Set<Zone>().AsNoTracking().Where(zone => zone.SiteId == Site.Id).OrderBy(zone => zone.Code).ToListAsync();
        Windows = await Db.Set<Window>().AsNoTracking().Where(window => window.SiteId == Site.Id).OrderBy(window => window.Code).ToListAsync();
        Exceptions = await Db.Set<OpeningException>().AsNoTracking().Where(e => e.SiteId == Site.Id && e.WithdrawnAt == null && e.ThroughOn >= today).OrderBy(e => e.FromOn).ToListAsync();
        return true;
    }
}
