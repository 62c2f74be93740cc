using Microsoft.EntityFrameworkCore;
using Tongban.People;

namespace Tongban.Ratings.Figures;

/// <summary>
/// What of the figures somebody may see. Of clerks: whoever judges ratings sees all, a head of department those posted there;
/// nobody sees themselves but on the page of their own. Whoever serves at a window too sees no day that still runs and
/// nothing about a few: it could tell them who rated.
/// </summary>
public sealed class FigureSight(TongbanDb db, CurrentStaff staff)
{
    public Task<bool> ServesAsync() => staff.MayAsync(Permission.ServeAtWindow);

    public async Task<bool> SeesClerksAsync() => await staff.MayAsync(Permission.ReviewRectifications) || (await HeadedAsync()).Count > 0;

    /// <summary>Which clerks' lines may be seen.</summary>
    public async Task<Func<string, bool>> ClerksAsync()
    {
        var own = staff.AccountId is { } me ? SumKeys.Text(me) : "";
        if (await staff.MayAsync(Permission.ReviewRectifications))
        {
            return key => key != own;
        }

        var headed = await HeadedAsync();
        var posted = await db.Set<Post>().Where(post => headed.Contains(post.DepartmentId!.Value)).Select(post => post.AccountId).ToListAsync();
        var seen = posted.Select(SumKeys.Text).ToHashSet();
        return key => key != own && seen.Contains(key);
    }

    private async Task<List<Guid>> HeadedAsync() =>
        [.. (await staff.PostsAsync()).Where(post => post.Role == Role.DepartmentHead).Select(post => post.DepartmentId).OfType<Guid>()];
}
