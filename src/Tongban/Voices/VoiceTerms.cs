using Tongban.Kernel;

namespace Tongban.Voices;

/// <summary>How long each duty may take; a voice keeps those of its first day, whatever the settings become.</summary>
public sealed record VoiceTerms(int Reply, int Extension, int CallBack, int Criticise, int Tries, int TryMinutes, int JudgeDays, int ContradictDays, int FreeTransfers)
{
    public static VoiceTerms Of(VoiceRules rules, VoiceKind kind) => new(
        rules.WorkdaysFor(kind).Value, rules.ExtensionWorkdays.Value, rules.CallBackWorkdays.Value, rules.CriticiseWorkdays.Value, rules.CallTries.Value, rules.CallTryMinutes.Value, rules.JudgeDays.Value, rules.ContradictDays.Value, rules.FreeTransfers.Value);
}

/// <summary>What has a day by which it must be done.</summary>
public enum VoiceDuty
{
    /// <summary>答复.</summary>
    Reply,

    /// <summary>回访: after the reply the person is called.</summary>
    CallBack,
}

/// <summary>The clocks of a voice, as typed columns; <see cref="Term"/> counts them.</summary>
public sealed partial class Voice
{
    public int ReplyDays { get; private set; }

    public int ExtensionDays { get; private set; }

    public int CallBackDays { get; private set; }

    public int CriticiseDays { get; private set; }

    public int Tries { get; private set; }

    /// <summary>Between two tries that count.</summary>
    public int TryMinutes { get; private set; }

    public int JudgeDays { get; private set; }

    public int ContradictDays { get; private set; }

    public int FreeTransfers { get; private set; }

    /// <summary>The day from which the present round's term counts.</summary>
    public DateOnly ReplyFromOn { get; private set; }

    public int? ExtendedBy { get; private set; }

    /// <summary>By when it is to be answered; null while that year's holidays are not published.</summary>
    public DateOnly? ReplyDueOn { get; private set; }

    /// <summary>The day of the duty that runs; null when none does, or its year is not published.</summary>
    public DateOnly? DueOn { get; private set; }

    public Term ReplyTerm => new(ReplyFromOn, ReplyDays, extendedBy: ExtendedBy);

    /// <summary>What runs now.</summary>
    public (VoiceDuty Duty, Term Term)? Running => Status switch
    {
        VoiceStatus.ToRoute or VoiceStatus.InHand => (VoiceDuty.Reply, ReplyTerm),
        VoiceStatus.Replied => (VoiceDuty.CallBack, new Term(RepliedOn!.Value, CallBackDays)),
        _ => null,
    };

    /// <summary>States the days that could not be stated before, when a new year's notice is out; false if it is not.</summary>
    public bool StateDays(WorkCalendar calendar, DateTime now)
    {
        var before = (ReplyDueOn, DueOn);
        CountDays(calendar);
        var stated = before != (ReplyDueOn, DueOn);
        if (stated)
        {
            Happened("voice.days-stated", now, Actor.System);
        }

        return stated;
    }

    private void Take(VoiceTerms terms) =>
        (ReplyDays, ExtensionDays, CallBackDays, CriticiseDays, Tries, TryMinutes, JudgeDays, ContradictDays, FreeTransfers) = (terms.Reply, terms.Extension, terms.CallBack, terms.Criticise, terms.Tries, terms.TryMinutes, terms.JudgeDays, terms.ContradictDays, terms.FreeTransfers);

    private void CountDays(WorkCalendar calendar) => (ReplyDueOn, DueOn) = (ReplyTerm.DueOn(calendar), Running?.Term.DueOn(calendar));
}
