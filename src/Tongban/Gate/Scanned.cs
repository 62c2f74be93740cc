using System.Text;
using System.Text.RegularExpressions;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Queue;

namespace Tongban.Gate;

public enum ScannedKind
{
    Unreadable,

    /// <summary>Looks like our QR code, and we did not sign it.</summary>
    Forged,
    Booking,
    IdNumber,
    Phone,
    Ticket,

    /// <summary>The address of a mobile ticket.</summary>
    TicketToken,
}

/// <summary>What a scanner typed, or a guard: a booking's QR or code, an ID number, a phone, a ticket's number or its QR.</summary>
public sealed partial record Scanned(ScannedKind Kind, string Value)
{
    /// <summary>Longer than anything we print.</summary>
    public const int MaxLength = 300;

    public static Scanned Read(string? typed, BookingQr qr, DateOnly today)
    {
        // Scanners in a Chinese keyboard layout type full-width letters.
        var text = (typed ?? "").Normalize(NormalizationForm.FormKC).Trim();
        if (text.Length is 0 or > MaxLength)
        {
            return new(ScannedKind.Unreadable, "");
        }

        return TicketAddress.TokenIn(text) is { } token ? new(ScannedKind.TicketToken, token)
            : CitizenId.TryParse(text, today, out var id) ? new(ScannedKind.IdNumber, id.Value)
            : MobileNumber.TryParse(text, out var phone) ? new(ScannedKind.Phone, phone.Value)
            : Number().IsMatch(text) ? new(ScannedKind.Ticket, text.ToUpperInvariant())
            : Booking(text, qr);
    }

    private static Scanned Booking(string text, BookingQr qr)
    {
        try
        {
            return new(ScannedKind.Booking, qr.CodeIn(text));
        }
        catch (Refusal refusal)
        {
            return new(refusal.Code == "appointment.forged-qr" ? ScannedKind.Forged : ScannedKind.Unreadable, "");
        }
    }

    [GeneratedRegex("^[A-Za-z]{1,2}-?[0-9]{2,4}$")]
    private static partial Regex Number();
}
