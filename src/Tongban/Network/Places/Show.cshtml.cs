using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Network.Places;

/// <summary>One place: address, hours with weekend service and holidays, accessibility, telephone, and what can be done there.</summary>
[AllowAnonymous]
public sealed class ShowModel(TongbanDb db, Openings openings, PublishedGuides guides, HoursInWords hours, HallClock clock) : TongbanPage
{
    private const int DaysShown = 14;

    public Site Site { get; private set; } = null!;

    public OpeningCalendar Calendar { get; private set; } = null!;

    public IReadOnlyList<Zone> Zones { get; private set; } = [];

    public ILookup<Guid, Window> Windows { get; private set; } = null!;

    public IReadOnlyList<MatterGroup> Groups { get; private set; } = [];

    public ILookup<Guid, PublishedGuide> Guides { get; private set; } = null!;

    public HoursInWords Hours => hours;

    public IReadOnlyList<OpeningDay> NextDays => [.. Enumerable.Range(0, DaysShown).Select(ahead => Calendar.On(clock.Today.AddDays(ahead)))];

    /// <summary>Zones with hours of their own, such as terminals open day and night.</summary>
    public IEnumerable<Zone> ZonesWithOwnHours => Zones.Where(zone => !Calendar.SpansOf(clock.Today, zone.Id).SequenceEqual(Calendar.SpansOf(clock.Today)));

    public async Task<IActionResult> OnGetAsync(string code)
    {
        var upper = code.ToUpperInvariant();
        if (await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(site => site.Code.ToUpper() == upper) is not { } site)
        {
            return NotFound();
        }

        Site = site;
        Calendar = await openings.OfAsync(site.Id);
        Zones = await db.Set<Zone>().AsNoTracking().Where(zone => zone.SiteId == site.Id).OrderBy(zone => zone.Code).ToListAsync();
        Windows = (await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == site.Id).ToListAsync()).ToLookup(window => window.ZoneId);
        Groups = await db.Set<MatterGroup>().AsNoTracking().OrderBy(group => group.TicketLetter).ToListAsync();
        Guides = (await guides.AllAsync()).Where(guide => guide.Content.Sites.Contains(site.Code)).ToLookup(guide => guide.Item.GroupId);
        return Page();
    }
}
