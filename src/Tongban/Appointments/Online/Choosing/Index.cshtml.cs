using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Appointments.Online.Choosing;

/// <summary>What can be booked, by group; also the way to add a matter to those chosen.</summary>
[AllowAnonymous]
public sealed class IndexModel(TongbanDb db, BookableItems items) : TongbanPage
{
    private const int FewGroups = 3;
    private Guid? chosenGroup;

    /// <summary>Codes chosen so far.</summary>
    [BindProperty(SupportsGet = true, Name = "item")]
    public List<string> Chosen { get; set => field = [.. value.OfType<string>()]; } = [];

    /// <summary>The hall chosen so far.</summary>
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<(MatterGroup Group, IReadOnlyList<BookableItem> Items)> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Q = Q?.Trim() is { Length: > 0 and <= 40 } text ? text : null;
        var groups = await db.Set<MatterGroup>().AsNoTracking().OrderBy(group => group.TicketLetter).ToListAsync(stop);
        var found = (await items.AllAsync()).Where(item => !Chosen.Contains(item.Code) && Fits(item)).ToLookup(item => item.Item.GroupId);
        chosenGroup = (await items.ByCodeAsync(Chosen)).FirstOrDefault()?.Item.GroupId;
        Groups = [.. groups.Where(group => found.Contains(group.Id)).Select(group => (group, (IReadOnlyList<BookableItem>)[.. found[group.Id]]))];
    }

    public string AddressOf(BookableItem item) => Chosen.Count == 0
        ? $"/book/{item.Code}"
        : $"/book/{Uri.EscapeDataString(Chosen[0])}{QueryString.Create([.. SiteCode is null ? [] : new[] { KeyValuePair.Create("site", (string?)SiteCode) }, .. Chosen.Append(item.Code).Select(code => KeyValuePair.Create("item", (string?)code))])}";

    /// <summary>All of them would be a very long page; what was looked for is shown at once.</summary>
    public bool IsOpen(MatterGroup group) => Q is not null || Groups.Count <= FewGroups || group.Id == chosenGroup;

    private bool Fits(BookableItem item) => Q is null
        || new[] { item.Content.NameZh, item.Content.NameEn, item.Content.CommonNameZh, item.Content.CommonNameEn }.Concat(item.Content.KeywordsZh).Concat(item.Content.KeywordsEn)
            .Any(text => text?.Contains(Q, StringComparison.OrdinalIgnoreCase) == true);
}
