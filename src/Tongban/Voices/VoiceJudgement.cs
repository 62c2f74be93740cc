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
/// wrote down on the phone stands only until the person says it themselves: their own word is the one that counts, and
/// what staff opened again by a note takes nothing from the once that is the person's own.
/// </summary>
public sealed partial class Voice
{
    /// <summary>Once more by the person's own word, and no further: then 12345 and the supervisors are the way.</summary>
    public const int OwnReopeningsAllowed = 1;

    /// <summary>Once more by what staff noted on the phone.</summary>
    public const int NotedReopeningsAllowed = 1;

    public int OwnReopenings { get; private set; }

    public int NotedReopenings { get; private set; }

    /// <summary>The day on which a note of staff opened the present round; the person may say that it is not so until it is answered anew.</summary>
    public DateOnly? ReopenedByNoteOn { get; private set; }

    /// <summary>The answer that stands again when the person is satisfied with it after all.</summary>
    public DateOnly? PriorRepliedOn { get; private set; }

    public DateOnly? PriorFromOn { get; private set; }

    public bool MayReopen => OwnReopenings < OwnReopeningsAllowed;

    public bool IsReopenedByNote => IsOpen && ReopenedByNoteOn is not null;

    /// <summary>Calls of the present round.</summary>
    public int Calls { get; private set; }

    public DateOnly? CalledOn { get; private set; }

    /// <summary>The last call in vain: the next one counts only some time after it.</summary>
    public DateTime? TriedAt { get; private set; }

    /// <summary>What counts: the person's own word, or else what was noted on the phone.</summary>
    public AnswerLevel? Judged { get; private set; }

    /// <summary>What staff noted on the phone in the present round.</summary>
    public AnswerLevel? Noted { get; private set; }

    /// <summary>The day on which the person said it themselves, in the present round.</summary>
    public DateOnly? OwnWordOn { get; private set; }

    /// <summary>The day on which the person said something else than had been noted on the phone, in whichever round.</summary>
    public DateOnly? ContradictedOn { get; private set; }

    /// <summary>The day on which a supervisor noted what came of looking into that.</summary>
    public DateOnly? ContradictionCheckedOn { get; private set; }

    public bool IsContradicted => ContradictedOn is not null && ContradictionCheckedOn is null;

    /// <summary>The last day on which the person may say what they think of the answer, or of what was noted; null: not now.</summary>
    public DateOnly? MayJudgeUntil => OwnWordOn is not null ? null
        : IsReopenedByNote ? ReopenedByNoteOn!.Value.AddDays(ContradictDays)
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
        NeedApart(reached, at);
        var note = reached || !string.IsNullOrWhiteSpace(words) ? Note(VoiceNoteKind.Call, words, at) : (int?)null;
        (Calls, TriedAt) = (Calls + 1, reached ? TriedAt : at.Now);
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
            Settle(level, at, own: false);
        }

        CountDays(at.Calendar);
    }

    /// <summary>A supervisor notes what came of a note that the person contradicted; never who noted it, nor who answered.</summary>
    public void CheckContradiction(string? found, CaseMoment at)
    {
        Refusal.Unless(IsContradicted, "voice.nothing-contradicted");
        NeedOther(null, at);
        Refusal.Unless(notes.LastOrDefault(note => note.Kind == VoiceNoteKind.Call)?.By != at.By.ToString(), "voice.by-another");
        NeedTexts(found);
        ContradictionCheckedOn = at.Today;
        Happened("voice.contradiction-checked", at.Now, at.By, new { note = Note(VoiceNoteKind.Found, found, at) });
    }

    /// <summary>The person says whether that answers it; if not, it is opened once more.</summary>
    public void Judge(AnswerLevel level, string? words, CaseMoment at)
    {
        Refusal.Unless(Enum.IsDefined(level), "voice.choose-level");
        Refusal.Unless(RepliedOn is not null || IsReopenedByNote, "voice.not-answered");
        Refusal.Unless(!IsReopenedByNote || level != AnswerLevel.Dissatisfied, "voice.reopened-already");
        Refusal.Unless(OwnWordOn is null, "voice.judged-already");
        Refusal.Unless(MayJudge(at.Today), "voice.too-late-to-judge", Noted is null && !IsReopenedByNote ? JudgeDays : ContradictDays);
        var note = string.IsNullOrWhiteSpace(words) ? (int?)null : Note(VoiceNoteKind.Opinion, words, at);
        TakeBackReopening(at);
        OwnWordOn = at.Today;
        Happened("voice.judged", at.Now, at.By, new { level = level.ToString(), Round, note });
        Compare(level, at);
        Settle(level, at, own: true);
        CountDays(at.Calendar);
    }

    private void Compare(AnswerLevel level, CaseMoment at)
    {
        if (Noted is { } noted && noted != level)
        {
            (ContradictedOn, ContradictionCheckedOn) = (at.Today, null);
            Happened("voice.note-contradicted", at.Now, at.By, new { noted = noted.ToString(), level = level.ToString(), Round });
        }
    }

    // Three presses within a minute are no three tries.
    private void NeedApart(bool reached, CaseMoment at)
    {
        if (!reached && TriedAt?.AddMinutes(TryMinutes) is { } next && next > at.Now)
        {
            throw new Refusal("voice.tried-just-now", TryMinutes, (int)Math.Ceiling((next - at.Now).TotalMinutes));
        }
    }

    private void Settle(AnswerLevel level, CaseMoment at, bool own)
    {
        Judged = level;
        if (level == AnswerLevel.Dissatisfied && (own ? MayReopen : NotedReopenings < NotedReopeningsAllowed))
        {
            Reopen(at, own);
        }
        else if (Status == VoiceStatus.Replied)
        {
            Close(at);
        }
    }

    // The person was satisfied after all: the answer that was there stands, with what was noted beside it.
    private void TakeBackReopening(CaseMoment at)
    {
        if (!IsReopenedByNote)
        {
            return;
        }

        (Status, Round, ReplyFromOn, Noted, CalledOn) = (VoiceStatus.Replied, Round - 1, PriorFromOn!.Value, AnswerLevel.Dissatisfied, ReopenedByNoteOn);
        (RepliedOn, RepliedById) = (PriorRepliedOn, Actor.StaffIdOf(notes.First(note => note.Number == ReplyNote).By));
        (ReopenedByNoteOn, TransferAskedById, TransferToId, ExtensionAskedById, ExtendedBy, DuplicateOfId) = (null, null, null, null, null, null);
        Happened("voice.reopening-taken-back", at.Now, at.By, new { Round });
    }

    private void Reopen(CaseMoment at, bool own)
    {
        (OwnReopenings, NotedReopenings) = own ? (OwnReopenings + 1, NotedReopenings) : (OwnReopenings, NotedReopenings + 1);
        (ReopenedByNoteOn, PriorRepliedOn, PriorFromOn) = (own ? null : at.Today, RepliedOn, ReplyFromOn);
        (Status, Round, ReplyFromOn, ExtendedBy, Calls) = (VoiceStatus.InHand, Round + 1, at.Today, null, 0);
        (RepliedOn, RepliedById, Judged, Noted, OwnWordOn, ClosedOn, CalledOn, DuplicateOfId) = (null, null, null, null, null, null, null, null);
        TriedAt = null;
        WithdrawText();
        Happened("voice.reopened", at.Now, at.By, new { Round, noted = !own });
    }
}
