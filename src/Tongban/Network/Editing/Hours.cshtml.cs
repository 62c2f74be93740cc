using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Network.Editing;

/// <summary>Weekly hours from a day on. Days that differ are the hall manager's (<c>/staff/hours</c>), who sees whose bookings they touch.</summary>
[Needs(Permission.Administer)]
public sealed class HoursModel(TongbanDb db, NetworkEditing editing, CurrentStaff staff, HallClock clock, Openings openings) : PlacePage(db)
{
    [BindProperty]
    public string? Workday { get; set; }

    [BindProperty]
    public string? Weekend { get; set; }

    [BindProperty]
    public string? Holiday { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    public IReadOnlyList<OpeningException> Coming { get; private set; } = [];

    protected override string Back => $"/staff/places/{Site.Code}/hours";

    protected override async Task<bool> LoadAsync()
    {
        if (!await LoadSiteAsync())
        {
            return false;
        }

        var today = clock.Today;
        Coming = await Db.Set<OpeningException>().AsNoTracking().Where(e => e.SiteId == Site.Id && e.WithdrawnAt == null && e.ThroughOn >= today).OrderBy(e => e.FromOn).ToListAsync();
        return true;
    }

    // What holds on the latest day that is set already, so that a change planned for later is seen.
    protected override async Task FillAsync()
    {
        var rules = await Db.Set<OpeningRule>().AsNoTracking().Where(rule => rule.SiteId == Site.Id && rule.ZoneId == null).ToListAsync();
        var starts = rules.Select(rule => rule.StartsOn).Append(clock.Today).Max();
        var calendar = await openings.OfAsync(Site.Id);
        (Workday, Weekend, Holiday) = (Told(DayKind.Workday), Told(DayKind.Weekend), Told(DayKind.Holiday));
        (From, Seen) = (starts > clock.Today ? starts : clock.Today.AddDays(1), Site.Version);

        string Told(DayKind kind) => OpeningText.Of(calendar.PatternOf(kind, starts));
    }

    protected override async Task SaveAsync()
    {
        var hours = new WeekHours(OpeningText.Parse(Workday), OpeningText.Parse(Weekend), OpeningText.Parse(Holiday));
        await editing.SetHoursAsync(Site, Seen, hours, From ?? throw new Refusal("opening.day-missing"), staff.Actor);
    }
}
