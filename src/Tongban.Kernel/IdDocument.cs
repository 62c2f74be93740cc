using System.Diagnostics.CodeAnalysis;

namespace Tongban.Kernel;

/// <summary>Which document a person shows. Stored by name.</summary>
public enum IdDocumentKind
{
    /// <summary>居民身份证.</summary>
    CitizenCard,

    /// <summary>港澳台居民居住证; its number begins 81, 82 or 83.</summary>
    ResidencePermit,

    /// <summary>外国人永久居留身份证: 18 characters beginning with 9, or the older 15.</summary>
    PermanentResidentCard,
}

/// <summary>
/// The document by which a person is known, whichever of the three it is. The older permanent-resident card, three
/// letters and twelve digits, is taken by its shape alone and says no day of birth.
/// </summary>
/// <remarks>Refusals: those of <see cref="CitizenId"/>.</remarks>
public sealed record IdDocument
{
    private const int OldCardLength = 15;

    private readonly CitizenId? number;

    private IdDocument(CitizenId number) => (this.number, Value) = (number, number.Value);

    private IdDocument(string oldCard) => Value = oldCard;

    /// <summary>The number as it is stored. Personal: encrypt it, mask it.</summary>
    public string Value { get; }

    public IdDocumentKind Kind =>
        number is null || Value[0] == '9' ? IdDocumentKind.PermanentResidentCard
        : Value[..2] is "81" or "82" or "83" ? IdDocumentKind.ResidencePermit
        : IdDocumentKind.CitizenCard;

    /// <summary>Null where the number does not say.</summary>
    public DateOnly? BornOn => number?.BornOn;

    public static IdDocument Parse(string? typed, DateOnly today)
    {
        var text = Typed.Clean(typed);

        return IsOldCard(text) ? new IdDocument(text) : new IdDocument(CitizenId.Parse(text, today));
    }

    public static bool TryParse(string? typed, DateOnly today, [NotNullWhen(true)] out IdDocument? document)
    {
        var text = Typed.Clean(typed);
        document = IsOldCard(text) ? new IdDocument(text) : CitizenId.TryParse(text, today, out var id) ? new IdDocument(id) : null;

        return document is not null;
    }

    public override string ToString() => Masking.Id(Value);

    private static bool IsOldCard(string text) =>
        text.Length == OldCardLength && text[..3].All(char.IsAsciiLetterUpper) && Typed.IsDigits(text[3..]);
}
