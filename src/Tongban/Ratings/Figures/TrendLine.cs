using Tongban.Ratings.Figures.Open;

namespace Tongban.Ratings.Figures;

/// <summary>A step of a trend; what is not told is null.</summary>
public sealed record TrendLine(string Name, long? Services, long? Given, long? Good)
{
    public bool IsHidden => Given is null;

    /// <summary>There is a share of good ones.</summary>
    public bool HasShare => Good is not null && Given > 0;

    public static TrendLine Of(FigureLine line) => line.IsHidden ? new(line.Name, null, null, null) : new(line.Name, line.Counts.Ratable, line.Counts.Given, line.Counts.Levels.Good);

    /// <param name="name">Of the step.</param>
    /// <param name="line">Null where it is of a few.</param>
    public static TrendLine Of(string name, OpenLine? line) => new(name, line?.Services, line?.Given, line?.Good);
}
