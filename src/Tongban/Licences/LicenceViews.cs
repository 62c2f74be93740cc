using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Words;

namespace Tongban.Licences;

/// <summary>What a licence shows to anybody who has it: the PDF, the verification page and the API from the same words.</summary>
/// <param name="Identifier">电子证照标识.</param>
/// <param name="Name">Of the licence.</param>
/// <param name="Number">The body's own number; null where it has none.</param>
/// <param name="Holder">An organisation's name; a person's as screens show it, the paper in full.</param>
/// <param name="HolderCode">A credit code in full, an identity number with its middle hidden; null where there is none.</param>
/// <param name="HolderCodeType">Which of the two.</param>
/// <param name="Issuer">The body.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day; null is without end.</param>
/// <param name="Edition">版本号.</param>
public sealed record LicenceFacts(
    string Identifier, string Name, string? Number, string Holder, string? HolderCode, HolderCodeType HolderCodeType, string Issuer, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidUntil, int Edition);

/// <summary>Reads licences for those who look at them.</summary>
public sealed class LicenceViews(TongbanDb db, PersonalData personal)
{
    /// <summary>For screens.</summary>
    public LicenceFacts Of(Licence licence) => new(
        licence.Identifier, Named.In(licence.NameZh, licence.NameEn), licence.Number, licence.ShownHolder, CodeOf(licence), licence.HolderCodeType,
        Named.In(licence.IssuerZh, licence.IssuerEn), licence.IssuedOn, licence.ValidFromOn, licence.ValidUntilOn, licence.Edition);

    /// <summary>For the paper, which its holder keeps: the name in full, the identity number as everywhere.</summary>
    public LicenceFacts OnPaper(Licence licence) => Of(licence) with { Holder = licence.HolderName };

    /// <summary>All editions of one licence, the first first.</summary>
    public async Task<IReadOnlyList<Licence>> EditionsAsync(Licence of, CancellationToken stop = default) =>
        await db.Set<Licence>().AsNoTracking().Where(licence => licence.ResultId == of.ResultId).OrderBy(licence => licence.Edition).ToListAsync(stop);

    /// <summary>The latest edition of a case's licence; null where it has none.</summary>
    public async Task<Licence?> LatestOfAsync(Guid caseId, CancellationToken stop = default) =>
        await db.Set<Licence>().AsNoTracking().Where(licence => licence.CaseId == caseId).OrderByDescending(licence => licence.Edition).FirstOrDefaultAsync(stop);

    private string? CodeOf(Licence licence) =>
        licence.HolderIdCipher is { } cipher ? Masking.Id(personal.Open(new Sealed(cipher, ""))) : licence.HolderCode;
}
