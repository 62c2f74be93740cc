using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Gate.Guard;

/// <summary>Sets a zone's count right after heads were counted, and switches the admission profile: both with a reason.</summary>
[Needs(Permission.GuardGate)]
public sealed class ZonesModel(TongbanDb db, GatePlace place, GateZones zones, ZoneCount count, AdmissionProfiles profiles, CurrentStaff staff, HallClock clock) : TongbanPage
{
    [BindProperty]
    public string? Reason { get; set; }

    public Site Site { get; private set; } = null!;

    public IReadOnlyList<Zone> Zones { get; private set; } = [];

    public IReadOnlyList<ZoneCorrection> Corrections { get; private set; } = [];

    public ProfileSwitch? Switch { get; private set; }

    public IReadOnlyCollection<AdmissionProfile> Profiles => profiles.All;

    public AdmissionProfile Profile => profiles.Of(Switch?.Profile);

    public bool MaySwitch { get; private set; }

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostCorrectAsync(Guid zoneId, int seen, int counted)
    {
        await zones.MustBeOfAsync((await place.SiteAsync()).Id, zoneId);
        await count.CorrectAsync(zoneId, seen, counted, Reason ?? "", staff.Actor);
        return LocalRedirect("/gate/zones");
    }

    public async Task<IActionResult> OnPostProfileAsync(string? profile)
    {
        Refusal.Unless(await staff.MayAsync(Permission.ManageHall), "gate.manager-switches");
        Refusal.Unless(profiles.Knows(profile), "gate.profile-unknown");
        db.Add(new ProfileSwitch(db.CentreId, (await place.SiteAsync()).Id, profile!, Reason ?? "", clock.Now, staff.Actor));
        await db.SaveChangesAsync();
        return LocalRedirect("/gate/zones");
    }

    public override async Task ShowAgainAsync()
    {
        Site = await place.SiteAsync();
        Zones = await zones.AllAsync(Site.Id);
        Switch = await zones.LatestSwitchAsync(Site.Id);
        MaySwitch = await staff.MayAsync(Permission.ManageHall);
        var ids = Zones.Select(zone => zone.Id).ToList();
        Corrections = await db.Set<ZoneCorrection>().AsNoTracking().Where(c => ids.Contains(c.ZoneId)).OrderByDescending(c => c.CorrectedAt).Take(10).ToListAsync();
    }
}
