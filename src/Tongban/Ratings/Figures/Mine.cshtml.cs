using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Ratings.Figures;

/// <summary>
/// A clerk's own counts by level, month by month, and nothing that leads to a person: a month is shown once it is over and
/// nobody can rate it any more, so that no number moves while the visitor is remembered, and never of a few.
/// </summary>
[Needs(Permission.ServeAtWindow)]
public sealed class MineModel(RatingFigures figures, CurrentStaff staff, RatingRules rules, HallClock clock, Formats formats) : TongbanPage
{
    public const int Months = 12;

    /// <summary>The last month that is shown.</summary>
    public DateOnly Last => SumRange.MonthOf(clock.Today.AddDays(-rules.FirstRatingDays.Value)).AddMonths(-1);

    public DateOnly First => Last.AddMonths(1 - Months);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<FigureLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var found = await figures.InTimeAsync(SumSpan.Month, First, Last, SumBy.Clerk, SumKeys.Text(staff.AccountId!.Value), stop);
        Lines = [.. found.Reverse().Select(one => new FigureLine(formats.Month(one.On), one.Counts, one.Counts.Given < SmallGroups.Least))];
    }
}
