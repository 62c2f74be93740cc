using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue.Guiding;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Catalogue.Editing;

/// <summary>All items for editors: what holds today, which have a draft, which rules warn.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class ListModel(TongbanDb db, PublishedGuides guides, HallClock clock) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    public IReadOnlyList<PublishedGuide> Guides { get; private set; } = [];

    /// <summary>Items with an open draft.</summary>
    public IReadOnlySet<Guid> Drafts { get; private set; } = new HashSet<Guid>();

    /// <summary>From which later day a new version holds.</summary>
    public IReadOnlyDictionary<Guid, DateOnly> Coming { get; private set; } = new Dictionary<Guid, DateOnly>();

    public async Task OnGetAsync()
    {
        Guides = GuideSearch.Search(Typed ?? "", await guides.AllAsync());
        var today = clock.Today;
        var open = await db.Set<ItemVersion>().Where(version => version.State == ItemVersionState.Draft || version.EffectiveOn > today)
            .Select(version => new { version.ItemId, version.State, version.EffectiveOn }).ToListAsync();
        Drafts = open.Where(version => version.State == ItemVersionState.Draft).Select(version => version.ItemId).ToHashSet();
        Coming = open.Where(version => version.EffectiveOn is not null).GroupBy(version => version.ItemId).ToDictionary(item => item.Key, item => item.Min(version => version.EffectiveOn!.Value));
    }
}
