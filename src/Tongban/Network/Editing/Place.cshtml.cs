using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Network.Editing;

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

    protected override async Task<bool> LoadAsync()
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

    protected override Task FillAsync()
    {
        (Form, Seen) = (PlaceForm.Of(Site.Facts), Site.Version);
        return Task.CompletedTask;
    }

    protected override Task SaveAsync() => editing.ChangeAsync(Site, Seen, now => Site.Change(Form.ToFacts(Site.Kind), now, staff.Actor));
}
