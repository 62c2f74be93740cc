using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Voices;

/// <summary>The answer (答复), and more time for it.</summary>
public sealed partial class Voice
{
    public int Round { get; private set; }

    public DateOnly? RepliedOn { get; private set; }

    /// <summary>In whichever round: late is late.</summary>
    public bool IsRepliedLate { get; private set; }

    public int? ReplyNote { get; private set; }

    public Guid? RepliedById { get; private set; }

    public Guid? ExtensionAskedById { get; private set; }

    /// <summary>What the person reads.</summary>
    public string? ReplyText => RepliedOn is null ? null : notes.FirstOrDefault(note => note.Number == ReplyNote)?.Text;

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
        (ReplyNote, RepliedOn, RepliedById, ExtensionAskedById) = (Note(VoiceNoteKind.Reply, words, at), at.Today, at.By.Id, null);
        IsRepliedLate |= ReplyDueOn < at.Today;
        ReopenedByNoteOn = null;
        Happened("voice.replied", at.Now, at.By, new { note = ReplyNote, Round, inTime = !(ReplyDueOn < at.Today) });
        Status = VoiceStatus.Replied;
        if (PhoneHash is null)
        {
            Close(at);
        }

        CountDays(at.Calendar);
    }
}
