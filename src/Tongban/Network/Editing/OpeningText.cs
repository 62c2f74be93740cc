using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tongban.Kernel;

namespace Tongban.Network.Editing;

/// <summary>Opening hours as they are typed: <c>9:00-12:00, 13:00-17:00</c>; nothing is closed.</summary>
/// <remarks>Refusals: <c>opening.hours-unreadable</c> ({0} what was typed), <c>opening.overlap</c>, <c>opening.closes-before-it-opens</c>.</remarks>
public static partial class OpeningText
{
    private static readonly TimeOnly[] EndOfDay = [OpeningSpan.LastMinute];

    public static string Of(IReadOnlyList<OpeningSpan> spans) => string.Join(", ", spans.Select(span => $"{span.Opens:H:mm}-{span.Closes:H:mm}"));

    /// <summary>Full-width digits and signs, 至 and 到, commas, 、 and spaces are all understood.</summary>
    public static IReadOnlyList<OpeningSpan> Parse(string? typed)
    {
        var text = Dash().Replace((typed ?? "").Normalize(NormalizationForm.FormKC), "-");
        var spans = Parting().Split(text).Where(part => part.Length > 0).Select(part => Span(part, typed!)).OrderBy(span => span.Opens).ToList();
        Refusal.Unless(spans.Zip(spans.Skip(1)).All(pair => pair.First.Closes <= pair.Second.Opens), "opening.overlap");
        return spans;
    }

    private static OpeningSpan Span(string part, string typed)
    {
        var ends = part.Split('-').SelectMany(Time).ToList();
        Refusal.Unless(ends.Count == 2 && part.Count(c => c == '-') == 1, "opening.hours-unreadable", typed.Trim());
        Refusal.Unless(ends[0] < ends[1], "opening.closes-before-it-opens");
        return new(ends[0], ends[1]);
    }

    // A time of day cannot say 24:00.
    private static TimeOnly[] Time(string text) =>
        text == "24:00" ? EndOfDay
        : TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? [time]
        : [];

    [GeneratedRegex(@"\s*(?:[-‐-―~∼〜－]|至|到)\s*")]
    private static partial Regex Dash();

    [GeneratedRegex(@"[,;、。\s]+")]
    private static partial Regex Parting();
}
