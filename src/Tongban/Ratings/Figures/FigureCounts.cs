namespace Tongban.Ratings.Figures;

/// <summary>What figures of 好差评 are made of; numerators and denominators alike.</summary>
/// <param name="Services">Services that could be rated.</param>
/// <param name="Levels">主动评价: first ratings that people gave and that hold.</param>
/// <param name="DefaultGood">Filled in by a site's rule (系统默认评价), good ones.</param>
/// <param name="DefaultBad">And bad ones, which only another system's books have.</param>
/// <param name="Excluded">Given, and left out since (剔除).</param>
/// <param name="Mending">Of the bad ones.</param>
public sealed record FigureCounts(long Services, LevelCounts Levels, long DefaultGood, long DefaultBad, long Excluded, MendingCounts Mending)
{
    public static FigureCounts None { get; } = new(0, LevelCounts.None, 0, 0, 0, MendingCounts.None);

    /// <summary>主动评价数.</summary>
    public long Given => Levels.Total;

    /// <summary>
    /// 应评价服务, of which every one is rated or not. A service whose rating was left out is neither: it stands in none of the
    /// shares and is told as a class of its own.
    /// </summary>
    public long Ratable => Math.Max(0, Services - Excluded);

    /// <summary>未评价服务数.</summary>
    public long Unrated => Ratable - Rated;

    public long Defaults => DefaultGood + DefaultBad;

    /// <summary>已评价服务数: rated by somebody or by a rule.</summary>
    public long Rated => Given + Defaults;

    public bool IsNothing => this == None;

    public static FigureCounts operator +(FigureCounts a, FigureCounts b) =>
        new(a.Services + b.Services, a.Levels + b.Levels, a.DefaultGood + b.DefaultGood, a.DefaultBad + b.DefaultBad, a.Excluded + b.Excluded, a.Mending + b.Mending);

    public static FigureCounts Sum(IEnumerable<FigureCounts> all) => all.Aggregate(None, (sum, one) => sum + one);
}

/// <summary>差评整改.</summary>
/// <param name="Due">应整改: all but those that were found not to hold.</param>
/// <param name="Mended">已整改.</param>
/// <param name="InTime">按时整改.</param>
/// <param name="Named">实名差评.</param>
/// <param name="CalledBack">Of the named, called back: reached.</param>
/// <param name="InVain">Of the named, called in vain as often as the rule asks (多次未接通); not called back.</param>
public sealed record MendingCounts(long Due, long Mended, long InTime, long Named, long CalledBack, long InVain)
{
    public static MendingCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    public static MendingCounts operator +(MendingCounts a, MendingCounts b) =>
        new(a.Due + b.Due, a.Mended + b.Mended, a.InTime + b.InTime, a.Named + b.Named, a.CalledBack + b.CalledBack, a.InVain + b.InVain);
}
