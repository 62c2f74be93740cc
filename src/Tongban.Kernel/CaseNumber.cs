using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tongban.Kernel;

/// <summary>
/// 办件编号 as we make it: the item's 实施编码 (31), the day (yyyyMMdd) and the day's sequence in four digits or more;
/// 43 characters, never above the 50 of GB/T 39046-2020. The pattern is the one in live use, not a norm: other
/// systems' numbers are plain text and do not pass here. That a number is given once is the database's matter.
/// </summary>
/// <remarks>
/// Refusals: <c>case-number.length</c>, <c>case-number.item</c>, <c>case-number.day</c>, <c>case-number.sequence</c>.
/// </remarks>
public sealed record CaseNumber
{
    public const int MaxLength = 50;

    private const int ItemLength = 31;
    private const int SequenceStart = ItemLength + 8;
    private const int MinLength = SequenceStart + 4;

    private CaseNumber(string value) => Value = value;

    /// <summary>The number as it is stored and printed.</summary>
    public string Value { get; }

    public ItemCode Item => ItemCode.Parse(Value[..ItemLength]);

    public DateOnly Day => Typed.TryDay(Value[ItemLength..SequenceStart], out var day) ? day : throw new InvalidOperationException();

    public int Sequence => int.Parse(Value[SequenceStart..], CultureInfo.InvariantCulture);

    /// <param name="item">Of 31 characters, or 33, whose first 31 count; another is refused with <c>case-number.item</c>.</param>
    /// <param name="day">The hall's day of the application.</param>
    /// <param name="sequence">From 1; past 9999 the number grows by a digit.</param>
    public static CaseNumber Next(ItemCode item, DateOnly day, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequence);
        var implementation = item.ImplementationCode ?? throw new Refusal("case-number.item");

        return new CaseNumber(string.Create(CultureInfo.InvariantCulture, $"{implementation}{day:yyyyMMdd}{sequence:0000}"));
    }

    public static CaseNumber Parse(string? typed)
    {
        var text = Typed.Clean(typed);
        var wrong = WrongIn(text);

        return wrong is null ? new CaseNumber(text) : throw new Refusal(wrong);
    }

    public static bool TryParse(string? typed, [NotNullWhen(true)] out CaseNumber? number)
    {
        var text = Typed.Clean(typed);
        number = WrongIn(text) is null ? new CaseNumber(text) : null;

        return number is not null;
    }

    public override string ToString() => Value;

    private static string? WrongIn(string text) =>
        text.Length is < MinLength or > MaxLength ? "case-number.length"
        : !ItemCode.TryParse(text[..ItemLength], out _) ? "case-number.item"
        : !Typed.TryDay(text[ItemLength..SequenceStart], out _) ? "case-number.day"
        : !IsSequence(text[SequenceStart..]) ? "case-number.sequence"
        : null;

    // 0068 and 10000, never 0000 or 00068: one number has one text.
    private static bool IsSequence(string text) =>
        Typed.IsDigits(text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > 0
        && text == sequence.ToString("0000", CultureInfo.InvariantCulture);
}
