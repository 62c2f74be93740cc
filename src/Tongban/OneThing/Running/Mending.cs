using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Files;
using Tongban.Shared.Words;

namespace Tongban.OneThing;

/// <summary>
/// The applicant's part while it runs: mends what a body sent back, changes an answer, tries a step again, takes the whole
/// back. A step's return pauses only what waits for it.
/// </summary>
public sealed class Mending(TongbanDb db, HallClock clock, CaseMoments moments, PersonalData personal, Progressing progressing, Checking checking, FileStore files, Consequences consequences, Say words, BundleMessages messages)
{
    /// <summary>Changes shared answers; a step that has begun with one of them sees it as an amendment.</summary>
    /// <remarks>Refusals: <c>onething.answer-used</c> where a step that has used it is done: what was granted on it does not change by itself.</remarks>
    public void Change(BundleView view, IReadOnlyDictionary<string, string> typed, Actor by)
    {
        foreach (var (field, kept) in Changed(view, typed))
        {
            Refusal.Unless(!IsUsedUp(view, field), "onething.answer-used", field.Label);
            ChangeOne(view, field, kept, by);
        }
    }

    /// <summary>Whether a step that is done has used it.</summary>
    public static bool IsUsedUp(BundleView view, FieldContent field) => view.Steps.Any(step => step.State == StepStage.Done && step.Content.Inputs.Contains(field.Id));

    private List<(FieldContent Field, string Kept)> Changed(BundleView view, IReadOnlyDictionary<string, string> typed)
    {
        var changed = new List<(FieldContent Field, string Kept)>();
        foreach (var field in view.Form.Fields.Where(field => typed.ContainsKey(field.Id)))
        {
            var kept = AnswerText.Read(field.For(view.Answers), typed[field.Id], clock.Today);
            Refusal.Unless(kept.Length > 0 || field.Optional, "onething.answer-missing", field.Label);
            if (kept != view.Answers.GetValueOrDefault(field.Id, ""))
            {
                changed.Add((field, kept));
            }
        }

        return changed;
    }

    /// <summary>Mends what a step sent back: fields here, materials by new files; then it is the body's turn again.</summary>
    /// <remarks>Refusals: <c>onething.not-returned</c>, <c>onething.nothing-mended</c>, <c>onething.fault-left</c> and those of an answer.</remarks>
    public async Task MendAsync(BundleView view, int step, IReadOnlyDictionary<string, string> typed, IFormFileCollection uploads, Actor by, CancellationToken stop = default)
    {
        var returned = view.Step(step);
        Refusal.Unless(returned.State == StepStage.Returned, "onething.not-returned");
        var faults = view.OpenFaults.Where(fault => fault.StepNo == step).ToList();
        Refusal.Unless(faults.All(fault => typed.TryGetValue(fault.Field, out var text) && text.Trim() != Typed(view, fault.Field)), "onething.fault-left");
        Changed(view, typed.Where(one => faults.Exists(fault => fault.Field == one.Key)).ToDictionary()).ForEach(one => ChangeOne(view, one.Field, one.Kept, by, step));
        faults.ForEach(fault => fault.Mend(clock.Now));
        await TakeAsync(view, returned.Case!, uploads, by, stop);
        if (returned.Case!.Materials.Any(material => material is { Key: CaseMaterial.Form, State: MaterialState.Faulty }))
        {
            returned.Case.Refill(moments.By(by));
        }

        Refusal.Unless(returned.Case.Status == CaseStatus.Supplemented, "onething.material-left");
    }

    /// <summary>Takes what was promised to follow, once for every step that wants it.</summary>
    /// <remarks>Refusals: <c>case.no-file</c>, <c>case.material-not-asked</c>, those of a file.</remarks>
    public async Task FollowAsync(BundleView view, IFormFileCollection uploads, Actor by, CancellationToken stop = default)
    {
        var given = Given(uploads);
        Refusal.Unless(given.Count > 0, "case.no-file");
        var (at, wanted) = (moments.By(by), view.ToFollow);
        foreach (var of in given.GroupBy(one => one.Key))
        {
            var material = wanted.FirstOrDefault(one => one.Material.Key == of.Key).Material ?? throw new Refusal("case.material-not-asked");
            var cases = material.Of.Where(one => view.Step(one.Step).Case is not null && view.Follows(material, one.Step, one.Id)).Select(one => (Case: view.Step(one.Step).Case!, one.Id)).ToList();
            foreach (var (_, upload) in of)
            {
                var stored = await files.KeepAsync(upload, stop);
                db.Add(new BundleFile(view.Bundle, of.Key, stored, FileStore.NameOf(upload), clock.Now));
                cases.ForEach(one => Give(one.Case, one.Id, stored, FileStore.NameOf(upload), at));
            }
        }
    }

    private void Give(Case its, string material, StoredFile stored, string name, CaseMoment at)
    {
        var file = new CaseFile(its, material, stored, name, at);
        its.HandIn(material, file.Id, at);
        db.Add(file);
    }

    /// <summary>A step that ended without a result begins anew, with the answers as they are now.</summary>
    public async Task RetryAsync(BundleView view, int step, Actor by, CancellationToken stop = default)
    {
        Refusal.Unless(view.Step(step).State == StepStage.Ended, "onething.not-ended");
        view.Bundle.Retry(step, clock.Now, by);
        await db.SaveChangesAsync(stop);
        await progressing.GoOnAsync(view.Bundle, stop);
    }

    /// <summary>Takes the whole back until it is done: what runs is withdrawn.</summary>
    /// <remarks>Refusal: <c>onething.deregistered</c>.</remarks>
    public async Task CancelAsync(BundleView view, string? why, Actor by)
    {
        Refusal.Unless(view.MayCancel, "onething.deregistered");
        foreach (var step in view.Steps.Where(step => step.IsRunning && step.Case!.Status.Allows(CaseMove.Withdraw)))
        {
            checking.Withdraw(step.Case!, why, by);
        }

        view.Bundle.Cancel(clock.Now, by, view.Steps.Where(step => step.State == StepStage.Done).Select(step => step.Step.No));
        await consequences.TakeBackAsync(view.Bundle, words.In(WordBook.Chinese, "onething.taken-back-reason", view.Bundle.Number!), by);
        await messages.CancelledAsync(view.Bundle);
    }

    // Whoever sent it back knows that it changes.
    private void ChangeOne(BundleView view, FieldContent field, string kept, Actor by, int? askedBy = null)
    {
        // What decides which steps there are cannot change under them.
        Refusal.Unless(MayChange(view.Content, field), "onething.answer-decides", field.Label);
        var usedBy = view.Steps.Where(step => step.Case is not null && step.State != StepStage.Ended && step.Step.No != askedBy && step.Content.Inputs.Contains(field.Id)).Select(step => step.Step.No).ToList();
        if (view.Bundle.Amend(field.Id, personal.Seal("answer", kept).Cipher, usedBy, null, clock.Now, by) is { } amendment)
        {
            db.Add(amendment);
        }

        if (field.Id == view.Content.NameField)
        {
            view.Bundle.Rename(kept);
        }
    }

    private async Task TakeAsync(BundleView view, Case returned, IFormFileCollection uploads, Actor by, CancellationToken stop)
    {
        var at = moments.By(by);
        foreach (var (key, upload) in Given(uploads))
        {
            Give(returned, returned.Material(key).Key, await files.KeepAsync(upload, stop), FileStore.NameOf(upload), at);
        }
    }

    private static List<(string Key, IFormFile Upload)> Given(IFormFileCollection uploads) =>
        [.. uploads.Where(upload => upload.Name.StartsWith(Drafting.FilePrefix, StringComparison.Ordinal) && upload.FileName.Length > 0).Select(upload => (upload.Name[Drafting.FilePrefix.Length..], upload))];

    /// <summary>Whether a shared answer may be changed while it runs.</summary>
    public static bool MayChange(TemplateContent content, FieldContent field) => !field.Produced && field.Type != FieldType.Consent && !Decides(content, field);

    private static bool Decides(TemplateContent content, FieldContent field) =>
        field.Answers.Count > 0 || content.Steps.Any(step => step.BodyFrom == field.Id || step.When.Any(condition => condition.Question == field.Id));

    private static string Typed(BundleView view, string field) => view.Answers.GetValueOrDefault(field, "");
}
