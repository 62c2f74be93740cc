using Tongban.Kernel;
using Tongban.Shared.Files;

namespace Tongban.Cases;

/// <summary>A file of a case: a material as it was uploaded, or the result. Its bytes lie in the content-addressed store.</summary>
public sealed class CaseFile
{
    public const int MaxPerCase = 60;

    private CaseFile()
    {
    }

    /// <param name="of">The case.</param>
    /// <param name="key">The material; null for the result.</param>
    /// <param name="stored">What the store made of it.</param>
    /// <param name="name">As the person's device called it, cut to length.</param>
    /// <param name="at">When and by whom.</param>
    public CaseFile(Case of, string? key, StoredFile stored, string name, CaseMoment at)
    {
        (CentreId, CaseId, MaterialKey, Name) = (of.CentreId, of.Id, key, name);
        (Hash, Size, Type, UploadedAt, By) = (stored.Hash, stored.Size, stored.Type, at.Now, at.By.ToString());
    }

    /// <summary>One that an earlier case of the same applicant holds: the same bytes, not handed in again.</summary>
    internal CaseFile(Case of, string key, CaseFile held, CaseMoment at)
    {
        (CentreId, CaseId, MaterialKey, Name) = (of.CentreId, of.Id, key, held.Name);
        (Hash, Size, Type, UploadedAt, By) = (held.Hash, held.Size, held.Type, at.Now, at.By.ToString());
        (FromCaseId, FirstUploadedAt) = (held.FromCaseId ?? held.CaseId, held.FirstUploadedAt ?? held.UploadedAt);
    }

    /// <summary>One that came with a one-thing's form, which had it from an earlier case.</summary>
    internal CaseFile(Case of, string key, StoredFile stored, string name, (Guid Case, DateTime FirstUploadedAt)? from, CaseMoment at)
        : this(of, key, stored, name, at) => (FromCaseId, FirstUploadedAt) = (from?.Case, from?.FirstUploadedAt);

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public Guid CaseId { get; private set; }

    public string? MaterialKey { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    public long Size { get; private set; }

    public FileType Type { get; private set; }

    public DateTime UploadedAt { get; private set; }

    public string By { get; private set; } = "";

    /// <summary>The case in which it was handed in; null: this one.</summary>
    public Guid? FromCaseId { get; private set; }

    /// <summary>When it was handed in there; its age is counted from then, however often it is used again.</summary>
    public DateTime? FirstUploadedAt { get; private set; }
}
