using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Mending;

/// <summary>What the person says of the mending: three levels, apart from the five of a service.</summary>
public enum MendingLevel
{
    Satisfied,
    BasicallySatisfied,
    Dissatisfied,
}

/// <summary>Mending (整改) within 5 working days, or 15 with a reason; a person who is not satisfied opens it once more.</summary>
public sealed partial class Rectification
{
    /// <summary>Once again, and no further: then the hotline and the supervisors are the way.</summary>
    public const int MostRounds = 2;

    public int Round { get; private set; }

    public DateOnly MendFromOn { get; private set; }

    /// <summary>复杂问题: the longer term, for a reason that is kept.</summary>
    public bool IsComplex { get; private set; }

    public DateOnly? MendedOn { get; private set; }

    /// <summary>In whichever round: late is late.</summary>
    public bool IsMendedLate { get; private set; }

    /// <summary>The note that the person reads; released when it is mended, or when a finding was agreed to.</summary>
    public int? ReplyNote { get; private set; }

    public DateOnly? RepliedOn { get; private set; }

    /// <summary>What counts: the person's own word, or else what was noted on the phone.</summary>
    public MendingLevel? MendingRated { get; private set; }

    /// <summary>What staff noted on the phone in the present round.</summary>
    public MendingLevel? Noted { get; private set; }

    public DateOnly? NotedOn { get; private set; }

    /// <summary>The day on which the person said it themselves, in the present round.</summary>
    public DateOnly? OwnWordOn { get; private set; }

    /// <summary>What the person is told; null until it is released.</summary>
    public string? Reply => RepliedOn is null ? null : notes.FirstOrDefault(note => note.Number == ReplyNote)?.Text;

    /// <summary>Whether the person may say now how well it was mended.</summary>
    public bool MayRateMending(DateOnly today) =>
        MendedOn is not null && OwnWordOn is null && !(today > MayContradictUntil) && Status is RectificationStatus.ToCallAgain or RectificationStatus.Closed && !IsExcluded;

    /// <summary>The last day on which the person may say otherwise than was noted; null where nothing was.</summary>
    public DateOnly? MayContradictUntil => NotedOn?.AddDays(ContradictDays);

    public void MakeComplex(string? why, CaseMoment at)
    {
        NeedHandler(at);
        Need(RectificationStatus.Mending);
        Refusal.Unless(!IsComplex, "rectification.complex-already");
        Refusal.Unless(!(MendDueOn < at.Today), "rectification.too-late-for-complex");
        NeedTexts(why);
        IsComplex = true;
        Happened("rectification.made-complex", at.Now, at.By, new { note = Note(NoteKind.Complexity, why, at), days = ComplexDays });
        CountDays(at.Calendar);
    }

    /// <summary>Mended: what was done, and what the person is told.</summary>
    public void Mend(string? done, string? reply, CaseMoment at)
    {
        NeedHandler(at);
        Need(RectificationStatus.Mending);
        NeedTexts(done, reply);
        var note = Note(NoteKind.Mended, done, at);
        (ReplyNote, RepliedOn, MendedOn) = (Note(NoteKind.Reply, reply, at), at.Today, at.Today);
        IsMendedLate |= MendDueOn < at.Today;
        Happened("rectification.mended", at.Now, at.By, new { note, reply = ReplyNote, Round, inTime = !(MendDueOn < at.Today) });
        Status = RectificationStatus.ToCallAgain;
        if (!IsNamed)
        {
            Close(at);
        }

        CountDays(at.Calendar);
    }

    /// <summary>
    /// What the person said of the mending on the phone, as the handler noted it. It stands until the person says it
    /// themselves; not well opens it once more.
    /// </summary>
    public void NoteLevel(MendingLevel level, CaseMoment at)
    {
        NeedHandler(at);
        Refusal.Unless(Enum.IsDefined(level), "rectification.choose-level");
        Refusal.Unless(MendingRated is null, "rectification.mending-rated");
        Refusal.Unless(MayRateMending(at.Today), "rectification.not-mended");
        (Noted, NotedOn) = (level, at.Today);
        Happened("rectification.level-noted", at.Now, at.By, new { level = level.ToString(), Round, note = notes.LastOrDefault(note => note.Kind == NoteKind.Call)?.Number });
        Settle(level, at);
    }

    /// <summary>The person says how well it was mended, by the link; not well opens it once more. Their own word counts, whatever was noted.</summary>
    public void RateMending(MendingLevel level, string? words, CaseMoment at)
    {
        Refusal.Unless(Enum.IsDefined(level), "rectification.choose-level");
        Refusal.Unless(OwnWordOn is null, "rectification.mending-rated");
        Refusal.Unless(!(at.Today > MayContradictUntil), "rectification.too-late-to-contradict", ContradictDays);
        Refusal.Unless(MayRateMending(at.Today), "rectification.not-mended");
        var note = string.IsNullOrWhiteSpace(words) ? (int?)null : Note(NoteKind.Opinion, words, at);
        Happened("rectification.mending-rated", at.Now, at.By, new { level = level.ToString(), Round, note });
        OwnWordOn = at.Today;
        if (Noted is { } noted && noted != level)
        {
            Happened("rectification.note-contradicted", at.Now, at.By, new { noted = noted.ToString(), level = level.ToString(), Round });
        }

        Settle(level, at);
    }

    private void Settle(MendingLevel level, CaseMoment at)
    {
        MendingRated = level;
        if (level == MendingLevel.Dissatisfied && Round < MostRounds)
        {
            Reopen(at);
        }

        CountDays(at.Calendar);
    }

    private void Reopen(CaseMoment at)
    {
        (Status, Round, MendFromOn, IsComplex) = (RectificationStatus.Mending, Round + 1, at.Today, false);
        (MendedOn, MendingRated, Noted, NotedOn, OwnWordOn, ClosedOn, CalledAgainOn) = (null, null, null, null, null, null, null);
        WithdrawText();
        Happened("rectification.reopened", at.Now, at.By, new { Round });
    }
}
