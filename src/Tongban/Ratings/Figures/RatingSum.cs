using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tongban.Ratings.Figures;

/// <summary>From which side figures are looked at. Every service and rating is once in each of them, but for tags.</summary>
public enum SumBy
{
    /// <summary>The place (中心、网点).</summary>
    Site,

    Window,

    /// <summary>Who served: by account, or by the code of the system it was taken in from.</summary>
    Clerk,

    /// <summary>The item; and, through the item, the body that is responsible for it today.</summary>
    Item,

    /// <summary>By which way the rating came. Nobody's choice for services: those stand under no channel.</summary>
    Channel,

    /// <summary>A tag, in the column of its level. A rating has none or several.</summary>
    Tag,
}

public enum SumSpan
{
    Day,
    Month,
}

/// <summary>
/// Figures of a day or month from one side, counted from the rows themselves and never typed. A day's services and ratings
/// are at most so many lines as it has places, windows, clerks, items, channels and tags, however many they are.
/// </summary>
public sealed class RatingSum
{
    public const int MaxKey = 40;

    private RatingSum()
    {
    }

    public RatingSum(Guid centreId, SumBy by, SumSpan span, DateOnly on, string key, FigureCounts counts)
    {
        (CentreId, By, Span, On, Key) = (centreId, by, span, on, key);
        (Services, VerySatisfied, Satisfied, BasicallySatisfied, Dissatisfied, VeryDissatisfied) =
            (counts.Services, counts.Levels.VerySatisfied, counts.Levels.Satisfied, counts.Levels.BasicallySatisfied, counts.Levels.Dissatisfied, counts.Levels.VeryDissatisfied);
        (DefaultGood, DefaultBad, Excluded) = (counts.DefaultGood, counts.DefaultBad, counts.Excluded);
        (ToMend, Mended, MendedInTime, Named, CalledBack, CalledInVain) =
            (counts.Mending.Due, counts.Mending.Mended, counts.Mending.InTime, counts.Mending.Named, counts.Mending.CalledBack, counts.Mending.InVain);
    }

    public Guid CentreId { get; private set; }

    public SumBy By { get; private set; }

    public SumSpan Span { get; private set; }

    /// <summary>The day; of a month the first.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Which site, window, clerk, item, channel or tag; empty: none.</summary>
    public string Key { get; private set; } = "";

    public long Services { get; private set; }

    public long VerySatisfied { get; private set; }

    public long Satisfied { get; private set; }

    public long BasicallySatisfied { get; private set; }

    public long Dissatisfied { get; private set; }

    public long VeryDissatisfied { get; private set; }

    public long DefaultGood { get; private set; }

    public long DefaultBad { get; private set; }

    public long Excluded { get; private set; }

    public long ToMend { get; private set; }

    public long Mended { get; private set; }

    public long MendedInTime { get; private set; }

    public long Named { get; private set; }

    public long CalledBack { get; private set; }

    public long CalledInVain { get; private set; }
}

/// <summary>How often a centre's days have been counted: who has counted by an older state than another has written writes nothing.</summary>
public sealed class RatingSumState
{
    private RatingSumState()
    {
    }

    public RatingSumState(Guid centreId) => CentreId = centreId;

    public Guid CentreId { get; private set; }

    public long Rounds { get; private set; }

    /// <summary>Everything that was said by then is in the sums; it stands still while days wait to be counted.</summary>
    public DateTime? CountedAt { get; private set; }
}

public sealed class RatingSumMapping : IEntityTypeConfiguration<RatingSum>, IEntityTypeConfiguration<RatingSumState>
{
    public void Configure(EntityTypeBuilder<RatingSum> sum)
    {
        sum.HasKey(s => new { s.CentreId, s.By, s.Span, s.On, s.Key });
        sum.Property(s => s.Key).HasMaxLength(RatingSum.MaxKey);
    }

    public void Configure(EntityTypeBuilder<RatingSumState> state) => state.HasKey(s => s.CentreId);
}
