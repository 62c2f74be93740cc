using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.OneThing;

/// <summary>What is wrong with a field or a material.</summary>
/// <param name="Key">Which.</param>
/// <param name="Reason">What is wrong with it, and how to mend it.</param>
public sealed record StepFinding(string Key, string? Reason);

/// <summary>What a step gives.</summary>
/// <param name="Given">By the ids of its outputs, as typed.</param>
/// <param name="Number">Of the result, where it has one.</param>
/// <param name="Document">The result itself, where it is a document.</param>
/// <param name="RestInOrder">What was handed in later and nobody has said anything about is in order.</param>
public sealed record StepResult(IReadOnlyDictionary<string, string?> Given, string? Number, IFormFile? Document, bool RestInOrder);

/// <summary>
/// A body's work on its step. Underneath it is an ordinary case with the law's clocks; here is what is particular to a
/// step: the shared fields that it uses, what it gives to others, and amendments that it must take note of first.
/// </summary>
public sealed class StepWork(TongbanDb db, HallClock clock, CaseMoments moments, Checking checking, Work work, Progressing progressing)
{
    /// <summary>Everything that was handed in is in order: accepted, and an immediate matter needs no more than its result.</summary>
    public async Task AcceptAsync(StepView step, Actor by, CancellationToken stop = default)
    {
        var its = Its(step);
        Check(step, by);
        await checking.AcceptAsync(its, defer: its.Missing.Count > 0, by, stop);
    }

    /// <summary>The body says that everything handed in and not looked at yet is in order.</summary>
    public void Check(StepView step, Actor by) => checking.Mark(Its(step), ToCheck(step).Select(material => new Finding(material.Key, MaterialState.Received, null)), by);

    /// <summary>一次性告知: all that is wrong at once, each at its own field or material. Only what waits for this step stands still.</summary>
    /// <remarks>Refusals: <c>onething.nothing-marked</c>, <c>onething.rest-unchecked</c> ({0} how many), <c>onething.field-fixed</c>, those of the notice.</remarks>
    public async Task ReturnAsync(BundleView view, StepView step, IReadOnlyList<StepFinding> findings, bool restInOrder, Actor by)
    {
        var its = Its(step);
        Refusal.Unless(findings.Count > 0, "onething.nothing-marked");
        var fields = findings.Where(finding => view.Content.Field(finding.Key) is not null).ToList();
        // Nothing is called checked that nobody has said a word about; and one notice tells everything.
        var rest = ToCheck(step).Where(material => findings.All(finding => finding.Key != material.Key) && (material.Key != CaseMaterial.Form || fields.Count == 0)).ToList();
        Refusal.Unless(restInOrder || rest.Count == 0, "onething.rest-unchecked", rest.Count);
        Refusal.Unless(fields.All(finding => MayMark(view, step, finding.Key)), "onething.field-fixed");
        db.AddRange(fields.Select(finding => new FieldFault(view.Bundle, step.Step.No, finding.Key, finding.Reason, clock.Now)));
        List<Finding> marks = [.. findings.Except(fields).Select(finding => new Finding(finding.Key, MaterialState.Faulty, finding.Reason)), .. OfForm(view, fields)];
        checking.Mark(its, [.. marks, .. rest.Select(material => new Finding(material.Key, MaterialState.Received, null))], by);
        await checking.NotifyAsync(its, marks, overrideReason: null, by);
    }

    // All faults of fields are one fault of the form, for the notice.
    private static IEnumerable<Finding> OfForm(BundleView view, IReadOnlyCollection<StepFinding> fields)
    {
        if (fields.Count > 0)
        {
            var all = string.Join('；', fields.Select(finding => $"{view.Content.Field(finding.Key)!.LabelZh}：{finding.Reason?.Trim()}"));
            yield return new Finding(CaseMaterial.Form, MaterialState.Faulty, all.Length > CaseNoticeLine.MaxReason ? all[..CaseNoticeLine.MaxReason] : all);
        }
    }

    /// <summary>Takes note of an amendment: nothing is decided on an answer that has changed unseen.</summary>
    public void See(BundleView view, StepView step, Guid amendmentId, Actor by) =>
        (view.Amendments.SingleOrDefault(amendment => amendment.Id == amendmentId) ?? throw new Refusal("onething.amendment-seen")).See(step.Step.No, clock.Now, by);

    /// <summary>
    /// The body's decision at one go, where its item is decided at once or one officer may decide it: granted, the result
    /// recorded, and what others wait for given to them.
    /// </summary>
    /// <remarks>Refusals: <c>onething.amendment-unseen</c>, <c>onething.visit-first</c>, <c>onething.visit-not-yet</c> ({0} the day), <c>onething.follow-unchecked</c>, <c>onething.output-missing</c> ({0} the field), those of an answer and of the case.</remarks>
    public async Task FinishAsync(BundleView view, StepView step, StepResult result, Actor by, CancellationToken stop = default)
    {
        if (result.RestInOrder)
        {
            Check(step, by);
        }

        var its = Its(step);
        RefuseUnseen(view, step);
        RefuseWithoutVisit(view, step);
        Refusal.Unless(ToCheck(step).Count == 0, "onething.follow-unchecked");
        var given = Read(view, step.Content, result.Given);
        if (its.Status == CaseStatus.Accepted)
        {
            Refusal.Unless(!step.Content.SeveralOfficers, "onething.several-officers");
            its.GrantAtOnce(moments.By(by));
        }

        Refusal.Unless(its is { Status: CaseStatus.Decided, Outcome: CaseOutcome.Granted }, "case.not-now");
        var content = step.Item(view);
        // What an enterprise gets by being registered bears its credit code.
        var number = string.IsNullOrWhiteSpace(result.Number) && step.Content.Registers is { } made ? given.GetValueOrDefault(made.Uscc) : result.Number;
        await work.CloseStepAsync(its, work.ResultOf(its, content, number, null), result.Document, by, stop);
        await progressing.StepDoneAsync(view.Bundle, step.Step.No, its, given, by, stop);
    }

    /// <summary>Refused after work on it: the written decision is the result, and what waits for it stands still.</summary>
    public async Task RefuseAsync(BundleView view, StepView step, string? reason, Guid accountId, CancellationToken stop = default)
    {
        var (its, by) = (Its(step), Actor.Staff(accountId));
        RefuseUnseen(view, step);
        while (its.Status == CaseStatus.Accepted)
        {
            if (its.OpenStep!.ClaimedById is null)
            {
                work.Claim(its, accountId);
            }

            work.Reject(its, reason, accountId);
        }

        await work.CloseStepAsync(its, work.ResultOf(its, step.Item(view), null, null), document: null, by, stop);
    }

    /// <summary>What was handed in, the form among it, and the body has not said anything about yet.</summary>
    public static IReadOnlyList<CaseMaterial> ToCheck(StepView step) => [.. step.Case!.Materials.Where(material => material.State == MaterialState.HandedIn)];

    public static bool MayMark(BundleView view, StepView step, string field) =>
        step.Content.Inputs.Contains(field) && view.Content.Field(field) is { Produced: false, Answers.Count: 0 } asked
            && view.Content.Steps.All(other => other.BodyFrom != asked.Id && other.When.All(condition => condition.Question != asked.Id));

    // The applicant has to come (银行面签): nothing is finished before both have said yes to a time, nor before that day.
    private void RefuseWithoutVisit(BundleView view, StepView step)
    {
        if (!step.Content.Meeting)
        {
            return;
        }

        var visit = view.MeetingOf(step);
        Refusal.Unless(visit is { AgreedAt: not null }, "onething.visit-first");
        Refusal.Unless(clock.DayOf(visit!.StartsAt) <= clock.Today, "onething.visit-not-yet", clock.DayOf(visit.StartsAt));
    }

    private Dictionary<string, string> Read(BundleView view, StepContent step, IReadOnlyDictionary<string, string?> typed)
    {
        var given = new Dictionary<string, string>();
        foreach (var field in step.Outputs.Select(id => view.Content.Field(id)!.For(view.Answers)))
        {
            var kept = AnswerText.Read(field, typed.GetValueOrDefault(field.Id), clock.Today);
            Refusal.Unless(kept.Length > 0 || field.Optional, "onething.output-missing", field.Label);
            if (kept.Length > 0)
            {
                RefuseBefore(view.Bundle, field, kept);
                given[field.Id] = kept;
            }
        }

        return given;
    }

    // What the step has done it has done since it was asked to.
    private void RefuseBefore(Bundle bundle, FieldContent field, string kept)
    {
        var since = clock.DayOf(bundle.SubmittedAt!.Value);
        Refusal.Unless(field.Days != DayBound.During || DateOnly.ParseExact(kept, "yyyy-MM-dd", null) >= since, "onething.answer-during", since);
    }

    private static void RefuseUnseen(BundleView view, StepView step) =>
        Refusal.Unless(!view.Amendments.Any(amendment => amendment.IsOpenFor(step.Step.No)), "onething.amendment-unseen");

    private static Case Its(StepView step) => step.Case ?? throw new Refusal("onething.step-waits", step.Step.No);
}
