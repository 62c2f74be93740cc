using Tongban.Kernel;
using Tongban.Ratings;

namespace Tongban.Mending;

/// <summary>How long each duty may take; a rectification keeps those of its first day, whatever the settings become.</summary>
public sealed record MendingTerms(int Verify, int Simple, int Complex, int CallAgain, int Review, int Appeal, int Tries, int TryGapHours, int TryHalfDays, int Contradict)
{
    public static MendingTerms Of(RatingRules rules) => new(
        rules.VerifyWorkdays.Value, rules.SimpleWorkdays.Value, rules.ComplexWorkdays.Value, rules.CallAgainWorkdays.Value, rules.ReviewWorkdays.Value, rules.AppealWorkdays.Value,
        rules.CallTries.Value, rules.CallGapHours.Value, rules.CallHalfDays.Value, rules.ContradictDays.Value);
}

/// <summary>What has a day by which it must be done.</summary>
public enum Duty
{
    /// <summary>核实.</summary>
    Verify,

    /// <summary>复核: somebody else looks at a finding that the rating does not hold.</summary>
    Review,

    /// <summary>整改.</summary>
    Mend,

    /// <summary>再次回访.</summary>
    CallAgain,

    /// <summary>申诉复核.</summary>
    Appeal,
}

/// <summary>The clocks of a rectification, as typed columns; <see cref="Term"/> counts them.</summary>
public sealed partial class Rectification
{
    public int VerifyDays { get; private set; }

    public int SimpleDays { get; private set; }

    public int ComplexDays { get; private set; }

    public int CallAgainDays { get; private set; }

    public int ReviewDays { get; private set; }

    public int AppealDays { get; private set; }

    /// <summary>So many calls in vain, and the person counts as unreachable.</summary>
    public int Tries { get; private set; }

    /// <summary>Hours between two calls in vain that count.</summary>
    public int TryGapHours { get; private set; }

    /// <summary>On so many mornings and afternoons, at least.</summary>
    public int TryHalfDays { get; private set; }

    /// <summary>Days on which the person may say otherwise than was noted on the phone.</summary>
    public int ContradictDays { get; private set; }

    public DateOnly? VerifyDueOn { get; private set; }

    public DateOnly? MendDueOn { get; private set; }

    /// <summary>The day of the duty that is due first; null when nothing is, or when its year is not published.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>What runs now, each from its own day.</summary>
    public IEnumerable<(Duty Duty, int Round, Term Term)> Running()
    {
        if (Status == RectificationStatus.ToVerify)
        {
            yield return (Duty.Verify, 1, VerifyTerm);
        }

        if (Status == RectificationStatus.ToReview)
        {
            yield return (Duty.Review, 1, new Term(VerifiedOn!.Value, ReviewDays));
        }

        if (Status == RectificationStatus.Mending)
        {
            yield return (Duty.Mend, Round, MendTerm);
        }

        if (Status == RectificationStatus.ToCallAgain)
        {
            yield return (Duty.CallAgain, Round, new Term(MendedOn!.Value, CallAgainDays));
        }

        if (IsAppealOpen)
        {
            yield return (Duty.Appeal, 1, new Term(AppealedOn!.Value, ReviewDays));
        }
    }

    /// <summary>Counts from the rating, as the person was told; a second round from the day on which it began.</summary>
    public Term MendTerm => new(MendFromOn, SimpleDays, extendedBy: IsComplex ? ComplexDays - SimpleDays : null);

    public Term VerifyTerm => new(RatedOn, VerifyDays);

    /// <summary>States the days that could not be stated before, when a new year's notice is out; false if it is not.</summary>
    public bool StateDays(WorkCalendar calendar, DateTime now)
    {
        var before = (VerifyDueOn, MendDueOn, DueOn);
        CountDays(calendar);
        var stated = before != (VerifyDueOn, MendDueOn, DueOn);
        if (stated)
        {
            Happened("rectification.days-stated", now, Actor.System);
        }

        return stated;
    }

    private void Take(MendingTerms terms)
    {
        (VerifyDays, SimpleDays, ComplexDays, CallAgainDays, ReviewDays, AppealDays) = (terms.Verify, terms.Simple, terms.Complex, terms.CallAgain, terms.Review, terms.Appeal);
        (Tries, TryGapHours, TryHalfDays, ContradictDays) = (terms.Tries, terms.TryGapHours, terms.TryHalfDays, terms.Contradict);
    }

    private void CountDays(WorkCalendar calendar)
    {
        VerifyDueOn = VerifyTerm.DueOn(calendar);
        MendDueOn = MendTerm.DueOn(calendar);
        DueOn = Running().Select(one => one.Term.DueOn(calendar)).Min();
    }
}
