using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Ratings.Figures;

/// <summary>
/// What of the figures somebody may see. Of clerks: whoever judges ratings sees all, a head of department those posted there;
/// nobody sees themselves but on the page of their own. Whoever is rated too, at a window or for what they decided, sees no day
/// and nothing about a few: it could tell them who rated.
/// </summary>
public sealed class FigureSight(TongbanDb db, CurrentStaff staff, HallClock clock)
{
    private const int MonthsBack = 2;

    private bool? isRated;

    /// <summary>Serves at a window, or did something lately that may be rated.</summary>
    public async Task<bool> IsRatedAsync() => isRated ??= await staff.MayAsync(Permission.ServeAtWindow) || await HasServedAsync();

    public async Task<bool> SeesClerksAsync() => await staff.MayAsync(Permission.ReviewRectifications) || (await HeadedAsync()).Count > 0;

    /// <summary>Which clerks' lines may be seen.</summary>
    public async Task<Func<string, bool>> ClerksAsync()
    {
        var own = OwnKey;
        if (await staff.MayAsync(Permission.ReviewRectifications))
        {
            return key => key != own;
        }

        var headed = await HeadedAsync();
        var posted = await db.Set<Post>().Where(post => headed.Contains(post.DepartmentId!.Value)).Select(post => post.AccountId).ToListAsync();
        var seen = posted.Select(SumKeys.Text).ToHashSet();
        return key => key != own && seen.Contains(key);
    }

    private string OwnKey => staff.AccountId is { } me ? SumKeys.Text(me) : "";

    private Task<bool> HasServedAsync()
    {
        var (own, since) = (OwnKey, SumRange.MonthOf(clock.Today).AddMonths(-MonthsBack));
        return db.Set<RatingSum>().AnyAsync(sum => sum.By == SumBy.Clerk && sum.Span == SumSpan.Month && sum.On >= since && sum.Key == own);
    }

    private async Task<List<Guid>> HeadedAsync() =>
        [.. (await staff.PostsAsync()).Where(post => post.Role == Role.DepartmentHead).Select(post => post.DepartmentId).OfType<Guid>()];
}
