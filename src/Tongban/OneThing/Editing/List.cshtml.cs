using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.OneThing.Editing;

/// <summary>All templates for editors, and a new one from a text.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class ListModel(TongbanDb db, Templates templates, CurrentStaff staff) : TongbanPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public IReadOnlyList<(Template Template, TemplateVersion Latest, int? Published)> Rows { get; private set; } = [];

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var draft = templates.Add(Code ?? "", Templates.Read(Text), staff.Actor);
        await db.SaveChangesAsync(stop);
        return LocalRedirect($"/staff/onething/{Code!.Trim().ToUpperInvariant()}/{draft.Number}");
    }

    public override async Task ShowAgainAsync()
    {
        var versions = (await db.Set<TemplateVersion>().AsNoTracking().ToListAsync()).ToLookup(version => version.TemplateId);
        Rows = [.. (await db.Set<Template>().AsNoTracking().OrderBy(template => template.Code).ToListAsync())
            .Select(template => (template, versions[template.Id].MaxBy(version => version.Number)!, versions[template.Id].Where(version => version.PublishedAt is not null).Max(version => (int?)version.Number)))];
    }
}
