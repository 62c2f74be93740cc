using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
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

    protected override async Task<bool> LoadAsync()
    {
        if (!await LoadSiteAsync())
        {
            return false;
        }

        Zone = (await ByCodeAsync(Db.Set<Zone>().Where(zone => zone.SiteId == Site.Id), ZoneCode))!;
        return Zone is not null;
    }

    protected override Task FillAsync()
    {
        (NameZh, NameEn, Capacity) = (Zone.NameZh, Zone.NameEn, Zone.Capacity);
        return Task.CompletedTask;
    }

    // Everybody who goes in or out moves a zone: its version says nothing about what was seen in the form.
    protected override Task SaveAsync() => editing.ChangeAsync(
        Zone, Zone.Version, now => Zone.Change(Zone.Facts with { NameZh = NameZh.Trim(), NameEn = NameEn.Trim(), Capacity = Capacity }, now, staff.Actor));
}
