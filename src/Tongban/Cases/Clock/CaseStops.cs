using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>Special procedures (行政许可法 Art. 45), which stop both terms.</summary>
public sealed partial class Case
{
    public bool IsPaused => pauses is [.., { Until: null }];

    /// <summary>Stops the clock; today is the first day that does not count.</summary>
    public CasePause Pause(SpecialProcedure kind, DateOnly expectedUntil, Guid remarkId, CaseMoment at)
    {
        Need(CaseMove.Pause);
        Refusal.Unless(expectedUntil > at.Today, "case.pause-end");
        Refusal.Unless(!IsPaused, "term.already-paused");
        _ = (Promised ?? Statutory)?.Pause(at.Today, kind.ToString());
        NoteLateness(at.Today);
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
        Happened("case.resumed", at.Now, at.By, new { pauses[^1].Number, late = pauses[^1].ExpectedUntil < at.Today });
        CountDays(at.Calendar);
    }
}
