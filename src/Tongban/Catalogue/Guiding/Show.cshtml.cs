using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Catalogue.Guiding;

/// <summary>An item's guide: the answer first, then exactly the materials that these answers need, where, when and why.</summary>
[AllowAnonymous]
public sealed class ShowModel(TongbanDb db, PublishedGuides guides, ServicePlaces places, AnswerSentence sentence, HoursInWords hours, CurrentStaff staff, HallClock clock) : TongbanPage
{
    public PublishedGuide Guide { get; private set; } = null!;

    public Answers Answers { get; private set; } = null!;

    public Department Department { get; private set; } = null!;

    public MatterGroup Group { get; private set; } = null!;

    public LifeEvent? LifeEvent { get; private set; }

    public IReadOnlyList<ServicePlace> Places { get; private set; } = [];

    public AnswerSentence Sentence => sentence;

    public HoursInWords Hours => hours;

    public ItemContent Told => Guide.Content;

    /// <summary>This page with these answers, as a QR code or another program needs it.</summary>
    public string Address => Canonical + Answers.Query;

    public string ApplyAddress => $"{Request.Scheme}://{Request.Host}{Request.PathBase}/apply/{Guide.Code}";

    /// <summary>The guide's own code goes along: a booking may hold other matters, which these answers say nothing of.</summary>
    public string BookAddress => $"~/book/{Guide.Code}{(Answers.Given.Count == 0 ? "" : $"{Answers.Query}&{Answers.Of}={Guide.Code}")}";

    /// <summary>Nobody needs to come, and it can be applied for online.</summary>
    public bool IsFromHome => Told.HallVisits == 0 && Told.Channels.Contains("online");

    public DateOnly Today => clock.Today;

    public string Canonical => $"{Request.Scheme}://{Request.Host}{Request.PathBase}/guide/{Guide.Code}";

    /// <summary>The version an editor looks at before it is published; others are shown what holds today.</summary>
    public int? PreviewNumber { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, int? version)
    {
        PreviewNumber = version is not null && await staff.MayAsync(Permission.EditCatalogue) ? version : null;
        if (await FindAsync(code) is not { } guide)
        {
            return NotFound();
        }

        Guide = guide;
        Answers = Answers.From(guide.Content, Request.Query);
        Department = await db.Set<Department>().AsNoTracking().SingleAsync(department => department.Id == guide.Item.DepartmentId);
        Group = await db.Set<MatterGroup>().AsNoTracking().SingleAsync(group => group.Id == guide.Item.GroupId);
        LifeEvent = await db.Set<LifeEvent>().AsNoTracking().FirstOrDefaultAsync(lifeEvent => lifeEvent.Code == guide.Content.LifeEvent);
        Places = await places.OfAsync(guide.Item.GroupId, guide.Content.Sites);
        return Page();
    }

    private Task<PublishedGuide?> FindAsync(string code) => PreviewNumber is { } number ? guides.PreviewAsync(code, number) : guides.FindAsync(code);
}
