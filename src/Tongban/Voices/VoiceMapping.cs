using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Shared.Data;
using Tongban.Shared.Files;

namespace Tongban.Voices;

public sealed class VoiceMapping : IEntityTypeConfiguration<Voice>, IEntityTypeConfiguration<VoiceNote>, IEntityTypeConfiguration<VoiceFile>, IEntityTypeConfiguration<VoiceAlert>
{
    public const int MaxNumber = 24;

    public void Configure(EntityTypeBuilder<Voice> voice)
    {
        voice.IsKeyedByCentre();
        voice.RefersTo<Voice, Item>(v => v.ItemId);
        voice.RefersTo<Voice, Service>(v => v.AboutServiceId);
        voice.RefersTo<Voice, Department>(v => v.DepartmentId);
        voice.RefersTo<Voice, Department>(v => v.TransferToId, isLookedUpBy: false);
        voice.RefersTo<Voice, Voice>(v => v.DuplicateOfId);
        voice.HasIndex(v => new { v.CentreId, v.Number }).IsUnique();
        voice.HasIndex(v => new { v.CentreId, v.Status, v.DueOn });
        voice.HasIndex(v => new { v.CentreId, v.PhoneHash, v.ReceivedAt }).HasFilter("phone_hash is not null");
        voice.HasIndex(v => new { v.CentreId, v.AccountId, v.ReceivedAt }).HasFilter("account_id is not null");
        voice.HasIndex(v => new { v.CentreId, v.PublicState, v.PublishedOn });
        voice.HasIndex(v => new { v.CentreId, v.Channel, v.ReceivedAt });
        voice.HasIndex(v => new { v.CentreId, v.SourceId, v.SourceNumber }).HasFilter("source_number is not null").RefusedAs("voice.card-entered");
        Columns(voice);
        Parts(voice);
    }

    public void Configure(EntityTypeBuilder<VoiceNote> note)
    {
        note.HasKey(n => new { n.CentreId, n.VoiceId, n.Number });
        note.Property(n => n.Text).HasMaxLength(VoiceNote.MaxText);
        note.Property(n => n.By).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<VoiceFile> file)
    {
        file.HasKey(f => new { f.CentreId, f.Id });
        file.RefersTo<VoiceFile, Voice>(f => f.VoiceId);
        file.Property(f => f.Name).HasMaxLength(FileStore.MaxName);
        file.Property(f => f.Hash).HasMaxLength(FileStore.HashLength);
        file.Property(f => f.By).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<VoiceAlert> alert)
    {
        alert.IsKeyedByCentre();
        alert.RefersTo<VoiceAlert, Voice>(a => a.VoiceId);
        alert.HasIndex(a => new { a.CentreId, a.VoiceId, a.Duty, a.Round, a.Threshold }).RefusedAs("voice-alert.raised-already");
    }

    private static void Columns(EntityTypeBuilder<Voice> voice)
    {
        voice.Property(v => v.Number).HasMaxLength(MaxNumber);
        voice.Property(v => v.CodeHash).HasMaxLength(Sealed.HashLength);
        voice.Property(v => v.Title).HasMaxLength(VoiceSaid.MaxTitle);
        voice.Property(v => v.Text).HasMaxLength(VoiceSaid.MaxText);
        voice.Property(v => v.Place).HasMaxLength(VoiceSaid.MaxPlace);
        voice.Property(v => v.MediaUrl).HasMaxLength(VoiceSaid.MaxMediaUrl);
        voice.Property(v => v.Name).HasMaxLength(Voice.MaxName);
        voice.Property(v => v.PhoneCipher).HasMaxLength(Sealed.MaxCipher);
        voice.Property(v => v.PhoneHash).HasMaxLength(Sealed.HashLength);
        voice.Property(v => v.EmailCipher).HasMaxLength(Sealed.MaxCipher);
        voice.Property(v => v.EmailHash).HasMaxLength(Sealed.HashLength);
    }

    private static void Parts(EntityTypeBuilder<Voice> voice)
    {
        voice.Ignore(v => v.Phone);
        voice.Ignore(v => v.Email);
        voice.Ignore(v => v.ReplyTerm);
        voice.Ignore(v => v.Running);
        voice.HasMany(v => v.Notes).WithOne().HasForeignKey(n => new { n.CentreId, n.VoiceId });
        voice.Navigation(v => v.Notes).AutoInclude();
    }
}
