using Tongban.Kernel;

namespace Tongban.OneThing;

/// <summary>A step of a bundle. Where it stands is its case's matter.</summary>
public sealed class BundleStep
{
    private BundleStep()
    {
    }

    internal BundleStep(Guid centreId, Guid bundleId, int no) => (CentreId, BundleId, No) = (centreId, bundleId, no);

    public Guid CentreId { get; private set; }

    public Guid BundleId { get; private set; }

    /// <summary>Its number in the template.</summary>
    public int No { get; private set; }

    /// <summary>Null while it waits for others.</summary>
    public Guid? CaseId { get; private set; }

    public DateTime? BegunAt { get; private set; }

    internal void Clear() => (CaseId, BegunAt) = (null, null);

    internal void Begin(Guid caseId, DateTime now) => (CaseId, BegunAt) = (caseId, now);
}

/// <summary>A shared answer, sealed whole: it may be a name, a number, a roster.</summary>
public sealed class BundleAnswer
{
    public const int MaxField = 60;

    private BundleAnswer()
    {
    }

    internal BundleAnswer(Guid centreId, Guid bundleId, string field, string cipher, int? step, DateTime now) =>
        (CentreId, BundleId, Field, Cipher, StepNo, SetAt, Revision) = (centreId, bundleId, field, cipher, step, now, 1);

    public Guid CentreId { get; private set; }

    public Guid BundleId { get; private set; }

    /// <summary>A field of the template, or a question of an item: <c>SU01.agent</c>.</summary>
    public string Field { get; private set; } = "";

    public string Cipher { get; private set; } = "";

    /// <summary>Which step gave it; null: the applicant.</summary>
    public int? StepNo { get; private set; }

    public int Revision { get; private set; }

    public DateTime SetAt { get; private set; }

    internal void Become(string cipher, int? step, DateTime now) => (Cipher, StepNo, SetAt, Revision) = (cipher, step, now, Revision + 1);
}

/// <summary>A material handed in once for all steps that want it. Its bytes lie in the content-addressed store.</summary>
public sealed class BundleFile
{
    private BundleFile()
    {
    }

    public BundleFile(Bundle of, string key, Shared.Files.StoredFile stored, string name, DateTime now) =>
        (CentreId, BundleId, MaterialKey, Name, Hash, Size, Type, UploadedAt) = (of.CentreId, of.Id, key, name, stored.Hash, stored.Size, stored.Type, now);

    /// <summary>One that an earlier case holds: the same bytes, not handed in again.</summary>
    public BundleFile(Bundle of, string key, Cases.CaseFile held, DateTime now)
        : this(of, key, new Shared.Files.StoredFile(held.Hash, held.Size, held.Type), held.Name, now) => (FromCaseId, FirstUploadedAt) = (held.FromCaseId ?? held.CaseId, held.FirstUploadedAt ?? held.UploadedAt);

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public Guid BundleId { get; private set; }

    /// <summary>Of the merged form.</summary>
    public string MaterialKey { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Hash { get; private set; } = "";

    public long Size { get; private set; }

    public Shared.Files.FileType Type { get; private set; }

    public DateTime UploadedAt { get; private set; }

    /// <summary>The case in which it was handed in; null: here.</summary>
    public Guid? FromCaseId { get; private set; }

    /// <summary>When it was handed in there.</summary>
    public DateTime? FirstUploadedAt { get; private set; }

    public (Guid Case, DateTime FirstUploadedAt)? From => FromCaseId is { } of && FirstUploadedAt is { } at ? (of, at) : null;

    public Shared.Files.StoredFile Stored => new(Hash, Size, Type);
}

/// <summary>A shared answer changed after steps had used it: each of them has to take note before it goes on.</summary>
public sealed class Amendment : Entity
{
    private readonly List<AmendmentNote> notes = [];

    private Amendment()
    {
    }

    internal Amendment(Bundle of, string field, int revision, string? fromCipher, string toCipher, IEnumerable<int> steps, DateTime now, Actor by)
        : base(of.CentreId)
    {
        (BundleId, Field, Revision, FromCipher, ToCipher, At) = (of.Id, field, revision, fromCipher, toCipher, now);
        notes.AddRange(steps.Select(step => new AmendmentNote(CentreId, Id, step)));
        Happened("amendment.made", now, by, new { BundleId, field, revision });
    }

    public Guid BundleId { get; private set; }

    public string Field { get; private set; } = "";

    public int Revision { get; private set; }

    /// <summary>The answer before, sealed; null where there was none. The later answers stay where they are.</summary>
    public string? FromCipher { get; private set; }

    /// <summary>The answer from then on, sealed.</summary>
    public string ToCipher { get; private set; } = "";

    public DateTime At { get; private set; }

    public IReadOnlyList<AmendmentNote> Notes => notes;

    public bool IsOpenFor(int step) => notes.Any(note => note.StepNo == step && note.SeenAt is null);

    /// <summary>The body has taken note of it.</summary>
    public void See(int step, DateTime now, Actor by)
    {
        var note = notes.SingleOrDefault(note => note.StepNo == step && note.SeenAt is null) ?? throw new Refusal("onething.amendment-seen");
        note.See(now, by);
        Happened("amendment.seen", now, by, new { step });
    }
}

public sealed class AmendmentNote
{
    private AmendmentNote()
    {
    }

    internal AmendmentNote(Guid centreId, Guid amendmentId, int step) => (CentreId, AmendmentId, StepNo) = (centreId, amendmentId, step);

    public Guid CentreId { get; private set; }

    public Guid AmendmentId { get; private set; }

    public int StepNo { get; private set; }

    public DateTime? SeenAt { get; private set; }

    public string? SeenBy { get; private set; }

    internal void See(DateTime now, Actor by) => (SeenAt, SeenBy) = (now, by.ToString());
}

/// <summary>A field that a step's body found wrong: shown to the applicant at that very field.</summary>
public sealed class FieldFault
{
    public const int MaxReason = 300;

    private FieldFault()
    {
    }

    /// <summary>Refusals: <c>case.fault-reason-missing</c>, <c>case.fault-reason-too-long</c>.</summary>
    public FieldFault(Bundle of, int step, string field, string? reason, DateTime now)
    {
        Reason = reason?.Trim() ?? "";
        Refusal.Unless(Reason.Length > 0, "case.fault-reason-missing");
        Refusal.Unless(Reason.Length <= MaxReason, "case.fault-reason-too-long", MaxReason);
        (CentreId, BundleId, StepNo, Field, At) = (of.CentreId, of.Id, step, field, now);
    }

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public Guid BundleId { get; private set; }

    public int StepNo { get; private set; }

    public string Field { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public DateTime At { get; private set; }

    public DateTime? MendedAt { get; private set; }

    public void Mend(DateTime now) => MendedAt = now;
}
