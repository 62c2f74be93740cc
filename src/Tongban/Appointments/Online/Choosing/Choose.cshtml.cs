using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Appointments.Online.Choosing;

/// <summary>Step 1: where, and which matters.</summary>
[AllowAnonymous]
public sealed class ChooseModel(Choices choices, BookableItems items, IOptions<BookingPolicy> policy) : TongbanPage
{
    private const int Suggestions = 4;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "item")]
    public List<string> Codes { get; set => field = [.. value.OfType<string>()]; } = [];

    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    public IReadOnlyList<BookableItem> Chosen { get; private set; } = [];

    /// <summary>Others of the same group: often one comes for two of them.</summary>
    public IReadOnlyList<BookableItem> Suggested { get; private set; } = [];

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    /// <summary>The hall that was chosen does not handle all of them.</summary>
    public bool IsElsewhere => SiteCode is not null && Sites.All(site => site.Code != SiteCode);

    public int Most => policy.Value.MostMatters;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Chosen = (await choices.ReadAsync(Codes.Count == 0 ? [Code] : Codes, null, stop)).Items;
        if (Chosen.Count == 0)
        {
            return NotFound();
        }

        Sites = await choices.SitesAsync(Chosen, stop);
        Suggested = [.. (await items.AllAsync()).Where(item => item.Item.GroupId == Chosen[0].Item.GroupId && Chosen.All(chosen => chosen.Id != item.Id)).Take(Suggestions)];
        return Page();
    }
}
