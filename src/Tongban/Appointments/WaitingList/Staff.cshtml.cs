using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.WaitingList;

/// <summary>A line of the list as staff see it.</summary>
public sealed record WaitingRow(WaitingEntry Entry, MatterGroup Group, string Name, string Phone);

/// <summary>Staff see who waits for a place of a day, in order, masked; they offer nothing past the line.</summary>
[Needs(Permission.HelpWithBookings)]
public sealed class StaffModel(TongbanDb db, CurrentStaff staff, PersonalData personal, HallClock clock) : TongbanPage
{
    private const int Most = 200;

    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public Site? Site { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>Days for which somebody waits, with how many.</summary>
    public IReadOnlyList<(DateOnly On, int Count)> Days { get; private set; } = [];

    public IReadOnlyList<WaitingRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var posted = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.HelpWithBookings)).Select(post => post.SiteId).ToList();
        Sites = [.. (await db.Set<Site>().AsNoTracking().ToListAsync(stop)).Where(site => posted.Contains(null) || posted.Contains(site.Id)).OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal)];
        Site = Sites.FirstOrDefault(site => site.Code == SiteCode) ?? Sites.FirstOrDefault();
        On = Day ?? clock.Today;
        if (Site is { } site)
        {
            await LoadAsync(site.Id, stop);
        }
    }

    private async Task LoadAsync(Guid siteId, CancellationToken stop)
    {
        var today = clock.Today;
        var open = await db.Set<WaitingEntry>().AsNoTracking()
            .Where(entry => entry.SiteId == siteId && entry.LastOn >= today && (entry.Status == WaitingStatus.Waiting || entry.Status == WaitingStatus.Offered))
            .OrderBy(entry => entry.JoinedAt).ThenBy(entry => entry.Id).ToListAsync(stop);
        var groups = await db.Set<MatterGroup>().AsNoTracking().ToDictionaryAsync(group => group.Id, stop);
        Days = [.. open.SelectMany(entry => entry.Days.Select(day => day.On)).Where(day => day >= today).GroupBy(day => day).OrderBy(day => day.Key).Select(day => (day.Key, day.Count()))];
        Rows = [.. open.Where(entry => entry.Days.Any(day => day.On == On)).Take(Most).Select(entry => new WaitingRow(
            entry, groups[entry.GroupId], Masking.Name(entry.PersonName), entry.Phone is { } phone ? Masking.Phone(personal.Open(phone)) : ""))];
    }
}
