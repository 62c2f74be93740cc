namespace Tongban.Ratings.Figures;

/// <summary>A part of a period that is read from one kind of line.</summary>
public readonly record struct SumPart(SumSpan Span, DateOnly From, DateOnly Through);

/// <summary>A period as whole months and the days that are left at its ends.</summary>
public static class SumRange
{
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    public static DateOnly LastOf(DateOnly month) => MonthOf(month).AddMonths(1).AddDays(-1);

    public static IReadOnlyList<SumPart> Of(DateOnly from, DateOnly through)
    {
        if (from > through)
        {
            return [];
        }

        var first = from.Day == 1 ? from : MonthOf(from).AddMonths(1);
        var end = through == LastOf(through) ? through : MonthOf(through).AddDays(-1);
        if (end < first)
        {
            return [new(SumSpan.Day, from, through)];
        }

        var parts = new List<SumPart> { new(SumSpan.Month, first, MonthOf(end)) };
        if (from < first)
        {
            parts.Insert(0, new(SumSpan.Day, from, first.AddDays(-1)));
        }

        if (through > end)
        {
            parts.Add(new(SumSpan.Day, end.AddDays(1), through));
        }

        return parts;
    }
}
