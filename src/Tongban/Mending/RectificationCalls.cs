using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Mending;

/// <summary>Checking a bad rating by a call (回访核实), within one working day.</summary>
public sealed partial class Rectification
{
    private readonly List<CallBack> calls = [];

    public IReadOnlyList<CallBack> Calls => calls;

    public Verdict? Verdict { get; private set; }

    public DateOnly? VerifiedOn { get; private set; }

    /// <summary>The day on which the person was reached (回访). Who was only called in vain was not called back.</summary>
    public DateOnly? CalledBackOn { get; private set; }

    /// <summary>多次未接通: called in vain so often, and at such distances, that nobody can ask for more. A class of its own.</summary>
    public DateOnly? CalledInVainOn { get; private set; }

    /// <summary>Who has the number in full before them, until a call is recorded.</summary>
    public Guid? NumberSeenById { get; private set; }

    public DateTime? NumberSeenAt { get; private set; }

    public DateOnly? CalledAgainOn { get; private set; }

    /// <summary>Whether it was checked in time; null while it is not.</summary>
    public bool? IsVerifiedInTime => VerifiedOn is null ? null : !(VerifiedOn > VerifyDueOn);

    /// <summary>Whether this person has looked at the number since the last recorded call, a short while ago.</summary>
    public bool HasNumber(Guid? accountId, DateTime now) => accountId is not null && accountId == NumberSeenById && now - NumberSeenAt < SeenLately.NumberFor;

    /// <summary>The handler looks at the number to call; looking is told.</summary>
    public void LookAtPhone(CaseMoment at)
    {
        NeedHandler(at);
        NeedCallable();
        (NumberSeenById, NumberSeenAt) = (at.By.Id, at.Now);
        Happened("rectification.phone-seen", at.Now, at.By);
    }

    /// <summary>
    /// One call, reached or in vain, written down by whoever has looked at the number since the last one: what was not dialled
    /// is no call. After the mending it closes the matter.
    /// </summary>
    public void Call(bool reached, string? words, CaseMoment at)
    {
        NeedHandler(at);
        NeedCallable();
        Refusal.Unless(HasNumber(at.By.Id, at.Now), "rectification.look-first");
        var call = new CallBack(this, calls.Count + 1, Status == RectificationStatus.ToVerify ? CallPurpose.Verify : CallPurpose.Again, reached, at);
        var note = reached || !string.IsNullOrWhiteSpace(words) ? Note(NoteKind.Call, words, at) : (int?)null;
        (NumberSeenById, NumberSeenAt) = (null, null);
        calls.Add(call);
        Happened("rectification.called", at.Now, at.By, new { call.Number, purpose = call.Purpose.ToString(), reached, note });
        NoteCalled(call, at);
        CountDays(at.Calendar);
    }

    /// <summary>What the check came to. A finding against the rater needs a reason for the person and somebody else's consent.</summary>
    public void Verify(Verdict verdict, string? words, string? reply, CaseMoment at)
    {
        NeedHandler(at);
        Need(RectificationStatus.ToVerify);
        RefuseUncalled(verdict);
        NeedTexts(words, verdict.Dismisses ? reply : words);
        var note = Note(NoteKind.Finding, words, at);
        var dismissed = verdict.Dismisses;
        ReplyNote = dismissed ? Note(NoteKind.Reply, reply, at) : null;
        (Verdict, VerifiedOn, Status) = (verdict, at.Today, dismissed ? RectificationStatus.ToReview : RectificationStatus.Mending);
        Happened("rectification.verified", at.Now, at.By, new { verdict = verdict.ToString(), note, tries = CallsFor(CallPurpose.Verify).Count() });
        CountDays(at.Calendar);
    }

    /// <summary>Calls of this purpose in the present round, the oldest first.</summary>
    public IEnumerable<CallBack> CallsFor(CallPurpose purpose) => calls.Where(call => call.Purpose == purpose && call.Round == Round).OrderBy(call => call.Number);

    /// <summary>Calls in vain that count, and on how many mornings and afternoons: what is dialled again at once is the same try.</summary>
    public (int Tries, int HalfDays) InVain(CallPurpose purpose)
    {
        var counted = new List<DateTime>();
        foreach (var call in CallsFor(purpose).Where(call => !call.Reached && (counted.Count == 0 || call.At - counted[^1] >= TimeSpan.FromHours(TryGapHours))))
        {
            counted.Add(call.At);
        }

        return (counted.Count, counted.Select(HalfDayOf).Distinct().Count());
    }

    /// <summary>Whether nobody can ask for more calls of this purpose.</summary>
    public bool IsInVain(CallPurpose purpose) => InVain(purpose) is var (tries, halfDays) && tries >= Tries && halfDays >= TryHalfDays;

    private static (DateOnly Day, bool IsMorning) HalfDayOf(DateTime instant)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(instant, HallClock.China);
        return (DateOnly.FromDateTime(local), local.Hour < 12);
    }

    private void NoteCalled(CallBack call, CaseMoment at)
    {
        var inVain = !call.Reached && IsInVain(call.Purpose);
        if (call.Purpose == CallPurpose.Verify)
        {
            CalledBackOn ??= call.Reached ? at.Today : null;
            CalledInVainOn = CalledBackOn is null && inVain ? CalledInVainOn ?? at.Today : null;
        }
        else if (call.Reached || inVain)
        {
            CalledAgainOn = at.Today;
            Close(at);
            Happened("rectification.closed", at.Now, at.By, new { call.Reached });
        }
    }

    // Nobody is called unreachable after one try, and nothing is found against a person who was not asked.
    private void RefuseUncalled(Verdict verdict)
    {
        if (!IsNamed)
        {
            Refusal.Unless(verdict != Mending.Verdict.Unreachable, "rectification.nobody-to-call");
            return;
        }

        var (reached, isUnreachable) = (CallsFor(CallPurpose.Verify).Any(call => call.Reached), verdict == Mending.Verdict.Unreachable);
        Refusal.Unless(!isUnreachable || !reached, "rectification.was-reached");
        Refusal.Unless(isUnreachable || reached, "rectification.call-first");
        Refusal.Unless(!isUnreachable || IsInVain(CallPurpose.Verify), "rectification.more-tries", Tries, InVain(CallPurpose.Verify).Tries, TryGapHours, TryHalfDays);
    }

    private void NeedCallable()
    {
        Refusal.Unless(IsNamed, "rectification.nobody-to-call");
        Refusal.Unless(Status is RectificationStatus.ToVerify or RectificationStatus.ToCallAgain, "rectification.not-now");
    }
}

public static class Verdicts
{
    extension(Verdict verdict)
    {
        /// <summary>Found against the rating, which then counts no more (误评、恶意差评剔除).</summary>
        public bool Dismisses => verdict is Verdict.Mistaken or Verdict.Malicious or Verdict.Unfounded;
    }
}
