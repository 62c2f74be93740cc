using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared;
using Tongban.Shared.Rush;
using Tongban.Shared.Writes;

namespace Tongban.Gate.Guard;

/// <summary>
/// The gate: a field into which a scanner types, the answer in one word, how many are inside. For a paired gate
/// tablet, or a guard who has signed in.
/// </summary>
[NeedsDevice(DeviceKind.Gate, Permission.GuardGate)]
public sealed class IndexModel(TongbanDb db, GatePlace place, GateZones zones, GateAnswers answers, Admitting admitting, Group<ScanAtGate, GateSaid> scans, GatePasses passes, Afterwards afterwards, ZoneCount count, AdmissionProfiles profiles, RequestPerson person, HallClock clock) : TongbanPage
{
    /// <summary>The answer to show.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? A { get; set; }

    /// <summary>Bookings to choose from, or <c>none</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Found { get; set; }

    [BindProperty]
    public string? Scan { get; set; }

    [BindProperty]
    public int Companions { get; set; }

    public Site Site { get; private set; } = null!;

    public AdmissionProfile Profile { get; private set; } = null!;

    public ProfileSwitch? Switch { get; private set; }

    public GateNow Now { get; private set; } = null!;

    public IReadOnlyList<MatterGroup> Groups { get; private set; } = [];

    public IReadOnlyList<Appointment> Choice { get; private set; } = [];

    public GateAnswer? Answer { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await ShowAgainAsync();
        if (Answer is { Admission.Outcome: AdmissionOutcome.Refused } refused)
        {
            Response.Headers["Tongban-Refusal"] = "gate." + refused.Admission.Reason;
        }

        return Page();
    }

    /// <summary>The side of the page, fetched again and again.</summary>
    public async Task<PartialViewResult> OnGetNowAsync() => Partial("_Now", await NowAsync());

    /// <summary>A key pressed with nothing in the field is nobody at the gate.</summary>
    [InGroup]
    public async Task<IActionResult> OnPostAsync() => string.IsNullOrWhiteSpace(Scan) ? LocalRedirect("/gate") : await SendAsync(Scan);

    [InGroup]
    public Task<IActionResult> OnPostBookingAsync(string code) => SendAsync(code);

    [InGroup]
    public Task<IActionResult> OnPostAssistAsync(Guid groupId, string? reason) => SendAsync(null, new(groupId, PrecedenceOf(reason), reason ?? ""));

    private async Task<IActionResult> SendAsync(string? typed, AssistedAtGate? assisted = null)
    {
        var scan = new ScanAtGate((await place.SiteAsync()).Id, typed, Companions + 1, person.Actor, assisted);
        var said = (await scans.SendAsync(scan, HttpContext.RequestAborted)).OrRefuse();
        return said.AdmissionId is { } id ? Show(id) : LocalRedirect($"/gate?found={(said.Choice.Count == 0 ? "none" : string.Join(',', said.Choice))}");
    }

    /// <summary>What the tablet keeps against a cut.</summary>
    public async Task<JsonResult> OnGetPassesAsync() => new(await passes.OfSiteAsync((await place.SiteAsync()).Id, HttpContext.RequestAborted));

    /// <summary>One whom the tablet let in while it had no contact.</summary>
    public async Task<IActionResult> OnPostLaterAsync(DateTime at) =>
        Show(await afterwards.EnterAsync((await place.SiteAsync()).Id, Scan, Companions + 1, at.ToUniversalTime(), person.Actor, HttpContext.RequestAborted));

    public async Task<IActionResult> OnPostWalkInAsync(Guid zoneId) =>
        Show(await admitting.WalkInAsync((await place.SiteAsync()).Id, zoneId, Companions + 1, person.Actor));

    public async Task<IActionResult> OnPostUndoAsync(Guid id)
    {
        await admitting.UndoAsync((await place.SiteAsync()).Id, id, person.Actor);
        return LocalRedirect("/gate");
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid visitId, bool counted) =>
        Show(await admitting.AgainAsync((await place.SiteAsync()).Id, visitId, counted, person.Actor));

    public async Task<IActionResult> OnPostLeaveAsync(Guid zoneId)
    {
        await zones.MustBeOfAsync((await place.SiteAsync()).Id, zoneId);
        Refusal.Unless(await count.LeaveAsync(zoneId, 1, person.Actor), "gate.nobody-inside");
        return LocalRedirect("/gate");
    }

    public override async Task ShowAgainAsync()
    {
        Site = await place.SiteAsync();
        Switch = await zones.LatestSwitchAsync(Site.Id);
        Profile = profiles.Of(Switch?.Profile);
        Now = await NowAsync();
        Groups = await zones.GroupsAsync(Site.Id);
        Answer = A is { } id ? await answers.FindAsync(Site.Id, id) : null;
        Choice = await ChoiceAsync();
    }

    private async Task<GateNow> NowAsync()
    {
        var site = await place.SiteAsync();
        var latest = await db.Set<Admission>().AsNoTracking().Where(a => a.SiteId == site.Id && a.On == clock.Today).OrderByDescending(a => a.At).Take(6).ToListAsync();
        return new GateNow(await zones.AllAsync(site.Id), latest);
    }

    private async Task<IReadOnlyList<Appointment>> ChoiceAsync()
    {
        var codes = Found?.Split(',', StringSplitOptions.RemoveEmptyEntries).Take(10).ToList() ?? [];
        return await db.Set<Appointment>().AsNoTracking().Where(a => a.On == clock.Today && codes.Contains(a.Code)).OrderBy(a => a.StartsAt).ToListAsync();
    }

    private LocalRedirectResult Show(Admission admission) => Show(admission.Id);

    private LocalRedirectResult Show(Guid admissionId) => LocalRedirect($"/gate?a={admissionId}");

    private static Precedence PrecedenceOf(string? reason) => reason switch
    {
        "elderly" => Precedence.Elderly,
        "disabled" => Precedence.Disabled,
        "pregnant" => Precedence.Pregnant,
        _ => Precedence.None,
    };
}
