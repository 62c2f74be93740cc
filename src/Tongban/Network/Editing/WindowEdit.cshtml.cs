using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Network.Editing;

/// <summary>A window: its sign, where it stands, whose it is, and which matters it serves.</summary>
[Needs(Permission.Administer)]
public sealed class WindowEditModel(TongbanDb db, NetworkEditing editing, CurrentStaff staff) : PlacePage(db)
{
    [BindProperty(SupportsGet = true, Name = "window")]
    public string WindowCode { get; set; } = "";

    [BindProperty, Required, StringLength(10)]
    public string Label { get; set; } = "";

    [BindProperty, Required, StringLength(LongestName)]
    public string NameZh { get; set; } = "";

    [BindProperty, Required, StringLength(LongestName)]
    public string NameEn { get; set; } = "";

    [BindProperty]
    public Guid ZoneId { get; set; }

    [BindProperty]
    public Guid DepartmentId { get; set; }

    [BindProperty]
    public List<Guid> GroupIds { get; set; } = [];

    [BindProperty]
    public bool WeekendService { get; set; }

    public Window Window { get; private set; } = null!;

    public IReadOnlyList<Zone> Zones { get; private set; } = [];

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<MatterGroup> Groups { get; private set; } = [];

    protected override async Task<bool> LoadAsync()
    {
        if (!await LoadSiteAsync() || await ByCodeAsync(Db.Set<Window>().Where(window => window.SiteId == Site.Id), WindowCode) is not { } window)
        {
            return false;
        }

        Window = window;
        Zones = await Db.Set<Zone>().AsNoTracking().Where(zone => zone.SiteId == Site.Id).OrderBy(zone => zone.Code).ToListAsync();
        Departments = await Db.Set<Department>().AsNoTracking().OrderBy(department => department.Code).ToListAsync();
        Groups = await Db.Set<MatterGroup>().AsNoTracking().OrderBy(group => group.TicketLetter).ToListAsync();
        return true;
    }

    protected override Task FillAsync()
    {
        (Label, NameZh, NameEn, WeekendService, Seen) = (Window.Label, Window.NameZh, Window.NameEn, Window.WeekendService, Window.Version);
        (ZoneId, DepartmentId, GroupIds) = (Window.ZoneId, Window.DepartmentId, [.. Window.Groups.Select(group => group.GroupId)]);
        return Task.CompletedTask;
    }

    protected override async Task SaveAsync()
    {
        Refusal.Unless(Zones.Any(zone => zone.Id == ZoneId) && Departments.Any(department => department.Id == DepartmentId), "window.place-unknown");
        var served = Groups.Select(group => group.Id).Where(GroupIds.Contains).ToList();
        Refusal.Unless(served.Count > 0, "window.serves-nothing");
        var facts = new WindowFacts(ZoneId, DepartmentId, Label.Trim(), NameZh.Trim(), NameEn.Trim(), WeekendService, served);
        await editing.ChangeAsync(Window, Seen, now => Window.Change(facts, now, staff.Actor));
    }
}
