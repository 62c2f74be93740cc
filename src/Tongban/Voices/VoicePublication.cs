using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Mending;

namespace Tongban.Voices;

/// <summary>Question and answer for everybody to read (公开答复): where the person agreed, without names, after somebody else has read it.</summary>
public sealed partial class Voice
{
    public PublicText PublicState { get; private set; }

    public int? PublicQuestionNote { get; private set; }

    public int? PublicAnswerNote { get; private set; }

    public DateOnly? PublishedOn { get; private set; }

    public string? PublicQuestion => TextOf(PublicState == PublicText.None ? null : PublicQuestionNote);

    public string? PublicAnswer => TextOf(PublicState == PublicText.None ? null : PublicAnswerNote);

    public bool MayBePublished => MayPublish && RepliedOn is not null && Status is VoiceStatus.Replied or VoiceStatus.Closed;

    /// <param name="question">What was asked, in words that tell nobody.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="names">Of those who must not be named.</param>
    /// <param name="at">When and by whom.</param>
    public void ProposeText(string? question, string? answer, IReadOnlyCollection<string> names, CaseMoment at)
    {
        NeedHandler(at);
        Refusal.Unless(MayPublish, "voice.no-leave-to-publish");
        Refusal.Unless(MayBePublished, "voice.not-now");
        Refusal.Unless(PublicState != PublicText.Published, "voice.published-already");
        Refusal.Unless(!TellingText.Tells(question, names) && !TellingText.Tells(answer, names), "voice.names-somebody");
        NeedTexts(question, answer);
        (PublicQuestionNote, PublicAnswerNote, PublicState) = (Note(VoiceNoteKind.PublicQuestion, question, at), Note(VoiceNoteKind.PublicAnswer, answer, at), PublicText.Proposed);
        Happened("voice.text-proposed", at.Now, at.By, new { note = PublicAnswerNote });
    }

    public void Publish(CaseMoment at)
    {
        Refusal.Unless(PublicState == PublicText.Proposed && MayBePublished, "voice.nothing-proposed");
        NeedOther(null, at);
        (PublicState, PublishedOn) = (PublicText.Published, at.Today);
        Happened("voice.published", at.Now, at.By, new { note = PublicAnswerNote });
    }

    /// <summary>Back to the handler with a reason, or taken down.</summary>
    public void ReturnText(string? why, CaseMoment at)
    {
        Refusal.Unless(PublicState != PublicText.None, "voice.nothing-proposed");
        NeedOther(null, at);
        NeedTexts(why);
        WithdrawText();
        Happened("voice.text-returned", at.Now, at.By, new { note = Note(VoiceNoteKind.Review, why, at) });
    }

    private void WithdrawText() => (PublicState, PublicQuestionNote, PublicAnswerNote, PublishedOn) = (PublicText.None, null, null, null);

    private string? TextOf(int? number) => number is null ? null : notes.FirstOrDefault(note => note.Number == number)?.Text;
}
