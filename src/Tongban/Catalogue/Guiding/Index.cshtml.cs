using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Catalogue.Guiding;

/// <summary>All guides: searched, or narrowed by audience, life event and department.</summary>
[AllowAnonymous]
public sealed class IndexModel(TongbanDb db, PublishedGuides guides, AnswerSentence sentence) : TongbanPage
{
    public const int LongestQuery = 60;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Event { get; set; }

    [BindProperty(SupportsGet = true, Name = "department")]
    public string? Body { get; set; }

    public IReadOnlyList<PublishedGuide> Found { get; private set; } = [];

    public IReadOnlyList<LifeEvent> LifeEvents { get; private set; } = [];

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    /// <summary>How many items each department and life event has, for the audience chosen.</summary>
    public ILookup<string, PublishedGuide> ByLifeEvent { get; private set; } = null!;

    public ILookup<Guid, PublishedGuide> ByDepartment { get; private set; } = null!;

    /// <summary>How many the same words find among all items, when the narrowed list has none.</summary>
    public int FoundElsewhere { get; private set; }

    public AnswerSentence Sentence => sentence;

    public string Query => GuideSearch.Clean(Typed ?? "") is { Length: > LongestQuery } tooLong ? tooLong[..LongestQuery] : GuideSearch.Clean(Typed ?? "");

    /// <summary>The life event or department chosen, by name.</summary>
    public string? Chosen =>
        LifeEvents.FirstOrDefault(row => row.Code == Event) is { } lifeEvent ? Bilingual.Of(lifeEvent.NameZh, lifeEvent.NameEn)
        : Departments.FirstOrDefault(row => row.Code == Body) is { } department ? Bilingual.Of(department.NameZh, department.NameEn)
        : null;

    public async Task OnGetAsync()
    {
        var everything = await guides.AllAsync();
        var all = everything.Where(guide => string.IsNullOrEmpty(Who) || guide.IsFor(Who)).ToList();
        LifeEvents = await db.Set<LifeEvent>().AsNoTracking().OrderBy(lifeEvent => lifeEvent.Sort).ToListAsync();
        Departments = await db.Set<Department>().AsNoTracking().OrderBy(department => department.Code).ToListAsync();
        (ByLifeEvent, ByDepartment) = (all.ToLookup(guide => guide.Content.LifeEvent), all.ToLookup(guide => guide.Item.DepartmentId));
        var department = Departments.FirstOrDefault(row => row.Code == Body)?.Id;
        Found = GuideSearch.Search(Query, all.Where(guide =>
            (string.IsNullOrEmpty(Event) || guide.Content.LifeEvent == Event) && (string.IsNullOrEmpty(Body) || guide.Item.DepartmentId == department)));
        FoundElsewhere = Found.Count == 0 && Query.Length > 0 ? GuideSearch.Search(Query, everything).Count : 0;
    }
}
