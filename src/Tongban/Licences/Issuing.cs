using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;

namespace Tongban.Licences;

/// <summary>Issues a licence with the case that leads to it, reissues it, ends it. The PDF is wanted in the same transaction and made after it.</summary>
public sealed class Issuing(TongbanDb db, CaseMoments moments, WantedPapers papers, ILogger<Issuing> log)
{
    // Nobody who has seen one identifier can guess the next.
    private const int SecretLength = 6;
    private const string Secrets = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>For a granted result whose item names a type of licence; null where there is none.</summary>
    /// <remarks>Refusal: <c>licence.issuer-code</c>, which an administrator mends under the department.</remarks>
    public async Task<Licence?> IssueAsync(Case of, CaseResult result, CaseMoment at, CancellationToken stop = default)
    {
        if (of.Outcome != CaseOutcome.Granted || await TypeAsync(of, result, stop) is not { } type)
        {
            return null;
        }

        var issuer = await db.Set<Department>().AsNoTracking().SingleAsync(department => department.Id == of.DepartmentId, stop);
        var code = UnifiedSocialCreditCode.TryParse(issuer.Uscc, out var known) ? known : throw new Refusal("licence.issuer-code", issuer.NameZh);
        var identifier = LicenceIdentifier.Create(type.DefinedBy, type.Number, code, await SerialAsync(at.Today, stop));
        var opening = new LicenceOpening(
            of.Id, result.Id, issuer.Id, result.NameZh, result.NameEn, result.Number, HolderOf(of, result), issuer.NameZh, issuer.NameEn, result.ValidUntilOn);
        return Take(new Licence(of.CentreId, identifier, opening, at), at);
    }

    /// <summary>The next edition; the old one shows by what it is replaced.</summary>
    public Licence Reissue(Licence licence, DateOnly? validUntil, string? reason, Actor by)
    {
        var at = moments.By(by);
        return Take(licence.Reissue(validUntil, reason, at), at);
    }

    public void Revoke(Licence licence, string? reason, Actor by) => licence.Revoke(reason, moments.By(by));

    public void Cancel(Licence licence, string? reason, Actor by) => licence.Cancel(reason, moments.By(by));

    private Licence Take(Licence licence, CaseMoment at)
    {
        db.Add(licence);
        papers.Want(licence.CaseId, SignedPaper.OfLicence(licence.Edition), at.Now);
        return licence;
    }

    private async Task<LicenceType?> TypeAsync(Case of, CaseResult result, CancellationToken stop)
    {
        var content = (await db.Set<ItemVersion>().AsNoTracking().SingleAsync(version => version.Id == of.ItemVersionId, stop)).Content;
        var code = content.Results.FirstOrDefault(named => named.NameZh == result.NameZh)?.LicenceTypeCode;
        if (code is not null && !LicenceType.TryParse(code, out _))
        {
            // Refused where items are published; an old version must not keep a person from the result.
            log.LogWarning("Item version {Version} names “{Code}”, which is no type of licence: none was issued", of.ItemVersionId, code);
        }

        return LicenceType.TryParse(code, out var type) ? type : null;
    }

    // 流水号: year and number of a series that is one row, raised in this transaction, then a few characters by lot.
    private async Task<string> SerialAsync(DateOnly today, CancellationToken stop)
    {
        var number = await NumberSeries.NextAsync(db, "licence", new DateOnly(today.Year, 1, 1), stop);
        return string.Create(CultureInfo.InvariantCulture, $"{today.Year}{number:0000000}{RandomNumberGenerator.GetString(Secrets, SecretLength)}");
    }

    // A company that is being founded has its credit code only now: it is the number of what it gets.
    private static LicenceHolder HolderOf(Case of, CaseResult result)
    {
        if (of.HandlerName is null && of.Uscc is null && of.IdCipher is { } cipher)
        {
            return new LicenceHolder(of.ApplicantName, HolderCodeType.IdNumber, null, new Sealed(cipher, of.IdHash!));
        }

        var code = of.Uscc ?? (UnifiedSocialCreditCode.TryParse(result.Number, out var given) ? given.Value : null);
        return new LicenceHolder(of.ApplicantName, code is null ? HolderCodeType.None : HolderCodeType.CreditCode, code, null);
    }
}
