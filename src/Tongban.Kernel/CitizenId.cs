using System.Diagnostics.CodeAnalysis;

namespace Tongban.Kernel;

/// <summary>As the number says it; the number's 17th digit is odd for a man.</summary>
public enum Gender
{
    Male,
    Female,
}

/// <summary>
/// 公民身份号码, GB 11643-1999: six digits of a division, the day of birth, three of a sequence and a check character
/// (ISO 7064 MOD 11-2). Residence permits (81, 82, 83) and new permanent-resident cards (9) are built alike and pass;
/// <see cref="IdDocument"/> tells them apart.
/// </summary>
/// <remarks>Refusals: <c>id.length</c>, <c>id.character</c>, <c>id.birth-date</c> (no such day, or later than today), <c>id.check-digit</c>.</remarks>
public sealed record CitizenId
{
    public const int Length = 18;

    private const string CheckCharacters = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private CitizenId(string value) => Value = value;

    /// <summary>The number as it is stored: 18 characters, X in upper case. Personal: encrypt it, mask it.</summary>
    public string Value { get; }

    /// <summary>Where the number was first given, six digits of GB/T 2260 as it then was.</summary>
    public string Division => Value[..6];

    public DateOnly BornOn => Typed.TryDay(Value[6..14], out var day) ? day : throw new InvalidOperationException();

    public Gender Gender => (Value[16] - '0') % 2 == 1 ? Gender.Male : Gender.Female;

    /// <param name="typed">Spaces, full-width digits and a small x are put right.</param>
    /// <param name="today">The hall's day; nobody is born later.</param>
    public static CitizenId Parse(string? typed, DateOnly today)
    {
        var text = Typed.Clean(typed);
        var wrong = WrongIn(text, today);

        return wrong is null ? new CitizenId(text) : throw new Refusal(wrong);
    }

    public static bool TryParse(string? typed, DateOnly today, [NotNullWhen(true)] out CitizenId? id)
    {
        var text = Typed.Clean(typed);
        id = WrongIn(text, today) is null ? new CitizenId(text) : null;

        return id is not null;
    }

    /// <summary>Full years on a day; someone born on 29 February turns on the 28th (民法典 Art. 202).</summary>
    public int AgeOn(DateOnly day)
    {
        var years = day.Year - BornOn.Year;

        return BornOn.AddYears(years) > day ? years - 1 : years;
    }

    // Records print their values; a number of a person must not reach a log by accident.
    public override string ToString() => Masking.Id(Value);

    private static string? WrongIn(string text, DateOnly today) =>
        text.Length != Length ? "id.length"
        : !Typed.IsDigits(text[..17]) || text[0] == '0' || !(char.IsAsciiDigit(text[17]) || text[17] == 'X') ? "id.character"
        : !Typed.TryDay(text[6..14], out var born) || born > today ? "id.birth-date"
        : text[17] != CheckCharacters[text[..17].Select((c, i) => (c - '0') * Weights[i]).Sum() % 11] ? "id.check-digit"
        : null;
}
