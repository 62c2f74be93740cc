using System.Globalization;

namespace Tongban.Benefits.Months;

/// <summary>A month as it stands in an address and in a month's box: <c>2020-03</c>.</summary>
public static class MonthText
{
    public const string Format = "yyyy-MM";

    /// <summary>Its first day; null when it is none, or beyond what calendars can add to.</summary>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 1900 and < 9999 ? month : null;

    public static string Of(DateOnly month) => month.ToString(Format, CultureInfo.InvariantCulture);
}
