using Tongban.People;

namespace Tongban.Notices;

/// <summary>Puts messages beside the change they tell of: rolled back with it, sent only after it.</summary>
public sealed class Outbox(TongbanDb db, PersonalData personal, TimeProvider time, Senders senders)
{
    private const string Kind = "message";

    /// <summary>Whether anything is configured that could send it.</summary>
    public bool CanSend(MessageChannel channel) => senders.For(channel) is not null;

    /// <summary>Adds it to the caller's unsaved changes.</summary>
    /// <param name="channel">How.</param>
    /// <param name="address">A phone number or an e-mail address.</param>
    /// <param name="subject">Shown by e-mail programs; a text message begins with it.</param>
    /// <param name="text">What it says.</param>
    /// <param name="usefulFor">Not sent later than this.</param>
    public void Add(MessageChannel channel, string address, string subject, string text, TimeSpan usefulFor)
    {
        var now = MachineNow(time);
        db.Add(new Message(db.CentreId, channel, Seal(address), Seal($"{subject}\n{text}"), now, now + usefulFor));
    }

    internal (string Address, string Subject, string Text) Open(Message message)
    {
        var text = personal.Open(new Sealed(message.TextCipher, "")).Split('\n', 2);
        return (personal.Open(new Sealed(message.AddressCipher, "")), text[0], text[1]);
    }

    internal static DateTime MachineNow(TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }

    private string Seal(string text) => personal.Seal(Kind, text).Cipher;
}
