using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Partners.Webhooks;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Partners.Desk;

/// <summary>The systems of bodies outside that may call and be called, and a new one.</summary>
[Needs(Permission.Administer)]
public sealed class ListModel(TongbanDb db, PartnerAdministration administration, CurrentStaff staff) : TongbanPage
{
    [BindProperty]
    public PartnerKind Kind { get; set; }

    [BindProperty]
    public Guid? Body { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Told once on the next page, in an encrypted cookie that goes with it.</summary>
    [TempData]
    public string? Secret { get; set; }

    [TempData]
    public string? Signing { get; set; }

    public IReadOnlyList<PartnerClient> Clients { get; private set; } = [];

    public IReadOnlyList<Department> Bodies { get; private set; } = [];

    /// <summary>By client: how much waits, and how much is stuck.</summary>
    public IReadOnlyDictionary<Guid, (int Waiting, int Stuck)> Undelivered { get; private set; } = new Dictionary<Guid, (int Waiting, int Stuck)>();

    /// <summary>Bodies whose systems may be connected: banks, seal makers and the post are enterprises.</summary>
    public IEnumerable<SelectListItem> Choices(string none) =>
        [new(none, ""), .. Bodies.Where(body => UnifiedSocialCreditCode.Parse(body.Uscc).IsOfEnterprise).Select(body => new SelectListItem(Named.In(body.NameZh, body.NameEn), body.Id.ToString()))];

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var (client, told) = await administration.AddAsync(Kind, Name, Body, staff.Actor, stop);
        (Secret, Signing) = (told.Secret, told.Signing);
        return LocalRedirect($"/staff/partners/{client.Id}");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        Clients = await db.Set<PartnerClient>().AsNoTracking().OrderBy(client => client.SwitchedOffAt != null).ThenBy(client => client.Kind).ThenBy(client => client.Name).ToListAsync();
        Bodies = await db.Set<Department>().AsNoTracking().OrderByDescending(body => body.Code).ToListAsync();
        var counts = await db.Set<PartnerEvent>().Where(one => one.Status == PartnerEventStatus.Waiting || one.Status == PartnerEventStatus.Stuck)
            .GroupBy(one => new { one.ClientId, one.Status }).Select(group => new { group.Key.ClientId, group.Key.Status, Count = group.Count() }).ToListAsync();
        Undelivered = counts.GroupBy(row => row.ClientId).ToDictionary(
            rows => rows.Key, rows => (rows.Where(row => row.Status == PartnerEventStatus.Waiting).Sum(row => row.Count), rows.Where(row => row.Status == PartnerEventStatus.Stuck).Sum(row => row.Count)));
    }
}
