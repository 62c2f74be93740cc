using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Mending;

/// <summary>Findings against the rating, and appeals of the rated, are judged by somebody else (申诉复核).</summary>
public sealed partial class Rectification
{
    /// <summary>On which day the rated clerk was told, in words that do not say who rated.</summary>
    public DateOnly? RatedToldOn { get; private set; }

    public DateOnly? AppealedOn { get; private set; }

    public DateOnly? AppealDecidedOn { get; private set; }

    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>The rating counts no more: found mistaken, malicious or unfounded, and somebody else agreed. It stays readable.</summary>
    public DateOnly? ExcludedOn { get; private set; }

    public bool IsExcluded => ExcludedOn is not null;

    public bool IsAppealOpen => AppealedOn is not null && AppealDecidedOn is null;

    /// <summary>Somebody else judges a finding against the rating: agreed, it is explained to the person; otherwise it is mended.</summary>
    public void Review(bool agree, string? words, CaseMoment at)
    {
        Need(RectificationStatus.ToReview);
        NeedOther(at);
        NeedTexts(words);
        (ReviewedOn, Status) = (at.Today, RectificationStatus.Mending);
        Happened("rectification.reviewed", at.Now, at.By, new { agree, note = Note(NoteKind.Review, words, at), verdict = Verdict.ToString() });
        if (agree)
        {
            Exclude(at);
        }
        else
        {
            (Verdict, ReplyNote) = (Mending.Verdict.Valid, null);
        }

        CountDays(at.Calendar);
    }

    /// <summary>The rated clerk is told what it is about; never who, when or in which words.</summary>
    /// <param name="words">What it is about.</param>
    /// <param name="names">Of the person who was served.</param>
    /// <param name="at">When and by whom.</param>
    public void TellRated(string? words, IReadOnlyCollection<string> names, CaseMoment at)
    {
        NeedHandler(at);
        Refusal.Unless(RatedStaffId is not null, "rectification.nobody-rated");
        Refusal.Unless(RatedToldOn is null, "rectification.told-already");
        Refusal.Unless(!TellingText.Tells(words, names), "rectification.names-somebody");
        NeedTexts(words);
        RatedToldOn = at.Today;
        Happened("rectification.rated-told", at.Now, at.By, new { note = Note(NoteKind.ToRated, words, at) });
    }

    /// <summary>The last day on which the rated may appeal; null before they were told, or when its year is not published.</summary>
    public DateOnly? AppealUntil(WorkCalendar calendar) => RatedToldOn is { } told ? calendar.AddWorkdays(told, AppealDays) : null;

    public bool MayAppeal(WorkCalendar calendar, DateOnly today) => RatedToldOn is not null && AppealedOn is null && !IsExcluded && !(AppealUntil(calendar) < today);

    /// <summary>The rated clerk says that the rating does not hold (申诉); once.</summary>
    public void Appeal(string? words, CaseMoment at)
    {
        Refusal.Unless(at.By.Id is not null && at.By.Id == RatedStaffId, "rectification.not-yours");
        Refusal.Unless(AppealedOn is null, "rectification.appealed-already");
        Refusal.Unless(MayAppeal(at.Calendar, at.Today), "rectification.too-late-to-appeal");
        NeedTexts(words);
        AppealedOn = at.Today;
        Happened("rectification.appealed", at.Now, at.By, new { note = Note(NoteKind.Appeal, words, at) });
        CountDays(at.Calendar);
    }

    /// <summary>Somebody who has not worked on it decides; what was upheld takes the rating out of the figures and is explained to the person.</summary>
    public void DecideAppeal(Verdict? upheldAs, string? words, string? reply, CaseMoment at)
    {
        Refusal.Unless(IsAppealOpen, "rectification.no-appeal");
        NeedOther(at);
        Refusal.Unless(upheldAs is null or { Dismisses: true }, "rectification.choose-verdict");
        NeedTexts(words, upheldAs is null ? words : reply);
        AppealDecidedOn = at.Today;
        Happened("rectification.appeal-decided", at.Now, at.By, new { upheld = upheldAs is not null, verdict = upheldAs?.ToString(), note = Note(NoteKind.AppealDecision, words, at) });
        if (upheldAs is not null)
        {
            (Verdict, ReplyNote) = (upheldAs, Note(NoteKind.Reply, reply, at));
            VerifiedOn ??= at.Today;
            Exclude(at);
        }

        CountDays(at.Calendar);
    }

    // The person hears why, and the text that was to be published is no longer true.
    private void Exclude(CaseMoment at)
    {
        (ExcludedOn, RepliedOn) = (at.Today, at.Today);
        WithdrawText();
        if (IsOpen)
        {
            Close(at);
        }

        Happened("rectification.excluded", at.Now, at.By, new { verdict = Verdict.ToString() });
    }
}
