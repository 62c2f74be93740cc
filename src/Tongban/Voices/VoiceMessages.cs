using Tongban.Notices;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Voices;

/// <summary>Tells the person, by the phone or the address that was left, in the transaction of what is told.</summary>
public sealed class VoiceMessages(Outbox outbox, PersonalData personal, Say say, IHttpContextAccessor http)
{
    private static readonly TimeSpan UsefulFor = TimeSpan.FromDays(2);

    /// <summary>Number and code: the only place but the page where the code is told.</summary>
    public void Taken(Voice about, string code) => Tell(about, "taken", null, about.Number, code, Until(about));

    /// <summary>By text message that there is an answer; who wrote a mail reads it in the mail.</summary>
    public void Replied(Voice about) => Tell(about, "replied", about.ReplyText, about.Number);

    /// <summary>What was noted on the phone, and until when the person may say otherwise.</summary>
    public void Noted(Voice about, AnswerLevel level)
    {
        if (about.MayJudgeUntil is { } until)
        {
            Tell(about, "noted", null, about.Number, Say("voices.level." + level), until.ToString(say.In(WordBook.Chinese, "format.official-day"), WordBook.Chinese));
        }
    }

    /// <summary>Called in vain: whoever does not pick up hears that it was us.</summary>
    public void Tried(Voice about) => Tell(about, "tried", null, about.Number);

    /// <summary>Another kind, and another day.</summary>
    public void Reclassified(Voice about) => Tell(about, "reclassified", null, about.Number, Say("voices.kind." + about.Kind), Until(about));

    /// <summary>A mail that joined one that is open.</summary>
    public void Joined(Voice about) => Tell(about, "joined", null, about.Number, Until(about));

    private void Tell(Voice about, string what, string? mailed, params object[] values)
    {
        if (about.Phone is { } phone && outbox.CanSend(MessageChannel.Sms))
        {
            outbox.Add(MessageChannel.Sms, personal.Open(phone), Say("citizens.sms-name"), Say($"voices.sms-{what}", values) + Address(), UsefulFor);
        }
        else if (about.Email is { } email && outbox.CanSend(MessageChannel.Email))
        {
            outbox.Add(MessageChannel.Email, personal.Open(email), Say("voices.mail-subject", about.Number), string.Join('\n', new[] { Say($"voices.sms-{what}", values) + Address(), mailed }.Where(part => !string.IsNullOrEmpty(part))), UsefulFor);
        }
    }

    private string Until(Voice about) => about.ReplyDueOn is { } due ? due.ToString(say.In(WordBook.Chinese, "format.official-day"), WordBook.Chinese) : Say("voices.until-unknown");

    private string Say(string key, params object[] values) => say.In(WordBook.Chinese, key, values);

    private string Address() => http.HttpContext?.Request is { } request ? $" {request.LinkBase()}/voices/find" : "";
}
