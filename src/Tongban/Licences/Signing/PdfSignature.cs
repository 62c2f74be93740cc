using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Tongban.Licences.Signing;

/// <summary>What the last signature in a PDF says.</summary>
/// <param name="IsIntact">The bytes under it are those that were signed.</param>
/// <param name="CoversAll">Nothing was added to the file afterwards.</param>
/// <param name="Certificate">Who signed.</param>
public sealed record PdfSignature(bool IsIntact, bool CoversAll, X509Certificate2? Certificate)
{
    private const int MostDigits = 200_000;

    /// <summary>Null where there is none, or none that can be read.</summary>
    public static PdfSignature? In(byte[] pdf)
    {
        try
        {
            if (RangeIn(pdf) is not var (from, until, length))
            {
                return null;
            }

            var cms = new SignedCms(new ContentInfo([.. pdf.AsSpan(0, from), .. pdf.AsSpan(until, length)]), detached: true);
            cms.Decode(SignatureIn(pdf, from, until));
            var certificate = cms.SignerInfos is [var signer] ? signer.Certificate : null;
            return new PdfSignature(certificate is not null && IsRight(cms), until + length == pdf.Length, certificate);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or AsnContentException or FormatException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static bool IsRight(SignedCms cms)
    {
        try
        {
            cms.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Everything before it, everything after it, and in between nothing but its own digits.
    private static (int From, int Until, int Length)? RangeIn(byte[] pdf)
    {
        var match = ByteRange.Matches(Encoding.Latin1.GetString(pdf)).LastOrDefault();
        var numbers = match?.Groups.Values.Skip(1).Select(group => long.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray();
        return numbers is [0, var from, var until, var length] && from > 0 && from + 2 < until && until - from < MostDigits && until + length <= pdf.Length && pdf[from] == '<' && pdf[until - 1] == '>'
            ? ((int)from, (int)until, (int)length)
            : null;
    }

    // Padded with zeros: its own length tells where it ends.
    private static byte[] SignatureIn(byte[] pdf, int from, int until)
    {
        var bytes = Convert.FromHexString(Encoding.ASCII.GetString(pdf, from + 1, until - from - 2));
        AsnDecoder.ReadEncodedValue(bytes, AsnEncodingRules.BER, out _, out _, out var length);
        return bytes[..length];
    }

    private static Regex ByteRange { get; } = new(@"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
