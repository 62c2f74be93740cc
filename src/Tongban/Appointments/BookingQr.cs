using System.Security.Cryptography;
using System.Text;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Appointments;

/// <summary>
/// What a booking's QR code holds: the code and a signature under the house's own key. The gate checks it without
/// the database, and a code that was made up elsewhere is refused.
/// </summary>
public sealed class BookingQr(PersonalData keys)
{
    private const string Prefix = "TB1.";
    private const int SignatureLength = 32;

    /// <summary><c>TB1.YY7K3M9Q.0f3a…</c>.</summary>
    public string TextFor(string code) => $"{Prefix}{code}.{SignatureOf(code)}";

    /// <summary>The booking's code in what was scanned or typed; a code said aloud has no signature.</summary>
    /// <remarks>Refusals: <c>appointment.forged-qr</c>, <c>appointment.unreadable-code</c>.</remarks>
    public string CodeIn(string scanned)
    {
        var text = scanned.Trim();
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            var typed = text.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
            Refusal.Unless(typed.Length == 8 && typed.All(char.IsAsciiLetterOrDigit), "appointment.unreadable-code");
            return typed;
        }

        var parts = text[Prefix.Length..].Split('.');
        Refusal.Unless(parts.Length == 2 && IsSigned(parts[0].ToUpperInvariant(), parts[1]), "appointment.forged-qr");
        return parts[0].ToUpperInvariant();
    }

    // In constant time: the signature cannot be guessed character by character.
    private bool IsSigned(string code, string signature) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(SignatureOf(code)), Encoding.UTF8.GetBytes(signature.ToLowerInvariant()));

    private string SignatureOf(string code) => keys.Hash("booking-qr", code)[..SignatureLength];
}
