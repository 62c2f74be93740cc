using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Voices;

/// <summary>What the person says of the answer, apart from the five levels of a service.</summary>
public enum AnswerLevel
{
    Satisfied,
    BasicallySatisfied,
    Dissatisfied,
}

/// <summary>
/// The call after the answer (回访), and what the person says of it; who is not satisfied is heard once more. What staff
/// wrote down on the phone stands only until the person says it themselves: their own word is the one that counts.
/// </summary>
public sealed partial class Voice
{
    /// <summary>Once more, and no further: then 12345 and the supervisors are the way.</summary>
    public const int MostRounds = 2;

    /// <summary>Calls of the present round.</summary>
    public int Calls { get; private set; }

    public DateOnly? CalledOn { get; private set; }

    /// <summary>What counts: the person's own word, or else what was noted on the phone.</summary>
    public AnswerLevel? Judged { get; private set; }

    /// <summary>What staff noted on the phone in the present round.</summary>
    public AnswerLevel? Noted { get; private set; }

    /// <summary>The day on which the person said it themselves, in the present round.</summary>
    public DateOnly? OwnWordOn { get; private set; }

    /// <summary>The day on which the person said something else than had been noted on the phone, in whichever round.</summary>
    public DateOnly? ContradictedOn { get; private set; }

    /// <summary>The last day on which the person may say what they think of the answer, or of what was noted; null: not now.</summary>
    public DateOnly? MayJudgeUntil => OwnWordOn is not null ? null
        : Noted is not null ? CalledOn?.AddDays(ContradictDays)
        : RepliedOn?.AddDays(JudgeDays);

    public bool MayJudge(DateOnly today) => today <= MayJudgeUntil;

    /// <summary>One call after the answer, reached or in vain; it closes the voice unless the person is not satisfied.</summary>
    /// <param name="reached">Whether somebody answered.</param>
    /// <param name="said">What the person said of the answer, if anything.</param>
    /// <param name="words">What was said.</param>
    /// <param name="at">When and by whom.</param>
    /// <param name="alone">Nobody but who answered is there to call.</param>
    public void Call(bool reached, AnswerLevel? said, string? words, CaseMoment at, bool alone = false)
    {
        Need(VoiceStatus.Replied);
        Refusal.Unless(alone || at.By.Id != RepliedById, "voice.call-by-another");
        NeedNotAbout(at.By.Id);
        Refusal.Unless(said is null || reached, "voice.not-reached");
        Refusal.Unless(said is not { } known || Enum.IsDefined(known), "voice.choose-level");
        var note = reached || !string.IsNullOrWhiteSpace(words) ? Note(VoiceNoteKind.Call, words, at) : (int?)null;
        Calls++;
        Happened("voice.called", at.Now, at.By, new { Calls, reached, note });
        if (reached || Calls >= Tries)
        {
            CalledOn = at.Today;
            Close(at);
        }

        if (said is { } level)
        {
            Noted = level;
            Happened("voice.level-noted", at.Now, at.By, new { level = level.ToString(), Round });
            Settle(level, at);
        }

        CountDays(at.Calendar);
    }

    /// <summary>The person says whether that answers it; if not, it is opened once more.</summary>
    public void Judge(AnswerLevel level, string? words, CaseMoment at)
    {
        Refusal.Unless(Enum.IsDefined(level), "voice.choose-level");
        Refusal.Unless(RepliedOn is not null, "voice.not-answered");
        Refusal.Unless(OwnWordOn is null, "voice.judged-already");
        Refusal.Unless(MayJudge(at.Today), "voice.too-late-to-judge", Noted is null ? JudgeDays : ContradictDays);
        var note = string.IsNullOrWhiteSpace(words) ? (int?)null : Note(VoiceNoteKind.Opinion, words, at);
        OwnWordOn = at.Today;
        Happened("voice.judged", at.Now, at.By, new { level = level.ToString(), Round, note });
        Compare(level, at);
        Settle(level, at);
        CountDays(at.Calendar);
    }

    private void Compare(AnswerLevel level, CaseMoment at)
    {
        if (Noted is { } noted && noted != level)
        {
            ContradictedOn = at.Today;
            Happened("voice.note-contradicted", at.Now, at.By, new { noted = noted.ToString(), level = level.ToString(), Round });
        }
    }

    private void Settle(AnswerLevel level, CaseMoment at)
    {
        Judged = level;
        if (level == AnswerLevel.Dissatisfied && Round < MostRounds)
        {
            Reopen(at);
        }
        else if (Status == VoiceStatus.Replied)
        {
            Close(at);
        }
    }

    private void Reopen(CaseMoment at)
    {
        (Status, Round, ReplyFromOn, ExtendedBy, Calls) = (VoiceStatus.InHand, Round + 1, at.Today, null, 0);
        (RepliedOn, RepliedById, Judged, Noted, OwnWordOn, ClosedOn, CalledOn, DuplicateOfId) = (null, null, null, null, null, null, null, null);
        WithdrawText();
        Happened("voice.reopened", at.Now, at.By, new { Round });
    }
}
