using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>Acceptance and the terms that it starts, as typed columns; <see cref="Term"/> counts them.</summary>
public sealed partial class Case
{
    /// <summary>行政许可法 Art. 42: ten more working days at most, once, by a leader.</summary>
    public const int LongestExtension = 10;

    public DateTime? AcceptedAt { get; private set; }

    /// <summary>The day from which the terms count; the day it was handed in when it is deemed accepted.</summary>
    public DateOnly? AcceptedOn { get; private set; }

    /// <summary>逾期不告知: nobody told what was missing in time.</summary>
    public bool IsDeemed { get; private set; }

    /// <summary>By when the materials that may follow (容缺) are to be handed in.</summary>
    public DateOnly? OwedUntilOn { get; private set; }

    public int? PromisedDays { get; private set; }

    public int? StatutoryDays { get; private set; }

    public TermUnit StatutoryUnit { get; private set; }

    public int? ExtendedBy { get; private set; }

    /// <summary>The promised last day; null while paused, without a term, or when its year is not published.</summary>
    public DateOnly? PromisedDueOn { get; private set; }

    /// <summary>The last day by law; null as above.</summary>
    public DateOnly? StatutoryDueOn { get; private set; }

    public bool IsPaused => pauses is [.., { Until: null }];

    /// <summary>What the centre promises, in working days.</summary>
    public Term? Promised => TermOf(PromisedDays, TermUnit.Workday);

    public Term? Statutory => TermOf(StatutoryDays, StatutoryUnit);

    public bool MayExtend => Status.Allows(CaseMove.Extend) && ExtendedBy is null && (PromisedDays ?? StatutoryDays) is not null;

    /// <summary>Accepted (受理): everything required is in order, or may follow and is owed until a day.</summary>
    public void Accept(CaseTerms terms, DateOnly? owedUntil, CaseMoment at)
    {
        Need(CaseMove.Accept);
        RefuseUnchecked();
        Refusal.Unless(Missing.All(m => m.Deferrable && m.State == MaterialState.Missing && owedUntil is not null), "case.materials-missing");
        Refusal.Unless(Missing.Count == 0 || owedUntil > at.Today, "case.owed-day");
        OwedUntilOn = Missing.Count > 0 ? owedUntil : null;
        Missing.ToList().ForEach(material => material.Become(MaterialState.Owed));
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

    /// <summary>Stops the clock for a special procedure (Art. 45); today is the first day that does not count.</summary>
    public CasePause Pause(SpecialProcedure kind, DateOnly expectedUntil, Guid remarkId, CaseMoment at)
    {
        Need(CaseMove.Pause);
        Refusal.Unless(expectedUntil > at.Today, "case.pause-end");
        _ = Promised?.Pause(at.Today, kind.ToString());
        Refusal.Unless(!IsPaused, "term.already-paused");
        var pause = new CasePause(CentreId, Id, pauses.Count + 1, kind, at.Today, expectedUntil);
        pauses.Add(pause);
        Happened("case.paused", at.Now, at.By, new { pause.Number, kind = kind.ToString(), remarkId });
        CountDays(at.Calendar);
        return pause;
    }

    public void Resume(CaseMoment at)
    {
        Need(CaseMove.Resume);
        Refusal.Unless(IsPaused, "term.not-paused");
        pauses[^1].End(at.Today);
        Happened("case.resumed", at.Now, at.By, new { pauses[^1].Number });
        CountDays(at.Calendar);
    }

    /// <summary>Whoever works on the case asks a leader for the extension, who alone grants it.</summary>
    public void AskExtension(Guid accountId, int days, Guid remarkId, CaseMoment at)
    {
        _ = MyStep(CaseMove.Extend, accountId);
        RefuseExtension(days);
        Happened("case.extension-asked", at.Now, at.By, new { days, remarkId });
    }

    /// <summary>The one extension (Art. 42), of both terms.</summary>
    public void Extend(int days, Guid remarkId, CaseMoment at)
    {
        Need(CaseMove.Extend);
        RefuseExtension(days);
        ExtendedBy = days;
        Happened("case.extended", at.Now, at.By, new { days, remarkId });
        CountDays(at.Calendar);
    }

    private void RefuseExtension(int days)
    {
        Refusal.Unless(days is > 0 and <= LongestExtension, "case.extension-length", LongestExtension);
        Refusal.Unless(Promised is not null || Statutory is not null, "case.no-term");
        Refusal.Unless(ExtendedBy is null, "term.already-extended");
    }

    /// <summary>States the days that could not be stated before, when a new year's notice is out; false if it is not.</summary>
    public bool StateDays(CaseMoment at)
    {
        var before = (NoticeDueOn, PromisedDueOn, StatutoryDueOn);
        NoticeDueOn = Status is CaseStatus.Received or CaseStatus.Supplemented ? at.Calendar.AddWorkdays(HandedInOn, DaysForNotice) : null;
        CountDays(at.Calendar);
        var stated = before != (NoticeDueOn, PromisedDueOn, StatutoryDueOn);
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
        steps.AddRange(terms.Steps.Select((name, index) => new CaseStep(CentreId, Id, index + 1, name)));
        steps[0].Open();
        Happened(deemed ? "case.deemed-accepted" : "case.accepted", at.Now, at.By, new { on, PromisedDays, StatutoryDays });
        CountDays(at.Calendar);
    }

    private void CountDays(WorkCalendar calendar) =>
        (PromisedDueOn, StatutoryDueOn) = (Promised?.DueOn(calendar), Statutory?.DueOn(calendar));

    private Term? TermOf(int? days, TermUnit unit) =>
        AcceptedOn is { } on && days is { } length ? new Term(on, length, unit, ExtendedBy, pauses.Select(pause => pause.AsTermPause)) : null;
}
