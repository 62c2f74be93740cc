using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Words;
using Tongban.Shared.Writes;

namespace Tongban.OneThing.Applying;

/// <summary>
/// The one form (一表申请): kept as it is typed and checked at each field, handed in at one go. Works without script; then
/// it is kept with the button.
/// </summary>
[ForCitizens]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class FormModel(
    TongbanDb db, Templates templates, Drafting drafting, Submitting submitting, BundleViews views, HeldMaterials materials, CurrentCitizen citizen, PersonalData personal, ClockRules rules, OneWrite write, Say say)
    : TongbanPage
{
    private Dictionary<string, string>? typed;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>The button that was pressed below the form.</summary>
    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public BundleApplicantForm Applicant { get; set; } = new();

    public OfferedTemplate Offered { get; private set; } = null!;

    public MergedForm Form { get; private set; } = null!;

    /// <summary>Null before anything was kept.</summary>
    public Bundle? Draft { get; private set; }

    public IReadOnlyList<BundleFile> Files { get; private set; } = [];

    /// <summary>What is held already and need not be handed in again, by the material's key.</summary>
    public IReadOnlyList<HeldMaterial> Held { get; private set; } = [];

    /// <summary>What may follow and is not there yet.</summary>
    public IReadOnlyList<MergedMaterial> ToFollow => Form.ToFollow([.. Files.Select(file => file.MaterialKey)]);

    /// <summary>Working days after acceptance in which it has to follow.</summary>
    public int OwedWorkdays => rules.OwedWorkdays.Value;

    /// <summary>Names of fields as they stand on the page, for the list of what is wrong.</summary>
    public IReadOnlyList<string> Places =>
    [
        .. Form.Fields.Select(one => TypedAnswers.Prefix + one.Id), .. Form.Questions.Select(question => TypedAnswers.Prefix + question.Key), .. Form.Materials.Select(material => Drafting.FilePrefix + material.Key),
        PromiseName, .. new[] { nameof(Applicant.Name), nameof(Applicant.IdNumber), nameof(Applicant.Delivery), nameof(Applicant.Address) }.Select(name => $"{nameof(Applicant)}.{name}"),
    ];

    public static string PromiseName => $"{nameof(Applicant)}.{nameof(Applicant.Promise)}";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await LoadToShowAsync(stop))
        {
            return NotFound();
        }

        await FillInAsync(stop);
        return Page();
    }

    /// <summary>What was typed so far is kept where it is right; the page comes back with what is not.</summary>
    [OutsideTransaction]
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken stop)
    {
        if (await templates.FindAsync(Code, stop) is not { } offered)
        {
            return NotFound();
        }

        await using (var transaction = await db.BeginAsync(stop))
        {
            if (await drafting.GoOnAsync(offered, Me, citizen.Actor, stop) is not { } draft)
            {
                return new NoContentResult();
            }

            (await KeepAsync(draft, offered.Content, stop)).ToList().ForEach(Tell);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }

        await LoadToShowAsync(stop);
        return Page();
    }

    // What is right is kept; what is not is told at its place.
    private async Task<IReadOnlyList<FieldMistake>> KeepAsync(Bundle draft, TemplateContent content, CancellationToken stop)
    {
        typed = TypedAnswers.Of(Request.Form, content);
        var mistakes = drafting.Keep(draft, content, typed).Select(mistake => mistake with { Field = TypedAnswers.Prefix + mistake.Field }).ToList();
        if (Request.Form.ContainsKey($"{nameof(Applicant)}.{nameof(Applicant.Name)}"))
        {
            mistakes.AddRange(drafting.KeepApplicant(draft, Applicant).Select(mistake => mistake with { Field = $"{nameof(Applicant)}.{mistake.Field}" }));
        }

        Form = await views.FormAsync(content, views.AnswersOf(draft), stop);
        return [.. mistakes, .. await drafting.TakeFilesAsync(draft, Form, Request.Form.Files, stop)];
    }

    public Task<IActionResult> OnPostAsync(CancellationToken stop) => TakeAsync(TellMissingAsync, SubmitAsync, stop);

    /// <summary>The button that keeps; with script everything is kept already.</summary>
    public Task<IActionResult> OnPostSaveAsync(CancellationToken stop) => TakeAsync(
        (_, _) => Task.CompletedTask,
        (_, _) => Task.FromResult<IActionResult>(LocalRedirect($"/onething/{Code}/form?kept=1")),
        stop);

    private async Task<IActionResult> TakeAsync(Func<Bundle, CancellationToken, Task> check, Func<Bundle, CancellationToken, Task<IActionResult>> goOn, CancellationToken stop)
    {
        if (!await LoadAsync(stop))
        {
            return NotFound();
        }

        var draft = await drafting.OpenAsync(Offered, Me, citizen.Actor, stop);
        (await KeepAsync(draft, Offered.Content, stop)).ToList().ForEach(Tell);
        await check(draft, stop);
        if (!ModelState.IsValid)
        {
            await write.UndoAsync();
            await KeepAllTheSameAsync(stop);
            await LoadToShowAsync(stop);
            return Page();
        }

        await db.SaveChangesAsync(stop);
        return await goOn(draft, stop);
    }

    // The act itself is undone; what is right is kept, and the files: without script nobody has sent them before.
    private async Task KeepAllTheSameAsync(CancellationToken stop)
    {
        try
        {
            await using var transaction = await db.BeginAsync(stop);
            if (await drafting.GoOnAsync(Offered, Me, citizen.Actor, stop) is { } draft)
            {
                await KeepAsync(draft, Offered.Content, stop);
                await db.SaveChangesAsync(stop);
                await transaction.CommitAsync(stop);
            }
        }
        catch (Refusal)
        {
            // Too many files, or of a material that is not asked for any more: that is told already.
            db.ChangeTracker.Clear();
        }
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid file, CancellationToken stop)
    {
        if (!await LoadAsync(stop) || Draft is not { } draft)
        {
            return NotFound();
        }

        await KeepAsync(draft, Offered.Content, stop);
        await drafting.RemoveFileAsync(draft, file, stop);
        await db.SaveChangesAsync(stop);
        return LocalRedirect($"/onething/{Code}/form#h-mat");
    }

    public async Task<IActionResult> OnPostUseAsync(string material, CancellationToken stop)
    {
        if (!await LoadToShowAsync(stop))
        {
            return NotFound();
        }

        var draft = await drafting.OpenAsync(Offered, Me, citizen.Actor, stop);
        await KeepAsync(draft, Offered.Content, stop);
        await drafting.UseAsync(draft, material, Held, stop);
        await db.SaveChangesAsync(stop);
        return LocalRedirect($"/onething/{Code}/form?kept=1#h-mat");
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop) || Draft is not { } draft)
        {
            return NotFound();
        }

        await drafting.DiscardAsync(draft, stop);
        await db.SaveChangesAsync(stop);
        return LocalRedirect("/onething");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        MustBeThere(await LoadAsync(HttpContext.RequestAborted));
        if (Do.Length > 0)
        {
            await KeepAllTheSameAsync(HttpContext.RequestAborted);
        }

        MustBeThere(await LoadToShowAsync(HttpContext.RequestAborted));
        typed ??= TypedAnswers.Of(Request.Form, Offered.Content);
    }

    /// <summary>A field with what was typed last, and what is wrong with it.</summary>
    public FieldShown Show(FieldContent field) => new(
        field, typed?.GetValueOrDefault(field.Id) ?? Form.Answers.GetValueOrDefault(field.Id, ""),
        ModelState.GetValueOrDefault(TypedAnswers.Prefix + field.Id)?.Errors.FirstOrDefault()?.ErrorMessage,
        Url.Page("Form", "Check", new { code = Code }), field.Type == FieldType.Choice);

    /// <summary>A question of an item, as a field.</summary>
    public FieldShown Show(MergedQuestion question) => Show(new FieldContent
    {
        Id = question.Key,
        Type = FieldType.Choice,
        LabelZh = question.Situation.TextZh,
        LabelEn = question.Situation.TextEn,
        Options = [.. question.Situation.Options.Select(option => new OptionContent(option.Id, option.TextZh, option.TextEn))],
    });

    private Guid Me => citizen.AccountId!.Value;

    private async Task<IActionResult> SubmitAsync(Bundle draft, CancellationToken stop)
    {
        var account = (await citizen.AccountAsync(stop))!;
        var submitted = await submitting.SubmitAsync(draft, Offered, Applicant, account, citizen.Actor, stop);
        await db.SaveChangesAsync(stop);
        return LocalRedirect($"/onething/mine/{submitted.Number}?just=1");
    }

    private void Tell(FieldMistake mistake) => ModelState.AddModelError(mistake.Field, say.Plainly(mistake.Why));

    private async Task TellMissingAsync(Bundle draft, CancellationToken stop)
    {
        foreach (var field in Form.Unanswered.Where(field => ModelState.GetValueOrDefault(TypedAnswers.Prefix + field.Id)?.Errors.Count is null or 0))
        {
            ModelState.AddModelError(TypedAnswers.Prefix + field.Id, say["onething.please-answer", field.Label]);
        }

        foreach (var question in Form.Open)
        {
            ModelState.AddModelError(TypedAnswers.Prefix + question.Key, say["onething.please-answer", question.Situation.Text()]);
        }

        foreach (var (field, label) in new[] { (nameof(Applicant.Name), "cases.name"), (nameof(Applicant.IdNumber), "cases.id") }.Where(one => string.IsNullOrWhiteSpace(one.Item1 == nameof(Applicant.Name) ? Applicant.Name : Applicant.IdNumber)))
        {
            ModelState.AddModelError($"{nameof(Applicant)}.{field}", say["onething.please-answer", say[label]]);
        }

        var kept = await db.Set<BundleFile>().Where(file => file.BundleId == draft.Id).Select(file => file.MaterialKey).ToListAsync(stop);
        var now = Request.Form.Files.Where(file => file.FileName.Length > 0).Select(file => file.Name).Where(name => name.StartsWith(Drafting.FilePrefix, StringComparison.Ordinal)).ToList();
        foreach (var material in Form.Materials.Where(material => material is { Required: true, Deferrable: false } && !kept.Contains(material.Key) && !now.Contains(Drafting.FilePrefix + material.Key)))
        {
            ModelState.AddModelError(Drafting.FilePrefix + material.Key, say["onething.please-upload", material.Material.Name()]);
        }

        if (!Applicant.Promise && Form.ToFollow([.. kept, .. now.Select(name => name[Drafting.FilePrefix.Length..])]).Count > 0)
        {
            ModelState.AddModelError(PromiseName, say["onething.please-promise"]);
        }
    }

    private async Task<bool> LoadAsync(CancellationToken stop)
    {
        if (await templates.FindAsync(Code, stop) is not { } offered)
        {
            return false;
        }

        Offered = offered;
        Draft = await drafting.FindAsync(offered.Template.Id, Me, stop);
        Form = await views.FormAsync(offered.Content, Draft is null ? [] : views.AnswersOf(Draft), stop);
        Files = Draft is null ? [] : await db.Set<BundleFile>().AsNoTracking().Where(file => file.BundleId == Draft.Id).OrderBy(file => file.UploadedAt).ToListAsync(stop);
        return true;
    }

    private async Task<bool> LoadToShowAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop))
        {
            return false;
        }

        Held = await HeldAsync(stop);
        return true;
    }

    // What is asked for and not there yet, by name among what this account has handed in or been given.
    private async Task<IReadOnlyList<HeldMaterial>> HeldAsync(CancellationToken stop)
    {
        var wanted = Form.Materials.Where(material => Files.All(file => file.MaterialKey != material.Key)).ToList();
        if (wanted.Count == 0 || await ForAsync(stop) is not { } whom)
        {
            return [];
        }

        var held = (await materials.OfAccountAsync(Me, whom, [.. wanted.Select(material => material.Material.NameZh)], stop)).ToDictionary(one => one.Key);
        return [.. wanted.Where(material => held.ContainsKey(material.Material.NameZh)).Select(material => held[material.Material.NameZh] with { Key = material.Key })];
    }

    // A company by the code or the name that is typed here; a person by the document that the account has shown.
    private async Task<HeldFor?> ForAsync(CancellationToken stop)
    {
        if (Offered.Content.Audience == ItemContent.Enterprise)
        {
            return Form.Answers.GetValueOrDefault(Offered.Content.NameField) is { Length: > 0 } name ? new HeldFor(null, name, Form.Uscc) : null;
        }

        return (await citizen.AccountAsync(stop))?.IdNumber is { } id ? new HeldFor(id.Hash, null, null) : null;
    }

    // Who has signed in need not type again what we know.
    private async Task FillInAsync(CancellationToken stop)
    {
        Applicant = Draft is null ? new() : drafting.ApplicantOf(Draft);
        if (await citizen.AccountAsync(stop) is { } account)
        {
            Applicant.Name = Applicant.Name is { Length: > 0 } typed ? typed : account.Name;
            Applicant.IdNumber ??= account.IdNumber is { } id ? personal.Open(id) : null;
        }
    }
}
