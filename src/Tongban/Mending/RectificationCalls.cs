using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Mending;

/// <summary>Checking a bad rating by a call (回访核实), within one working day.</summary>
public sealed partial class Rectification
{
    private readonly List<CallBack> calls = [];

    public IReadOnlyList<CallBack> Calls => calls;

    public Verdict? Verdict { get; private set; }

    public DateOnly? VerifiedOn { get; private set; }

    /// <summary>The person was reached, or called so often in vain that nobody can ask for more (回访).</summary>
    public DateOnly? CalledBackOn { get; private set; }

    public DateOnly? CalledAgainOn { get; private set; }

    /// <summary>Whether it was checked in time; null while it is not.</summary>
    public bool? IsVerifiedInTime => VerifiedOn is null ? null : !(VerifiedOn > VerifyDueOn);

    /// <summary>The handler looks at the number to call; looking is told.</summary>
    public void LookAtPhone(CaseMoment at)
    {
        NeedHandler(at);
        NeedCallable();
        Happened("rectification.phone-seen", at.Now, at.By);
    }

    /// <summary>One call, reached or in vain. After the mending it closes the matter.</summary>
    public void Call(bool reached, string? words, CaseMoment at)
    {
        NeedHandler(at);
        NeedCallable();
        var call = new CallBack(this, calls.Count + 1, Status == RectificationStatus.ToVerify ? CallPurpose.Verify : CallPurpose.Again, reached, at);
        var note = reached || !string.IsNullOrWhiteSpace(words) ? Note(NoteKind.Call, words, at) : (int?)null;
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
        Happened("rectification.verified", at.Now, at.By, new { verdict = verdict.ToString(), note, tries = TriesFor(CallPurpose.Verify) });
        CountDays(at.Calendar);
    }

    /// <summary>Calls of this purpose in the present round.</summary>
    public int TriesFor(CallPurpose purpose) => CallsFor(purpose).Count();

    private IEnumerable<CallBack> CallsFor(CallPurpose purpose) => calls.Where(call => call.Purpose == purpose && call.Round == Round);

    private void NoteCalled(CallBack call, CaseMoment at)
    {
        var enough = call.Reached || TriesFor(call.Purpose) >= Tries;
        if (call.Purpose == CallPurpose.Verify)
        {
            CalledBackOn ??= enough ? at.Today : null;
        }
        else if (enough)
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

        var reached = CallsFor(CallPurpose.Verify).Any(call => call.Reached);
        Refusal.Unless(verdict != Mending.Verdict.Unreachable || !reached, "rectification.was-reached");
        Refusal.Unless(verdict == Mending.Verdict.Unreachable || reached, "rectification.call-first");
        Refusal.Unless(verdict != Mending.Verdict.Unreachable || TriesFor(CallPurpose.Verify) >= Tries, "rectification.more-tries", Tries, TriesFor(CallPurpose.Verify));
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
