namespace Tongban.Ratings.Figures;

/// <summary>The shares that 国办发〔2019〕51号 and what provinces made of it ask for; what each is stands in the words, with where it is from.</summary>
public enum Share
{
    /// <summary>评价率: rated, by a person or by a rule.</summary>
    Rated,

    /// <summary>主动评价率: rated by a person.</summary>
    Given,

    /// <summary>未评价率.</summary>
    Unrated,

    /// <summary>好评率.</summary>
    Good,

    /// <summary>主动好评率.</summary>
    GivenGood,

    /// <summary>差评率: bad ones that hold.</summary>
    Bad,

    /// <summary>整改率.</summary>
    Mended,

    /// <summary>按时整改率.</summary>
    MendedInTime,

    /// <summary>实名差评回访率.</summary>
    CalledBack,
}

/// <summary>Numerators and denominators. With nothing to divide by a share is "—", never 100%.</summary>
public static class FigureShares
{
    /// <summary>In the order in which they are read.</summary>
    public static IReadOnlyList<Share> All { get; } = Enum.GetValues<Share>();

    public static (long Part, long Whole) Of(this FigureCounts counts, Share share) => share switch
    {
        Share.Rated => (counts.Rated, counts.Ratable),
        Share.Given => (counts.Given, counts.Ratable),
        Share.Unrated => (counts.Unrated, counts.Ratable),
        Share.Good => (counts.Levels.Good + counts.DefaultGood, counts.Rated),
        Share.GivenGood => (counts.Levels.Good, counts.Given),
        Share.Bad => (counts.Levels.Bad + counts.DefaultBad, counts.Rated),
        Share.Mended => (counts.Mending.Mended, counts.Mending.Due),
        Share.MendedInTime => (counts.Mending.InTime, counts.Mending.Due),
        Share.CalledBack => (counts.Mending.CalledBack, counts.Mending.Named),
        _ => throw new ArgumentOutOfRangeException(nameof(share)),
    };
}
