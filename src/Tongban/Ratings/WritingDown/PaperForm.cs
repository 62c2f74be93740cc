using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Files;

namespace Tongban.Ratings;

public enum PaperFormStatus
{
    /// <summary>Entered once; waits for a second person who enters it again.</summary>
    EnteredOnce,

    /// <summary>Both entries agree, and the rating is given.</summary>
    Given,

    /// <summary>Entered for the wrong service, or rated another way meanwhile.</summary>
    Discarded,
}

/// <summary>What somebody read off a paper form.</summary>
public sealed record PaperEntry(RatingLevel Level, string Tags, string Text, Sealed? Phone, bool MayCallBack)
{
    /// <summary>What differs from another reading of the same paper; white space does not.</summary>
    public IEnumerable<string> DiffersIn(PaperEntry other)
    {
        (string Field, bool Same)[] fields =
        [
            ("level", Level == other.Level), ("tags", Sorted(Tags) == Sorted(other.Tags)), ("text", Bare(Text) == Bare(other.Text)),
            ("phone", Phone?.Hash == other.Phone?.Hash && MayCallBack == other.MayCallBack),
        ];
        return fields.Where(field => !field.Same).Select(field => field.Field);
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Sorted(string tags) => string.Join(',', tags.Split(',').Order(StringComparer.Ordinal));
}

/// <summary>
/// A rating on paper (纸质评价表). Two people read it independently: only when both readings agree it becomes a rating, so
/// that nobody rates for others alone.
/// </summary>
public sealed class PaperForm : Entity
{
    private PaperForm()
    {
    }

    public PaperForm(Service of, PaperEntry entry, DateTime now, Actor by)
        : base(of.CentreId)
    {
        (ServiceId, RatedStaffId, EnteredAt) = (of.Id, of.StaffId, now);
        EnteredById = MustBeOther(by);
        Take(entry);
        Happened("paper-form.entered", now, by, new { serviceId = of.Id });
    }

    public Guid ServiceId { get; private set; }

    public Guid? RatedStaffId { get; private set; }

    public PaperFormStatus Status { get; private set; }

    public RatingLevel Level { get; private set; }

    public string Tags { get; private set; } = "";

    public string Text { get; private set; } = "";

    public string? ContactCipher { get; private set; }

    public string? ContactHash { get; private set; }

    public bool MayCallBack { get; private set; }

    public Guid EnteredById { get; private set; }

    public DateTime EnteredAt { get; private set; }

    public Guid? CheckedById { get; private set; }

    /// <summary>The scan of the paper, if there is one: SHA-256 in the file store.</summary>
    public string? ScanHash { get; private set; }

    public FileType? ScanType { get; private set; }

    public PaperEntry Entry => new(Level, Tags, Text, ContactHash is null ? null : new Sealed(ContactCipher!, ContactHash), MayCallBack);

    public void Attach(StoredFile scan) => (ScanHash, ScanType) = (scan.Hash, scan.Type);

    /// <summary>A second person has read the same; the rating can be given.</summary>
    public void Agree(DateTime now, Actor by)
    {
        NeedWaiting();
        CheckedById = MustBeOther(by);
        Refusal.Unless(CheckedById != EnteredById, "paper-form.by-two");
        Status = PaperFormStatus.Given;
        Happened("paper-form.given", now, by, new { ServiceId });
    }

    /// <summary>The two readings differ and the second is kept: now somebody else has to agree with it.</summary>
    public void EnterAnew(PaperEntry entry, DateTime now, Actor by)
    {
        NeedWaiting();
        EnteredById = MustBeOther(by);
        Take(entry);
        Happened("paper-form.entered-anew", now, by, new { ServiceId });
    }

    public void Discard(DateTime now, Actor by)
    {
        NeedWaiting();
        MustBeOther(by);
        Status = PaperFormStatus.Discarded;
        Happened("paper-form.discarded", now, by, new { ServiceId });
    }

    private void Take(PaperEntry entry) =>
        (Level, Tags, Text, ContactCipher, ContactHash, MayCallBack) = (entry.Level, entry.Tags, entry.Text, entry.Phone?.Cipher, entry.Phone?.Hash, entry.MayCallBack);

    private Guid MustBeOther(Actor by)
    {
        Refusal.Unless(by.Id is not null && by.Id != RatedStaffId, "rating.of-oneself");
        return by.Id!.Value;
    }

    private void NeedWaiting() => Refusal.Unless(Status == PaperFormStatus.EnteredOnce, "paper-form.done");
}

public sealed class PaperFormMapping : IEntityTypeConfiguration<PaperForm>
{
    public void Configure(EntityTypeBuilder<PaperForm> form)
    {
        form.IsKeyedByCentre();
        form.RefersTo<PaperForm, Service>(f => f.ServiceId);
        form.Ignore(f => f.Entry);
        form.HasIndex(f => new { f.CentreId, f.ServiceId }).HasFilter("status <> 'Discarded'").RefusedAs("paper-form.there-already");
        form.HasIndex(f => new { f.CentreId, f.Status, f.EnteredAt });
        form.Property(f => f.Text).HasMaxLength(Rating.MaxText);
        form.Property(f => f.ContactCipher).HasMaxLength(Sealed.MaxCipher);
        form.Property(f => f.ContactHash).HasMaxLength(Sealed.HashLength);
        form.Property(f => f.ScanHash).HasMaxLength(FileStore.HashLength);
    }
}
