namespace Tongban.Kernel;

/// <summary>
/// A stretch of days that a <see cref="Term"/> does not count: 听证, 招标, 拍卖, 检验, 检测, 检疫, 鉴定, 专家评审
/// (行政许可法 Art. 45), or the applicant's own time to make good.
/// </summary>
/// <param name="From">The first day that does not count.</param>
/// <param name="Until">
/// The day the clock runs again, which counts; null while it stands still. Equal to <paramref name="From"/> when it
/// ran again the same day: then no day is gained.
/// </param>
/// <param name="Kind">Which procedure; the application's code, 1 to 32 characters.</param>
public sealed record TermPause(DateOnly From, DateOnly? Until, string Kind)
{
    public const int KindMaxLength = 32;

    public bool IsOpen => Until is null;

    public bool Covers(DateOnly day) => day >= From && (Until is not { } until || day < until);
}
