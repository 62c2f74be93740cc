using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Mending;

public enum PublicText
{
    None,

    /// <summary>Written, and waits for somebody else's eyes.</summary>
    Proposed,
    Published,
}

/// <summary>What was mended, for everybody to read (整改结果公开): without names, after somebody else has read it.</summary>
public sealed partial class Rectification
{
    public PublicText PublicState { get; private set; }

    public int? PublicNote { get; private set; }

    public DateOnly? PublishedOn { get; private set; }

    /// <summary>The text that is proposed or published.</summary>
    public string? PublicWords => PublicState == PublicText.None ? null : notes.FirstOrDefault(note => note.Number == PublicNote)?.Text;

    /// <summary>Whether there is something to publish: a rating that holds, mended.</summary>
    public bool MayBePublished => Status == RectificationStatus.Closed && MendedOn is not null && !IsExcluded;

    /// <param name="words">What was wrong and what was changed.</param>
    /// <param name="names">Of those who must not be named: the rated, the handler, the person who was served.</param>
    /// <param name="at">When and by whom.</param>
    public void ProposeText(string? words, IReadOnlyCollection<string> names, CaseMoment at)
    {
        NeedHandler(at);
        Refusal.Unless(MayBePublished, "rectification.not-now");
        Refusal.Unless(PublicState != PublicText.Published, "rectification.published-already");
        Refusal.Unless(!TellingText.Tells(words, names), "rectification.names-somebody");
        (PublicNote, PublicState) = (Note(NoteKind.Publication, words, at), PublicText.Proposed);
        Happened("rectification.text-proposed", at.Now, at.By, new { note = PublicNote });
    }

    public void Publish(CaseMoment at)
    {
        Refusal.Unless(PublicState == PublicText.Proposed && MayBePublished, "rectification.nothing-proposed");
        NeedOther(at);
        (PublicState, PublishedOn) = (PublicText.Published, at.Today);
        Happened("rectification.published", at.Now, at.By, new { note = PublicNote });
    }

    /// <summary>Back to the handler with a reason, or taken down.</summary>
    public void ReturnText(string? why, CaseMoment at)
    {
        Refusal.Unless(PublicState != PublicText.None, "rectification.nothing-proposed");
        NeedOther(at);
        NeedTexts(why);
        WithdrawText();
        Happened("rectification.text-returned", at.Now, at.By, new { note = Note(NoteKind.Review, why, at) });
    }

    private void WithdrawText() => (PublicState, PublicNote, PublishedOn) = (PublicText.None, null, null);
}
