using System.Globalization;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Licences;

/// <summary>
/// A licence record (电子证照): what a granted case led to, with its identifier by GB/T 36904. It is the truth; the PDF
/// is made from it. It ends once: revoked, cancelled, or replaced by its next edition. Expired is what the day says.
/// </summary>
public sealed class Licence : Entity
{
    public const int MaxName = 200;
    public const int MaxReason = 500;

    private Licence()
    {
    }

    public Licence(Guid centreId, LicenceIdentifier identifier, LicenceOpening opening, CaseMoment at)
        : base(centreId)
    {
        (Identifier, CaseId, ResultId, DepartmentId) = (identifier.Value, opening.CaseId, opening.ResultId, opening.DepartmentId);
        (NameZh, NameEn, Number) = (opening.NameZh, opening.NameEn, opening.Number);
        (IssuerZh, IssuerEn) = (opening.IssuerZh, opening.IssuerEn);
        Take(opening.Holder);
        Edition = int.Parse(identifier.Version, CultureInfo.InvariantCulture);
        (IssuedOn, ValidFromOn, ValidUntilOn) = (at.Today, at.Today, opening.ValidUntil);
        Happened("licence.issued", at.Now, at.By, new { CaseId, Identifier });
    }

    // The next edition of one: same case, same holder, same serial.
    private Licence(Licence before, DateOnly? validUntil, CaseMoment at)
        : this(before.CentreId, before.NextIdentifier(), before.OpeningOfNext(validUntil), at) => ReplacesId = before.Id;

    /// <summary>电子证照标识: root, type, issuer, serial, version, check character.</summary>
    public string Identifier { get; private set; } = "";

    /// <summary>版本号, 1 for the first.</summary>
    public int Edition { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>The case's result; it has one licence of each edition.</summary>
    public Guid ResultId { get; private set; }

    public Guid DepartmentId { get; private set; }

    /// <summary>证照名称.</summary>
    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>证照编号 as the body itself counts; null where it does not.</summary>
    public string? Number { get; private set; }

    /// <summary>持证主体.</summary>
    public string HolderName { get; private set; } = "";

    public HolderCodeType HolderCodeType { get; private set; }

    /// <summary>A credit code, which is public; null for a person.</summary>
    public string? HolderCode { get; private set; }

    public string? HolderIdCipher { get; private set; }

    public string? HolderIdHash { get; private set; }

    /// <summary>颁发机构 as it was called that day.</summary>
    public string IssuerZh { get; private set; } = "";

    public string IssuerEn { get; private set; } = "";

    public DateOnly IssuedOn { get; private set; }

    public DateOnly ValidFromOn { get; private set; }

    /// <summary>The last day; null is without end.</summary>
    public DateOnly? ValidUntilOn { get; private set; }

    public LicenceStatus Status { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Why it was revoked, cancelled or replaced; in the file, never in public.</summary>
    public string? EndReason { get; private set; }

    /// <summary>The edition before.</summary>
    public Guid? ReplacesId { get; private set; }

    /// <summary>A person's name is masked on screens; an organisation's is public.</summary>
    public string ShownHolder => HolderCodeType == HolderCodeType.IdNumber ? Masking.Name(HolderName) : HolderName;

    public LicenceState StateOn(DateOnly today) => Status switch
    {
        LicenceStatus.Revoked => LicenceState.Revoked,
        LicenceStatus.Cancelled => LicenceState.Cancelled,
        LicenceStatus.Replaced => LicenceState.Replaced,
        _ => ValidUntilOn < today ? LicenceState.Expired : LicenceState.Valid,
    };

    /// <summary>撤销: it should not have been given (行政许可法 Art. 69).</summary>
    public void Revoke(string? reason, CaseMoment at) => End(LicenceStatus.Revoked, "licence.revoked", reason, at);

    /// <summary>注销: its holder has no more use of it (行政许可法 Art. 70).</summary>
    public void Cancel(string? reason, CaseMoment at) => End(LicenceStatus.Cancelled, "licence.cancelled", reason, at);

    /// <summary>换发: the next edition takes its place.</summary>
    /// <remarks>Refusals: <c>licence.ended-already</c>, <c>licence.reason-missing</c>, <c>licence.reason-too-long</c>, <c>licence.until-past</c>.</remarks>
    public Licence Reissue(DateOnly? validUntil, string? reason, CaseMoment at)
    {
        Refusal.Unless(validUntil is null || validUntil > at.Today, "licence.until-past");
        End(LicenceStatus.Replaced, "licence.replaced", reason, at);
        return new Licence(this, validUntil, at);
    }

    private void End(LicenceStatus status, string what, string? reason, CaseMoment at)
    {
        Refusal.Unless(Status == LicenceStatus.Valid, "licence.ended-already");
        var why = reason?.Trim() ?? "";
        Refusal.Unless(why.Length > 0, "licence.reason-missing");
        Refusal.Unless(why.Length <= MaxReason, "licence.reason-too-long", MaxReason);
        (Status, EndedAt, EndReason) = (status, at.Now, why);
        Happened(what, at.Now, at.By);
    }

    private LicenceIdentifier NextIdentifier()
    {
        var mine = LicenceIdentifier.Parse(Identifier);
        var type = LicenceType.Parse(mine.Type);
        return LicenceIdentifier.Create(type.DefinedBy, type.Number, UnifiedSocialCreditCode.Parse(mine.Issuer), mine.Serial, Edition + 1);
    }

    private LicenceOpening OpeningOfNext(DateOnly? validUntil)
    {
        var id = HolderIdCipher is null ? null : new Sealed(HolderIdCipher, HolderIdHash!);
        return new LicenceOpening(CaseId, ResultId, DepartmentId, NameZh, NameEn, Number, new LicenceHolder(HolderName, HolderCodeType, HolderCode, id), IssuerZh, IssuerEn, validUntil);
    }

    private void Take(LicenceHolder holder)
    {
        (HolderName, HolderCodeType, HolderCode) = (holder.Name, holder.CodeType, holder.Code);
        (HolderIdCipher, HolderIdHash) = (holder.IdNumber?.Cipher, holder.IdNumber?.Hash);
    }
}
