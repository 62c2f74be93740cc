using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Licences;
using Tongban.Network;
using Tongban.OneThing;
using Tongban.Partners.Exchange;
using Tongban.Partners.Webhooks;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Shared;

namespace Tongban.Partners.Desk;

/// <summary>One system: its secret and key, where it is told, what it was told and what came of it.</summary>
[Needs(Permission.Administer)]
public sealed class ShowModel(TongbanDb db, PartnerAdministration administration, SendingAgain again, Reconciliation reconciliation, PartnerSecrets secrets, CurrentStaff staff, HallClock clock) : TongbanPage
{
    private const int Most = 50;

    /// <summary>Of so many days what was told is counted.</summary>
    public const int Days = 30;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? TheirKey { get; set; }

    [TempData]
    public string? Secret { get; set; }

    [TempData]
    public string? Signing { get; set; }

    public PartnerClient Client { get; private set; } = null!;

    public Department? Body { get; private set; }

    /// <summary>Of the province: with what it checks our signatures.</summary>
    public string? PublicKey { get; private set; }

    public DeliveryCounts Counts { get; private set; } = null!;

    /// <summary>What needs somebody first, then the newest.</summary>
    public IReadOnlyList<PartnerEvent> Events { get; private set; } = [];

    /// <summary>What each event is about: a case's number, a licence's identifier.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public bool IsFormerSecretGood => Client.FormerSecretUntilAt > clock.Now;

    public bool IsFormerKeyGood => Client.FormerSigningUntilAt > clock.Now;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await db.Set<PartnerClient>().AnyAsync(client => client.Id == Id))
        {
            return NotFound();
        }

        await ShowAgainAsync();
        (Address, TheirKey) = (Client.Address, Client.TheirKey);
        return Page();
    }

    public Task<IActionResult> OnPostSecretAsync(CancellationToken stop) => HereAsync(async () => Secret = await administration.RenewSecretAsync(Id, staff.Actor, stop));

    public Task<IActionResult> OnPostSigningAsync(CancellationToken stop) => HereAsync(async () => Signing = await administration.RenewSigningAsync(Id, staff.Actor, stop));

    public Task<IActionResult> OnPostAddressAsync(CancellationToken stop) => HereAsync(() => administration.SendToAsync(Id, Address, staff.Actor, stop));

    public Task<IActionResult> OnPostKeyAsync(CancellationToken stop) => HereAsync(() => administration.TrustAsync(Id, TheirKey, staff.Actor, stop));

    public Task<IActionResult> OnPostSwitchAsync(bool on, CancellationToken stop) => HereAsync(() => administration.SwitchAsync(Id, on, staff.Actor, stop));

    public Task<IActionResult> OnPostAgainAsync(Guid? one, CancellationToken stop) => HereAsync(() => again.AgainAsync(Id, one, staff.Actor, stop));

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var stop = HttpContext.RequestAborted;
        var found = await db.Set<PartnerClient>().AsNoTracking().SingleOrDefaultAsync(client => client.Id == Id, stop);
        MustBeThere(found is not null);
        Client = found;
        Body = await db.Set<Department>().AsNoTracking().SingleOrDefaultAsync(body => body.Id == found.DepartmentId, stop);
        PublicKey = found.Kind == PartnerKind.Province ? secrets.PublicKeyOf(found) : null;
        Counts = await reconciliation.OfAsync(Id, clock.Today.AddDays(1 - Days), clock.Today, stop);
        await LoadEventsAsync(stop);
    }

    private async Task LoadEventsAsync(CancellationToken stop)
    {
        Events = await db.Set<PartnerEvent>().AsNoTracking().Where(one => one.ClientId == Id)
            .OrderBy(one => one.Status == PartnerEventStatus.Stuck ? 0 : one.Status == PartnerEventStatus.Refused ? 1 : one.Status == PartnerEventStatus.Waiting ? 2 : 3)
            .ThenByDescending(one => one.MadeAt).ThenByDescending(one => one.Position).Take(Most).ToListAsync(stop);
        var subjects = Events.Select(one => one.SubjectId).Distinct().ToList();
        var cases = await db.Set<Case>().Where(one => subjects.Contains(one.Id)).Select(one => new { one.Id, Name = one.Number }).ToListAsync(stop);
        var licences = await db.Set<Licence>().Where(one => subjects.Contains(one.Id)).Select(one => new { one.Id, Name = one.Identifier }).ToListAsync(stop);
        var bundles = await db.Set<Bundle>().Where(one => subjects.Contains(one.Id)).Select(one => new { one.Id, Name = one.Number! }).ToListAsync(stop);
        var ratings = await db.Set<Rating>().Where(one => subjects.Contains(one.Id)).Join(db.Set<Service>(), one => one.ServiceId, service => service.Id, (one, service) => new { one.Id, service.CaseId }).ToListAsync(stop);
        var rated = ratings.Select(one => one.CaseId).OfType<Guid>().Distinct().ToList();
        var numbers = await db.Set<Case>().Where(one => rated.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Number, stop);
        Names = cases.Concat(licences).Concat(bundles).Concat(ratings.Where(one => one.CaseId is not null).Select(one => new { one.Id, Name = numbers[one.CaseId!.Value] })).ToDictionary(one => one.Id, one => one.Name);
    }

    private async Task<IActionResult> HereAsync(Func<Task> act)
    {
        await act();
        return LocalRedirect($"/staff/partners/{Id}");
    }
}
