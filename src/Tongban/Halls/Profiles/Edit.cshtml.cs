using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue.Ordering;
using Tongban.Shared;

namespace Tongban.Halls.Profiles;

/// <summary>Makes or changes a calling profile; before saving it shows who would be called by it now.</summary>
[Needs(Permission.ManageHall)]
public sealed class EditModel(TongbanDb db, HallPlace place, Profiles profiles, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    /// <summary>Empty for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string? NameZh { get; set; }

    [BindProperty]
    public string? NameEn { get; set; }

    [BindProperty]
    public List<ConditionForm> Rows { get; set; } = [];

    [BindProperty]
    public List<Guid> WindowIds { get; set; } = [];

    /// <summary>The window whose line is tried out.</summary>
    [BindProperty]
    public Guid? On { get; set; }

    public Site Site { get; private set; } = null!;

    public IReadOnlyList<Window> Windows { get; private set; } = [];

    public IReadOnlyList<MatterGroup> Groups { get; private set; } = [];

    public IReadOnlyList<CallingProfile> Others { get; private set; } = [];

    /// <summary>Null until a line was tried out.</summary>
    public IReadOnlyList<TriedPlace>? Tried { get; private set; }

    private CancellationToken Stop => HttpContext.RequestAborted;

    private bool isDeleting;

    public async Task OnGetAsync()
    {
        await ShowAgainAsync();
        Rows = ConditionForm.Of(CallingRule.Usual);
        await FillAsync();
    }

    private async Task FillAsync()
    {
        if (Id is { } id)
        {
            var profile = await profiles.FindAsync(Site.Id, id, Stop);
            (NameZh, NameEn, Seen, Rows) = (profile.NameZh, profile.NameEn, profile.Version, ConditionForm.Of(profile.Rule));
            WindowIds = [.. Windows.Where(window => window.ProfileId == id).Select(window => window.Id)];
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var site = await place.SiteAsync(SiteCode, Stop);
        await profiles.SaveAsync(site.Id, Id, Seen, new(NameZh ?? "", NameEn ?? "", Rule(), WindowIds), staff.Actor, Stop);
        return LocalRedirect($"/staff/hall/profiles?site={site.Code}");
    }

    /// <summary>Deletes it, where no window follows it.</summary>
    public async Task<IActionResult> OnPostDeleteAsync()
    {
        isDeleting = true;
        var site = await place.SiteAsync(SiteCode, Stop);
        await profiles.DeleteAsync(site.Id, Id ?? throw new Refusal("profile.unknown"), Seen, staff.Actor, Stop);
        return LocalRedirect($"/staff/hall/profiles?site={site.Code}");
    }

    /// <summary>Changes nothing: the line of this moment by the rule that stands in the form.</summary>
    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await ShowAgainAsync();
        var window = Windows.FirstOrDefault(one => one.Id == On) ?? throw new Refusal("window.unknown");
        Tried = await profiles.TryAsync(window, Rule(), Stop);
        Rows = [.. Rows.OrderBy(row => row.Place ?? int.MaxValue)];
        ModelState.Clear();
        return Page();
    }

    public override async Task ShowAgainAsync()
    {
        Site = await place.SiteAsync(SiteCode, Stop);
        Windows = await profiles.WindowsAsync(Site.Id, Stop);
        Groups = await db.Set<MatterGroup>().AsNoTracking().OrderBy(group => group.TicketLetter).ToListAsync(Stop);
        Others = await profiles.OfSiteAsync(Site.Id, Stop);
        if (isDeleting)
        {
            MustBeThere(Others.Any(profile => profile.Id == Id), $"/staff/hall/profiles?site={Site.Code}");
            await FillAsync();
        }

        Rows = Rows.Count == 0 ? ConditionForm.All() : Rows;
    }

    public string? OtherProfileOf(Window window) =>
        window.ProfileId != Id && Others.FirstOrDefault(profile => profile.Id == window.ProfileId) is { } other ? Shared.Words.Named.In(other.NameZh, other.NameEn) : null;

    // In the order of the places that were typed; whoever is not called by any of them comes last, the longest wait first.
    private CallingRule Rule()
    {
        Refusal.Unless(ModelState.Keys.All(key => !key.StartsWith("Rows", StringComparison.Ordinal) || ModelState[key]!.Errors.Count == 0), "profile.not-a-number");
        var used = Rows.Where(row => row.Place is not null && row.Kind != ConditionKind.Longest).OrderBy(row => row.Place).ToList();
        Refusal.Unless(used.DistinctBy(row => row.Place).Count() == used.Count, "profile.same-place");
        return new CallingRule([.. used.Select(row => row.ToCondition()), new Condition(ConditionKind.Longest)]);
    }
}
