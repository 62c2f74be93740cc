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

/// <summary>The answer (答复), the call after it (回访), and what the person says of it; who is not satisfied is heard once more.</summary>
public sealed partial class Voice
{
    /// <summary>Once more, and no further: then 12345 and the supervisors are the way.</summary>
    public const int MostRounds = 2;

    public int Round { get; private set; }

    public DateOnly? RepliedOn { get; private set; }

    /// <summary>In whichever round: late is late.</summary>
    public bool IsRepliedLate { get; private set; }

    public int? ReplyNote { get; private set; }

    public Guid? ExtensionAskedById { get; private set; }

    /// <summary>Calls of the present round.</summary>
    public int Calls { get; private set; }

    public DateOnly? CalledOn { get; private set; }

    public AnswerLevel? Judged { get; private set; }

    /// <summary>What the person reads.</summary>
    public string? ReplyText => RepliedOn is null ? null : notes.FirstOrDefault(note => note.Number == ReplyNote)?.Text;

    public bool MayJudge(DateOnly today) => RepliedOn is { } on && Judged is null && today <= on.AddDays(JudgeDays);

    /// <summary>More time for a reason, asked for before the term has passed.</summary>
    public void AskExtension(string? why, CaseMoment at)
    {
        NeedHandler(at);
        Need(VoiceStatus.InHand);
        Refusal.Unless(DuplicateOfId is null, "voice.goes-along");
        Refusal.Unless(ExtendedBy is null, "voice.extended-already");
        Refusal.Unless(ExtensionAskedById is null, "voice.extension-asked");
        Refusal.Unless(!(ReplyDueOn < at.Today), "voice.extension-too-late");
        NeedTexts(why);
        ExtensionAskedById = at.By.Id;
        Happened("voice.extension-asked", at.Now, at.By, new { note = Note(VoiceNoteKind.Extension, why, at), days = ExtensionDays });
    }

    /// <summary>Agreed to while the term still runs, never afterwards: no decision makes a late answer one in time.</summary>
    public void DecideExtension(bool agree, string? words, CaseMoment at)
    {
        Refusal.Unless(ExtensionAskedById is not null, "voice.nothing-asked");
        NeedOther(ExtensionAskedById, at);
        Refusal.Unless(!agree || !(ReplyDueOn < at.Today), "voice.extension-too-late");
        NeedTexts(words);
        (ExtensionAskedById, ExtendedBy) = (null, agree ? ExtensionDays : null);
        Happened(agree ? "voice.extended" : "voice.extension-refused", at.Now, at.By, new { note = Note(VoiceNoteKind.Decision, words, at) });
        CountDays(at.Calendar);
    }

    public void Reply(string? words, CaseMoment at)
    {
        NeedHandler(at);
        Need(VoiceStatus.InHand);
        Refusal.Unless(!IsTransferAsked, "voice.transfer-asked");
        NeedTexts(words);
        (ReplyNote, RepliedOn, ExtensionAskedById) = (Note(VoiceNoteKind.Reply, words, at), at.Today, null);
        IsRepliedLate |= ReplyDueOn < at.Today;
        Happened("voice.replied", at.Now, at.By, new { note = ReplyNote, Round, inTime = !(ReplyDueOn < at.Today) });
        Status = VoiceStatus.Replied;
        if (PhoneHash is null)
        {
            Close(at);
        }

        CountDays(at.Calendar);
    }

    /// <summary>One call after the answer, reached or in vain; it closes the voice unless the person is not satisfied.</summary>
    public void Call(bool reached, AnswerLevel? said, string? words, CaseMoment at)
    {
        NeedHandler(at);
        Need(VoiceStatus.Replied);
        Refusal.Unless(said is null || reached, "voice.not-reached");
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
            Judge(level, null, at);
        }

        CountDays(at.Calendar);
    }

    /// <summary>The person says whether that answers it, in the call or on the page; if not, it is opened once more.</summary>
    public void Judge(AnswerLevel level, string? words, CaseMoment at)
    {
        Refusal.Unless(Enum.IsDefined(level), "voice.choose-level");
        Refusal.Unless(RepliedOn is not null, "voice.not-answered");
        Refusal.Unless(Judged is null, "voice.judged-already");
        Refusal.Unless(MayJudge(at.Today), "voice.too-late-to-judge", JudgeDays);
        var note = string.IsNullOrWhiteSpace(words) ? (int?)null : Note(VoiceNoteKind.Opinion, words, at);
        Happened("voice.judged", at.Now, at.By, new { level = level.ToString(), Round, note });
        Judged = level;
        if (level == AnswerLevel.Dissatisfied && Round < MostRounds)
        {
            Reopen(at);
        }
        else if (Status == VoiceStatus.Replied)
        {
            Close(at);
        }

        CountDays(at.Calendar);
    }

    private void Reopen(CaseMoment at)
    {
        (Status, Round, ReplyFromOn, ExtendedBy, Calls) = (VoiceStatus.InHand, Round + 1, at.Today, null, 0);
        (RepliedOn, Judged, ClosedOn, CalledOn, DuplicateOfId) = (null, null, null, null, null);
        WithdrawText();
        Happened("voice.reopened", at.Now, at.By, new { Round });
    }
}
