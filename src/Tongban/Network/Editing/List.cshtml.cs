using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Network.Editing;

/// <summary>The network as the import brought it and staff keep it: places, departments, matter groups.</summary>
[Needs(Permission.Administer)]
public sealed class ListModel(TongbanDb db, Openings openings, HoursInWords hours) : TongbanPage
{
    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public IReadOnlyDictionary<Guid, OpeningCalendar> Calendars { get; private set; } = new Dictionary<Guid, OpeningCalendar>();

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<MatterGroup> Groups { get; private set; } = [];

    public HoursInWords Hours => hours;

    public async Task OnGetAsync()
    {
        Sites = await db.Set<Site>().AsNoTracking().OrderBy(site => site.Kind == SiteKind.MainHall ? 0 : 1).ThenBy(site => site.Code).ToListAsync();
        Calendars = await openings.OfAllAsync();
        Departments = await db.Set<Department>().AsNoTracking().OrderBy(department => department.Code).ToListAsync();
        Groups = await db.Set<MatterGroup>().AsNoTracking().OrderBy(group => group.TicketLetter).ToListAsync();
    }
}
