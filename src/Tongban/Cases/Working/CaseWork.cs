using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>The department's work: steps, decision, result, delivery.</summary>
public sealed partial class Case
{
    public DateTime? DecidedAt { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    public CaseOutcome? Outcome { get; private set; }

    /// <summary>办结: the result is recorded.</summary>
    public DateTime? ClosedAt { get; private set; }

    public DateTime? DeliveredAt { get; private set; }

    public CaseStep? OpenStep => steps.SingleOrDefault(step => step.State == StepState.Open);

    public bool IsLastStep => OpenStep is { } step && step.Number == steps.Count;

    /// <summary>One officer takes the step; who comes second is told so.</summary>
    public void Claim(Guid accountId, CaseMoment at)
    {
        Need(CaseMove.Claim);
        var step = OpenStep!;
        Refusal.Unless(step.ClaimedById is null, "case.claimed-already");
        step.Claim(accountId, at.Now);
        Happened("case.claimed", at.Now, at.By, new { step = step.Number });
    }

    /// <summary>Gives the step back to the colleagues.</summary>
    public void Release(Guid accountId, CaseMoment at)
    {
        var step = MyStep(CaseMove.Claim, accountId);
        step.Claim(null, null);
        Happened("case.released", at.Now, at.By, new { step = step.Number });
    }

    /// <summary>Agrees: on to the next step; at the last one it is granted, unless something is still owed.</summary>
    public void Agree(Guid accountId, Guid opinionId, CaseMoment at)
    {
        var step = MyRunningStep(CaseMove.Agree, accountId);
        Refusal.Unless(!IsLastStep || (Missing.Count == 0 && materials.All(m => m.State != MaterialState.HandedIn) && fields.All(f => f.State == FieldState.InOrder)), "case.materials-owed");
        Happened("case.step-agreed", at.Now, at.By, new { step = step.Number, opinionId });
        GoOn(step, step.Number + 1, CaseOutcome.Granted, at);
    }

    /// <summary>Against it: an earlier step proposes refusal to the last one, which decides.</summary>
    public void Reject(Guid accountId, Guid opinionId, CaseMoment at)
    {
        var step = MyRunningStep(CaseMove.Reject, accountId);
        Happened("case.step-rejected", at.Now, at.By, new { step = step.Number, opinionId });
        var last = step.Number == steps.Count;
        GoOn(step, last ? step.Number + 1 : steps.Count, CaseOutcome.Refused, at);
    }

    /// <summary>Back to the step before.</summary>
    public void ReturnStep(Guid accountId, Guid opinionId, CaseMoment at)
    {
        var step = MyRunningStep(CaseMove.ReturnStep, accountId);
        Refusal.Unless(step.Number > 1, "case.first-step");
        Happened("case.step-returned", at.Now, at.By, new { step = step.Number, opinionId });
        var before = steps.Where(s => s.Number < step.Number && s.State == StepState.Done).MaxBy(s => s.Number)!;
        step.Wait();
        before.Open();
    }

    /// <summary>An immediate matter: the window decides what the department has delegated to it.</summary>
    public void GrantAtOnce(CaseMoment at)
    {
        Need(CaseMove.Agree);
        Refusal.Unless(Missing.Count == 0, "case.materials-owed");
        Refusal.Unless(steps.All(step => step.ClaimedById is null), "case.claimed-already");
        steps.ForEach(step => step.End(at.Now));
        Decide(CaseOutcome.Granted, at);
    }

    /// <summary>The result is recorded: 办结.</summary>
    public void Close(Guid resultId, CaseMoment at)
    {
        Need(CaseMove.Close);
        (Status, ClosedAt, EndedAt) = (CaseStatus.Closed, at.Now, at.Now);
        if (Delivery != DeliveryWay.Post)
        {
            MeetDelivery(at);
        }

        Happened("case.closed", at.Now, at.By, new { resultId });
    }

    /// <summary>The address is looked at to post the result; looking is told.</summary>
    public void ShowAddress(CaseMoment at)
    {
        Need(CaseMove.Deliver);
        Refusal.Unless(Delivery == DeliveryWay.Post && DeliveredAt is null, "case.not-posted");
        Happened("case.address-seen", at.Now, at.By);
    }

    /// <summary>Somebody looks at the applicant's data in full, for a reason; looking is told.</summary>
    public void Unmask(Guid remarkId, CaseMoment at) => Happened("case.unmasked", at.Now, at.By, new { remarkId });

    /// <param name="way">How.</param>
    /// <param name="remarkId">Whose identity was checked, or the tracking number.</param>
    /// <param name="at">When and by whom.</param>
    /// <param name="to">Number of the co-applicant or agent who fetched it; null: the applicant.</param>
    public void Deliver(DeliveryWay way, Guid? remarkId, CaseMoment at, int? to = null)
    {
        Need(CaseMove.Deliver);
        Refusal.Unless(DeliveredAt is null, "case.delivered-already");
        RefuseUnlessMay(to, PartyAct.Collect, at);
        (Delivery, DeliveredAt) = (way, at.Now);
        MeetDelivery(at);
        Happened("case.delivered", at.Now, at.By, new { way = way.ToString(), remarkId, party = to });
    }

    private void GoOn(CaseStep step, int next, CaseOutcome outcome, CaseMoment at)
    {
        step.End(at.Now);
        if (next > steps.Count)
        {
            Decide(outcome, at);
            return;
        }

        steps.Single(s => s.Number == next).Open();
    }

    private void Decide(CaseOutcome outcome, CaseMoment at)
    {
        NoteLateness(at.Today);
        (Status, Outcome, DecidedAt, DecidedOn, ExtensionAsked) = (CaseStatus.Decided, outcome, at.Now, at.Today, null);
        StartDelivery(at);
        Happened(outcome == CaseOutcome.Granted ? "case.granted" : "case.refused", at.Now, at.By, new { inTime = PromiseMissedOn is null, lateBy = LateBy(at) });
    }

    // As far as the calendar is published: a year that is not out yet stops no decision.
    private int LateBy(CaseMoment at) =>
        PromiseMissedOn is { } missed ? at.Calendar.WorkdaysBetween(missed, at.Today < at.Calendar.LastPublishedDay ? at.Today : at.Calendar.LastPublishedDay) : 0;


    private CaseStep MyRunningStep(CaseMove move, Guid accountId)
    {
        var step = MyStep(move, accountId);
        Refusal.Unless(!IsPaused, "case.clock-stopped");
        return step;
    }

    private CaseStep MyStep(CaseMove move, Guid accountId)
    {
        Need(move);
        var step = OpenStep!;
        Refusal.Unless(step.ClaimedById is not null, "case.claim-first");
        Refusal.Unless(step.ClaimedById == accountId, "case.claimed-already");
        return step;
    }
}
