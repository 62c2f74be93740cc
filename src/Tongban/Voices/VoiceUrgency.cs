using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Voices;

/// <summary>What cannot wait (紧急): found to be so by staff, with a reason, in whichever kind and from whichever door.</summary>
public sealed partial class Voice
{
    public bool IsUrgent { get; private set; }

    /// <summary>From now on the day itself counts; a term that ends sooner already stays.</summary>
    /// <param name="days">Of the rules: working days, of which the day on which it is found to be urgent is the first.</param>
    /// <param name="why">Why it cannot wait.</param>
    /// <param name="at">When and by whom.</param>
    public void MarkUrgent(int days, string? why, CaseMoment at)
    {
        NeedOpen();
        Refusal.Unless(!IsUrgent, "voice.urgent-already");
        NeedTexts(why);
        IsUrgent = true;
        Happened("voice.urgent", at.Now, at.By, new { note = Note(VoiceNoteKind.Urgency, why, at), days });
        var shorter = new Term(at.Today.AddDays(-1), days);
        if (!(shorter.DueOn(at.Calendar) >= ReplyDueOn))
        {
            (ReplyFromOn, ReplyDays, ExtendedBy, ExtensionAskedById) = (shorter.StartedOn, days, null, null);
        }

        CountDays(at.Calendar);
    }
}
