using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>Acceptance and the terms that it starts, as typed columns; <see cref="Term"/> counts them.</summary>
public sealed partial class Case
{
    public DateTime? AcceptedAt { get; private set; }

    /// <summary>The day from which the terms count; the day it was handed in when it is deemed accepted.</summary>
    public DateOnly? AcceptedOn { get; private set; }

    /// <summary>逾期不告知: nobody told what was missing in time.</summary>
    public bool IsDeemed { get; private set; }

    public int? PromisedDays { get; private set; }

    public int? StatutoryDays { get; private set; }

    public TermUnit StatutoryUnit { get; private set; }

    /// <summary>统一、联合、集中办理: 45 days and 15 more by the head of the government, instead of 20 and 10 (Art. 42).</summary>
    public bool IsJoint { get; private set; }

    /// <summary>The promised last day; null while paused, without a term, or when its year is not published.</summary>
    public DateOnly? PromisedDueOn { get; private set; }

    /// <summary>The last day by law; null as above.</summary>
    public DateOnly? StatutoryDueOn { get; private set; }

    /// <summary>The promised day that passed without a decision. No later move takes it away: late is late.</summary>
    public DateOnly? PromiseMissedOn { get; private set; }

    /// <summary>The day by law that passed without a decision.</summary>
    public DateOnly? StatutoryMissedOn { get; private set; }

    /// <summary>What the centre promises, in working days. A promise that was missed is not made good by an extension.</summary>
    public Term? Promised => TermOf(PromisedDays, TermUnit.Workday, PromiseMissedOn is null ? ExtendedBy : null);

    public Term? Statutory => TermOf(StatutoryDays, StatutoryUnit, ExtendedBy);

    /// <summary>Accepted (受理): everything required is in order, or may follow and is owed until a day.</summary>
    public void Accept(CaseTerms terms, DateOnly? owedUntil, CaseMoment at)
    {
        Need(CaseMove.Accept);
        RefuseUnchecked();
        Refusal.Unless(Missing.All(m => m.Deferrable && m.State == MaterialState.Missing && owedUntil is not null), "case.materials-missing");
        Refusal.Unless(FaultyFields.Count == 0, "case.fields-faulty");
        Owe(owedUntil, at);
        Start(terms, at.Today, deemed: false, at);
    }

    /// <summary>Whether the day for the notice has passed without one.</summary>
    public bool IsDue(DateOnly today) => Status is CaseStatus.Received or CaseStatus.Supplemented && NoticeDueOn < today;

    /// <summary>逾期不告知的，自收到申请材料之日起即为受理 (Art. 32 (4)).</summary>
    public void DeemAccepted(CaseTerms terms, CaseMoment at)
    {
        Refusal.Unless(IsDue(at.Today), "case.not-due");
        Start(terms, HandedInOn, deemed: true, at);
    }

    /// <summary>States the days that could not be stated before, when a new year's notice is out; false if it is not.</summary>
    public bool StateDays(CaseMoment at)
    {
        var before = (NoticeDueOn, PromisedDueOn, StatutoryDueOn, DeliveryDueOn);
        NoticeDueOn = Status is CaseStatus.Received or CaseStatus.Supplemented ? at.Calendar.AddWorkdays(HandedInOn, DaysForNotice) : null;
        DeliveryDueOn ??= IsDeliveryOpen ? at.Calendar.AddWorkdays(DecidedOn!.Value, DaysForDelivery) : null;
        CountDays(at.Calendar);
        var stated = before != (NoticeDueOn, PromisedDueOn, StatutoryDueOn, DeliveryDueOn);
        if (stated)
        {
            Happened("case.days-stated", at.Now, at.By);
        }

        return stated;
    }

    private void Start(CaseTerms terms, DateOnly on, bool deemed, CaseMoment at)
    {
        (Status, AcceptedOn, AcceptedAt, IsDeemed, NoticeDueOn) = (CaseStatus.Accepted, on, at.Now, deemed, null);
        (PromisedDays, StatutoryDays, StatutoryUnit) = (terms.PromisedDays, terms.StatutoryDays, terms.StatutoryUnit);
        (ExtensionLimit, IsJoint) = (terms.ExtensionLimit, terms.IsJoint);
        steps.AddRange(terms.Steps.Select((name, index) => new CaseStep(CentreId, Id, index + 1, name)));
        steps[0].Open();
        Happened(deemed ? "case.deemed-accepted" : "case.accepted", at.Now, at.By, new { on, PromisedDays, StatutoryDays });
        CountDays(at.Calendar);
    }

    // Before a move could shift or end a term: what has been missed by then stays missed.
    private void NoteLateness(DateOnly today)
    {
        PromiseMissedOn ??= PromisedDueOn < today ? PromisedDueOn : null;
        StatutoryMissedOn ??= StatutoryDueOn < today ? StatutoryDueOn : null;
    }

    private void CountDays(WorkCalendar calendar) =>
        (PromisedDueOn, StatutoryDueOn) = (Promised?.DueOn(calendar), Statutory?.DueOn(calendar));

    private Term? TermOf(int? days, TermUnit unit, int? more) =>
        AcceptedOn is { } on && days is { } length ? new Term(on, length, unit, more, pauses.Select(pause => pause.AsTermPause)) : null;
}
