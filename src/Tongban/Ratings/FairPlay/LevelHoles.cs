using Tongban.Kernel;
using Tongban.Ratings.Figures;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// Holes in the scale: levels that nobody chose although many chose a better one and many a worse one. As in the figures of
/// 2020 (41567, 0, 4802, 0, 0): a device with fewer keys, or somebody who keys in for others. The ends of the scale are no
/// holes: that nobody is dissatisfied may be true. The alert and the page of figures say the same because both ask here.
/// </summary>
public static class LevelHoles
{
    private static readonly RatingLevel[] Levels = Enum.GetValues<RatingLevel>();

    /// <param name="counts">Of each level; as far as they were counted will do.</param>
    /// <param name="enough">Among fewer ratings a missing level means nothing.</param>
    /// <param name="beside">So many must have chosen some better level, and so many some worse one.</param>
    public static IReadOnlyList<RatingLevel> In(LevelCounts counts, int enough, int beside) => counts.Total < enough ? [] :
        [.. Levels.Where((level, at) => counts[level] == 0 && Levels.Take(at).Any(better => counts[better] >= beside) && Levels.Skip(at + 1).Any(worse => counts[worse] >= beside))];
}
