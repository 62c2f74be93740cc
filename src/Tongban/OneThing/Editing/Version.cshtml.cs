using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.OneThing.Editing;

/// <summary>One version of a template: its text, and beside it what is wrong, the steps drawn and told, what has changed since the published one; publishing.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class VersionModel(TongbanDb db, Templates templates, CurrentStaff staff, HallClock clock) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public string? Text { get; set; }

    public Template Template { get; private set; } = null!;

    public TemplateVersion Version { get; private set; } = null!;

    public TemplateContent Told { get; private set; } = null!;

    public IReadOnlyList<TemplateFault> Faults { get; private set; } = [];

    /// <summary>What was typed cannot be read: nothing is said of it, least of all that it is in order.</summary>
    public bool IsUnreadable { get; private set; }

    /// <summary>The version that was published before this one; null: none.</summary>
    public int? Before { get; private set; }

    /// <summary>What has changed since then.</summary>
    public IReadOnlyList<DiffLine> Changes { get; private set; } = [];

    /// <summary>Applications that run under it.</summary>
    public int Running { get; private set; }

    public IReadOnlyList<int> Numbers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await LoadAsync(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop))
        {
            return NotFound();
        }

        var number = await ActAsync(stop);
        await db.SaveChangesAsync(stop);
        return LocalRedirect($"/staff/onething/{Template.Code}/{number}");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var (typed, seen) = (Text, Seen);
        MustBeThere(await LoadAsync(HttpContext.RequestAborted));
        (Text, Seen) = (typed ?? Text, seen);
        if (Do is "save" or "publish")
        {
            await JudgeAsync(HttpContext.RequestAborted);
        }
    }

    // What was typed, not what was kept before.
    private async Task JudgeAsync(CancellationToken stop)
    {
        try
        {
            Told = Templates.Read(Typed);
            await CompareAsync(stop);
        }
        catch (Refusal)
        {
            IsUnreadable = true;
        }
    }

    private async Task CompareAsync(CancellationToken stop)
    {
        Faults = await templates.CheckAsync(Told, stop);
        var before = await db.Set<TemplateVersion>().AsNoTracking().Where(one => one.TemplateId == Template.Id && one.Number < Number && one.PublishedAt != null).OrderByDescending(one => one.Number).FirstOrDefaultAsync(stop);
        (Before, Changes) = (before?.Number, before is null ? [] : TextDiff.Of(JsonSerializer.Serialize(before.Content, TemplateContent.Json), JsonSerializer.Serialize(Told, TemplateContent.Json)));
    }

    private async Task<int> ActAsync(CancellationToken stop)
    {
        switch (Do)
        {
            case "draft":
                return (await templates.DraftAsync(Template, staff.Actor, stop)).Number;
            case "save":
                templates.Edit(Version, Seen, Templates.Read(Typed), staff.Actor);
                break;
            case "publish":
                // What stands on the screen, not what was kept before.
                Refusal.Unless(Version.Version == Seen, "request.changed-meanwhile");
                templates.Edit(Version, Seen, Templates.Read(Typed), staff.Actor);
                await templates.PublishAsync(Version, Version.Version, staff.Actor, stop);
                break;
            case "end":
                Template.End(clock.Now, staff.Actor);
                break;
            case "resume":
                Template.Resume(clock.Now, staff.Actor);
                break;
            default:
                throw new Refusal("case.unknown-act");
        }

        return Number;
    }

    private string? Typed => Request.Form[nameof(Text)];

    private async Task<bool> LoadAsync(CancellationToken stop)
    {
        var upper = Code.ToUpperInvariant();
        if (await db.Set<Template>().SingleOrDefaultAsync(one => one.Code == upper, stop) is not { } template
            || await db.Set<TemplateVersion>().SingleOrDefaultAsync(one => one.TemplateId == template.Id && one.Number == Number, stop) is not { } version)
        {
            return false;
        }

        (Template, Version, Told) = (template, version, version.Content);
        if (!HttpMethods.IsPost(Request.Method))
        {
            (Text, Seen) = (version.ContentJson, version.Version);
        }

        await CompareAsync(stop);
        Running = await db.Set<Bundle>().CountAsync(bundle => bundle.TemplateVersionId == version.Id && bundle.Status == BundleStatus.Running, stop);
        Numbers = await db.Set<TemplateVersion>().Where(one => one.TemplateId == template.Id).OrderByDescending(one => one.Number).Select(one => one.Number).ToListAsync(stop);
        return true;
    }
}
