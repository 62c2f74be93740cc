using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.People;

namespace Tongban.Voices.Mail;

/// <summary>A mail that was taken: its key is the keyed hash of its Message-Id, so that the same mail is one voice however often it is read, and by however many nodes.</summary>
public sealed class TakenMail
{
    private TakenMail()
    {
    }

    public TakenMail(Voice voice, string messageHash, DateTime at) => (CentreId, MessageHash, VoiceId, At) = (voice.CentreId, messageHash, voice.Id, at);

    public Guid CentreId { get; private set; }

    public string MessageHash { get; private set; } = "";

    public Guid VoiceId { get; private set; }

    public DateTime At { get; private set; }
}

public sealed class TakenMailMapping : IEntityTypeConfiguration<TakenMail>
{
    public void Configure(EntityTypeBuilder<TakenMail> mail)
    {
        mail.HasKey(m => new { m.CentreId, m.MessageHash });
        mail.HasOne<Voice>().WithMany().HasForeignKey(m => new { m.CentreId, m.VoiceId }).OnDelete(DeleteBehavior.Restrict);
        mail.Property(m => m.MessageHash).HasMaxLength(Sealed.HashLength);
    }
}
