using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SkiaSharp;
using Tongban.Kernel;
using Tongban.Licences.Printing;

namespace Tongban.Licences.Signing;

/// <summary>
/// Signs a PDF: a CMS signature over every byte of the file but its own place, appended as a revision
/// (<c>ETSI.CAdES.detached</c>, ETSI EN 319 142-1), with the signing certificate bound into it (RFC 5035).
/// </summary>
public sealed class PdfSigner(SigningCertificate certificate, HallClock clock)
{
    // Enough for a chain of several certificates; what is left stays zero.
    private const int Room = 12_000;
    private const string Range = "/ByteRange [0 0000000000 0000000000 0000000000]";
    private static readonly string Empty = new('0', Room * 2);
    private static readonly Oid SigningCertificateV2 = new("1.2.840.113549.1.9.16.2.47");

    /// <param name="pdf">As it was drawn.</param>
    /// <param name="seal">The page, from 0, and the box on it that shows the signature; null for none.</param>
    /// <param name="by">The body in whose name.</param>
    /// <param name="reason">What for.</param>
    /// <param name="at">When.</param>
    internal byte[] Sign(byte[] pdf, (int Sheet, SKRect Box)? seal, string by, string reason, DateTime at)
    {
        var revision = new PdfRevision(pdf);
        var (widget, look, signature) = (revision.NewNumber(), revision.NewNumber(), revision.NewNumber());
        var page = revision.Page(seal?.Sheet ?? 0);
        revision.Extend(revision.Root, $"/AcroForm <</Fields [{widget} 0 R] /SigFlags 3>>");
        revision.Extend(page, $"/Annots [{widget} 0 R]");
        revision.Add(widget, $"<</Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 132 /Rect [{Rect(seal?.Box)}] /P {page} 0 R /AP <</N {look} 0 R>> /V {signature} 0 R>>");
        revision.Add(look, "<</Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0>> stream\n\nendstream");
        revision.Add(signature, $"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached {Range} /Contents <{Empty}> /Name {Text(by)} /Reason {Text(reason)} /M (D:{clock.Local(at):yyyyMMddHHmmss}+08'00')>>");
        return Filled(revision.Write());
    }

    // The range leaves out the signature with its angle brackets, and nothing else.
    private byte[] Filled(byte[] file)
    {
        var from = file.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes($"<{Empty}>"));
        var until = from + Empty.Length + 2;
        var range = string.Create(CultureInfo.InvariantCulture, $"/ByteRange [0 {from} {until} {file.Length - until}]").PadRight(Range.Length);
        Encoding.ASCII.GetBytes(range).CopyTo(file, file.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(Range)));
        var signature = Convert.ToHexStringLower(Cms([.. file.AsSpan(0, from), .. file.AsSpan(until)]));
        if (signature.Length > Empty.Length)
        {
            throw new CryptographicException("The certificates above the signing one take more room than a PDF signature has here.");
        }

        Encoding.ASCII.GetBytes(signature).CopyTo(file, from + 1);
        return file;
    }

    private byte[] Cms(byte[] content)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate.Mine)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.AddRange(certificate.Above);
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, Bound(certificate.Mine)));
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    // SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2 { certHash OCTET STRING } }; SHA-256 is the default.
    private static byte[] Bound(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return writer.Encode();
    }

    // PDF counts from the lower left.
    private static string Rect(SKRect? box) => box is { } there
        ? string.Create(CultureInfo.InvariantCulture, $"{there.Left:0.##} {PaperLayout.Height - there.Bottom:0.##} {there.Right:0.##} {PaperLayout.Height - there.Top:0.##}")
        : "0 0 0 0";

    private static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
