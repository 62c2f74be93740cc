using Tongban.People;
using Tongban.Ratings.Figures.Open;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Ratings.Figures;

/// <summary>
/// A clerk's own counts by level, month by month, and nothing that leads to a person: a month is shown once it is over and
/// nobody can rate it any more, so that no number moves while the visitor is remembered, and no level of which there are a few.
/// </summary>
[Needs(Permission.ServeAtWindow)]
public sealed class MineModel(RatingFigures figures, CurrentStaff staff, ClosedMonths closed, Formats formats) : TongbanPage
{
    public const int Months = 12;

    /// <summary>The last month that is shown.</summary>
    public DateOnly Last => closed.Last;

    public DateOnly First => Last.AddMonths(1 - Months);

    /// <summary>The newest first; null: of a few.</summary>
    public IReadOnlyList<(string Month, OpenTotal? Told)> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var found = await figures.InTimeAsync(SumSpan.Month, First, Last, SumBy.Clerk, SumKeys.Text(staff.AccountId!.Value), stop);
        Lines = [.. found.Reverse().Select(one => (formats.Month(one.On), OpenTotal.Of("", one.Counts)))];
    }
}
