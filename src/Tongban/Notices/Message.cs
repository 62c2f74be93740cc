using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;

namespace Tongban.Notices;

public enum MessageChannel
{
    Sms,
    Email,
}

public enum MessageStatus
{
    Waiting,
    Sent,

    /// <summary>Tried often enough, or no longer of use.</summary>
    GivenUp,
}

/// <summary>
/// A message on its way out, written in the transaction of the change it tells of. Address and text are sealed, and
/// wiped as soon as it was sent or given up.
/// </summary>
public sealed class Message
{
    public const int MostTries = 5;

    private Message()
    {
    }

    public Message(Guid centreId, MessageChannel channel, string addressCipher, string textCipher, DateTime now, DateTime usefulUntilAt)
    {
        (CentreId, Channel, AddressCipher, TextCipher) = (centreId, channel, addressCipher, textCipher);
        (MadeAt, NextTryAt, UsefulUntilAt) = (now, now, usefulUntilAt);
    }

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public MessageChannel Channel { get; private set; }

    public MessageStatus Status { get; private set; }

    public string AddressCipher { get; private set; } = "";

    /// <summary>First line the subject, then the text.</summary>
    public string TextCipher { get; private set; } = "";

    /// <summary>Machine time, like every instant of a message.</summary>
    public DateTime MadeAt { get; private set; }

    public DateTime NextTryAt { get; private set; }

    /// <summary>A one-time code that has run out is not worth sending.</summary>
    public DateTime UsefulUntilAt { get; private set; }

    public int Tries { get; private set; }

    public DateTime? SentAt { get; private set; }
}

public sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable("message");
        message.HasKey(m => new { m.CentreId, m.Id });
        message.HasIndex(m => new { m.CentreId, m.Status, m.NextTryAt });
    }
}
