using Tongban.Kernel;

namespace Tongban.Ratings.Figures;

/// <summary>
/// How many ratings of each level. 好评 are the upper three levels, 差评 the lower two. With nothing to divide by a
/// share is "—", never 100%.
/// </summary>
public sealed record LevelCounts(long VerySatisfied, long Satisfied, long BasicallySatisfied, long Dissatisfied, long VeryDissatisfied)
{
    public static LevelCounts None { get; } = new(0, 0, 0, 0, 0);

    public long Total => Good + Bad;

    public long Good => VerySatisfied + Satisfied + BasicallySatisfied;

    public long Bad => Dissatisfied + VeryDissatisfied;

    public long this[RatingLevel level] => level switch
    {
        RatingLevel.VerySatisfied => VerySatisfied,
        RatingLevel.Satisfied => Satisfied,
        RatingLevel.BasicallySatisfied => BasicallySatisfied,
        RatingLevel.Dissatisfied => Dissatisfied,
        RatingLevel.VeryDissatisfied => VeryDissatisfied,
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    public static LevelCounts operator +(LevelCounts a, LevelCounts b) => new(
        a.VerySatisfied + b.VerySatisfied, a.Satisfied + b.Satisfied, a.BasicallySatisfied + b.BasicallySatisfied, a.Dissatisfied + b.Dissatisfied, a.VeryDissatisfied + b.VeryDissatisfied);

    public static LevelCounts Of(IEnumerable<(RatingLevel Level, long Count)> counted)
    {
        var sums = counted.GroupBy(c => c.Level).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        long Sum(RatingLevel level) => sums.GetValueOrDefault(level);
        return new(
            Sum(RatingLevel.VerySatisfied), Sum(RatingLevel.Satisfied), Sum(RatingLevel.BasicallySatisfied),
            Sum(RatingLevel.Dissatisfied), Sum(RatingLevel.VeryDissatisfied));
    }
}
