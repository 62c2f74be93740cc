using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Licences.Printing;
using Tongban.Licences.Signing;
using Tongban.Network;
using Tongban.Shared.Files;
using Tongban.Shared.Words;

namespace Tongban.Licences.Verifying;

/// <summary>What an uploaded PDF turned out to be.</summary>
public enum PaperFinding
{
    /// <summary>Byte for byte what was signed here.</summary>
    Genuine,

    /// <summary>It bears our signature, but its bytes are others.</summary>
    Altered,

    /// <summary>Our signature stands, and something was added after it.</summary>
    AddedTo,

    /// <summary>Signed by somebody else.</summary>
    Foreign,

    /// <summary>It bears no signature: a scan, a print, or something else altogether.</summary>
    Unsigned,

    /// <summary>Our signature stands, but the centre has no record of the paper.</summary>
    Unknown,
}

/// <summary>An uploaded PDF, checked.</summary>
/// <param name="Finding">What it is.</param>
/// <param name="Title">What a genuine one is called; null otherwise.</param>
/// <param name="Body">Whose it is.</param>
/// <param name="SignedAt">When it was signed.</param>
/// <param name="Licence">How its licence stands, when it is one.</param>
public sealed record CheckedPaper(PaperFinding Finding, string? Title, string? Body, DateTime? SignedAt, Verified? Licence);

/// <summary>Checks whether a PDF is byte for byte what was signed here. It is not kept.</summary>
public sealed class PaperCheck(TongbanDb db, SigningCertificate certificate, SignedPapers papers, Verification verification)
{
    /// <remarks>Refusals: <c>verify.no-file</c>, <c>file.too-large</c>, <c>verify.not-pdf</c>.</remarks>
    public async Task<CheckedPaper> CheckAsync(IFormFile? upload, CancellationToken stop = default)
    {
        Refusal.Unless(upload is { Length: > 0 }, "verify.no-file");
        Refusal.Unless(upload!.Length <= FileStore.MaxBytes, "file.too-large", FileStore.MaxMegabytes);
        var pdf = new byte[upload.Length];
        await using (var stream = upload.OpenReadStream())
        {
            await stream.ReadExactlyAsync(pdf, stop);
        }

        Refusal.Unless(FileTypes.Of(pdf) == FileType.Pdf, "verify.not-pdf");
        return await OfAsync(pdf, stop);
    }

    public async Task<CheckedPaper> OfAsync(byte[] pdf, CancellationToken stop = default)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(pdf));
        return await db.Set<SignedPaper>().AsNoTracking().FirstOrDefaultAsync(paper => paper.Hash == hash, stop) is { } known
            ? await GenuineAsync(known, stop)
            : new CheckedPaper(await ForgedAsync(pdf, stop), null, null, null, null);
    }

    private async Task<CheckedPaper> GenuineAsync(SignedPaper paper, CancellationToken stop)
    {
        var body = await db.Set<Case>().Where(c => c.Id == paper.CaseId).Join(db.Set<Department>(), c => c.DepartmentId, department => department.Id, (_, department) => department).SingleAsync(stop);
        var licence = paper.LicenceEdition is { } edition ? await verification.OfAsync(paper.CaseId, edition, stop) : null;
        return new CheckedPaper(PaperFinding.Genuine, licence?.Facts.Name ?? papers.TitleOf(paper), Named.In(body.NameZh, body.NameEn), paper.SignedAt, licence);
    }

    private async Task<PaperFinding> ForgedAsync(byte[] pdf, CancellationToken stop) => PdfSignature.In(pdf) switch
    {
        null => PaperFinding.Unsigned,
        { Certificate: null } => PaperFinding.Foreign,
        { Certificate: { } signer } when !await IsOursAsync(SigningCertificate.FingerprintOf(signer), stop) => PaperFinding.Foreign,
        { IsIntact: false } => PaperFinding.Altered,
        { CoversAll: false } => PaperFinding.AddedTo,
        _ => PaperFinding.Unknown,
    };

    // Certificates change; what an earlier one signed is ours still.
    private async Task<bool> IsOursAsync(string fingerprint, CancellationToken stop) =>
        fingerprint == certificate.Fingerprint || await db.Set<SignedPaper>().AnyAsync(paper => paper.Certificate == fingerprint, stop);
}
