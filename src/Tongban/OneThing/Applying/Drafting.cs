using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Files;

namespace Tongban.OneThing;

/// <summary>What somebody typed into one field, and what is wrong with it.</summary>
public sealed record FieldMistake(string Field, Refusal Why);

/// <summary>
/// The draft of a one-thing: each answer is kept as it is typed, on whichever device. One draft of a kind for each
/// account; it is forgotten when nobody touches it for <see cref="Bundle.DraftDays"/> days.
/// </summary>
public sealed class Drafting(TongbanDb db, HallClock clock, PersonalData personal, BundleViews views, FileStore files)
{
    public const int MostFiles = 60;

    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(20);

    /// <summary>A file field of the form: <c>file.SU01-M02</c>.</summary>
    public const string FilePrefix = CaseFiles.FieldPrefix;

    public Task<Bundle?> FindAsync(Guid templateId, Guid accountId, CancellationToken stop = default) =>
        db.Set<Bundle>().SingleOrDefaultAsync(one => one.TemplateId == templateId && one.AccountId == accountId && one.Status == BundleStatus.Draft, stop);

    /// <summary>The draft, made if there is none; under the version that is offered now.</summary>
    public async Task<Bundle> OpenAsync(OfferedTemplate offered, Guid accountId, Actor by, CancellationToken stop = default) =>
        await FindLockedAsync(offered, accountId, stop) ?? await BeginAsync(offered, accountId, by, stop);

    /// <summary>The draft for what is sent while it is typed; null when it was handed in a moment ago: a last field that arrives after that belonged to it and makes no new draft.</summary>
    public async Task<Bundle?> GoOnAsync(OfferedTemplate offered, Guid accountId, Actor by, CancellationToken stop = default)
    {
        if (await FindLockedAsync(offered, accountId, stop) is { } draft)
        {
            return draft;
        }

        var since = clock.Now - JustNow;
        return await db.Set<Bundle>().AnyAsync(one => one.TemplateId == offered.Template.Id && one.AccountId == accountId && one.SubmittedAt > since, stop) ? null : await BeginAsync(offered, accountId, by, stop);
    }

    private async Task<Bundle?> FindLockedAsync(OfferedTemplate offered, Guid accountId, CancellationToken stop)
    {
        // Two fields that are left one after the other are sent one after the other, and may arrive together.
        var there = await db.Set<Bundle>().Where(one => one.TemplateId == offered.Template.Id && one.AccountId == accountId && one.Status == BundleStatus.Draft).Select(one => one.Id).ToListAsync(stop);
        await db.LockAsync<Bundle>(there, stop);
        if (await FindAsync(offered.Template.Id, accountId, stop) is { } draft)
        {
            draft.Follow(offered.Version);
            return draft;
        }

        return null;
    }

    private async Task<Bundle> BeginAsync(OfferedTemplate offered, Guid accountId, Actor by, CancellationToken stop)
    {
        var begun = new Bundle(db.CentreId, offered.Version, accountId, await SiteAsync(stop), clock.Now, by);
        db.Add(begun);
        return begun;
    }

    /// <summary>Keeps what is right, and says what is not; a field that is gone from the form is not looked at.</summary>
    public IReadOnlyList<FieldMistake> Keep(Bundle draft, TemplateContent content, IEnumerable<KeyValuePair<string, string>> typed)
    {
        var mistakes = new List<FieldMistake>();
        foreach (var (id, text) in typed)
        {
            try
            {
                KeepOne(draft, content, id, text);
            }
            catch (Refusal why)
            {
                mistakes.Add(new(id, why));
            }
        }

        return mistakes;
    }

    /// <summary>Keeps who hands it in as it is typed; a part that is wrong stays as it was, and is told.</summary>
    public IReadOnlyList<FieldMistake> KeepApplicant(Bundle draft, BundleApplicantForm typed)
    {
        var mistakes = typed.Mistakes(clock.Today);
        bool IsRight(string field) => mistakes.All(mistake => mistake.Field != field);
        draft.KeepApplicant(
            IsRight(nameof(typed.Name)) ? typed.Name?.Trim() ?? "" : draft.ApplicantName,
            IsRight(nameof(typed.IdNumber)) ? SealedOrNull(Sealed.IdNumber, typed.IdNumber) : draft.IdCipher,
            typed.Delivery,
            IsRight(nameof(typed.Address)) ? SealedOrNull(Sealed.Address, typed.Address) : draft.AddressCipher,
            clock.Now);
        return mistakes;
    }

    /// <summary>Who hands it in, as it was typed last.</summary>
    public BundleApplicantForm ApplicantOf(Bundle draft) => new()
    {
        Name = draft.ApplicantName,
        IdNumber = Opened(draft.IdCipher),
        Delivery = draft.Delivery,
        Address = Opened(draft.AddressCipher),
    };

    private string? SealedOrNull(string purpose, string? typed) => typed?.Trim() is { Length: > 0 } text ? personal.Seal(purpose, text).Cipher : null;

    private string? Opened(string? cipher) => cipher is null ? null : personal.Open(new Sealed(cipher, ""));

    /// <summary>Takes the files of the form; what is wrong with one is said at its material.</summary>
    public async Task<IReadOnlyList<FieldMistake>> TakeFilesAsync(Bundle of, MergedForm form, IFormFileCollection uploads, CancellationToken stop = default)
    {
        var given = uploads.Where(upload => upload.Name.StartsWith(FilePrefix, StringComparison.Ordinal) && upload.FileName.Length > 0).ToList();
        if (given.Count == 0)
        {
            return [];
        }

        var mistakes = new List<FieldMistake>();
        Refusal.Unless(await db.Set<BundleFile>().CountAsync(file => file.BundleId == of.Id, stop) + given.Count <= MostFiles, "case.too-many-files", MostFiles);
        foreach (var upload in given)
        {
            var key = upload.Name[FilePrefix.Length..];
            Refusal.Unless(form.Materials.Any(material => material.Key == key), "case.unknown-material");
            try
            {
                await TakeAsync(of, key, upload, stop);
            }
            catch (Refusal why)
            {
                mistakes.Add(new(upload.Name, why));
            }
        }

        return mistakes;
    }

    // Sent as it was chosen, and once more with the form before the answer had come.
    private async Task TakeAsync(Bundle of, string key, IFormFile upload, CancellationToken stop)
    {
        var stored = await files.KeepAsync(upload, stop);
        if (!await db.Set<BundleFile>().AnyAsync(file => file.BundleId == of.Id && file.MaterialKey == key && file.Hash == stored.Hash, stop))
        {
            db.Add(new BundleFile(of, key, stored, FileStore.NameOf(upload), clock.Now));
        }
    }

    /// <summary>Uses what is held already instead of asking for it again.</summary>
    /// <remarks>Refusal: <c>case.not-held</c>.</remarks>
    public async Task UseAsync(Bundle of, string key, IEnumerable<HeldMaterial> offered, CancellationToken stop = default)
    {
        var held = offered.FirstOrDefault(one => one.Key == key) ?? throw new Refusal("case.not-held");
        Refusal.Unless(await db.Set<BundleFile>().CountAsync(file => file.BundleId == of.Id, stop) + held.Files.Count <= MostFiles, "case.too-many-files", MostFiles);
        db.AddRange(held.Files.Select(file => new BundleFile(of, key, file, clock.Now)));
    }

    public async Task RemoveFileAsync(Bundle of, Guid fileId, CancellationToken stop = default)
    {
        Refusal.Unless(of.Status == BundleStatus.Draft, "onething.not-now");
        db.RemoveRange(await db.Set<BundleFile>().Where(file => file.Id == fileId && file.BundleId == of.Id).ToListAsync(stop));
    }

    public async Task DiscardAsync(Bundle draft, CancellationToken stop = default)
    {
        Refusal.Unless(draft.Status == BundleStatus.Draft, "onething.not-now");
        db.RemoveRange(await db.Set<BundleFile>().Where(file => file.BundleId == draft.Id).ToListAsync(stop));
        db.RemoveRange(draft.Answers);
        db.Remove(draft);
    }

    private void KeepOne(Bundle draft, TemplateContent content, string id, string text)
    {
        var kept = content.Asked.FirstOrDefault(field => field.Id == id) is { } field ? AnswerText.Read(field.For(views.AnswersOf(draft)), text, clock.Today)
            : IsQuestion(id) && text.Length <= AnswerText.MaxText ? text.Trim()
            : throw new Refusal("onething.answer-option");
        if (views.AnswersOf(draft).GetValueOrDefault(id, "") != kept)
        {
            draft.Answer(id, personal.Seal("answer", kept).Cipher, clock.Now);
        }
    }

    private static bool IsQuestion(string id) => id.Length <= BundleAnswer.MaxField && id.Split('.') is [{ Length: > 0 }, { Length: > 0 }];

    // Where the results are handed out: the main hall.
    private async Task<Guid> SiteAsync(CancellationToken stop) =>
        (await db.Set<Site>().Select(site => new { site.Id, site.Kind, site.Code }).ToListAsync(stop)).OrderBy(site => site.Kind != SiteKind.MainHall).ThenBy(site => site.Code).First().Id;
}
