using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;

namespace Tongban.Shared.Data;

/// <summary>
/// Says that a day has to be counted anew; written in the transaction of the move that says so, and taken away in the one
/// that has counted. A row for each move and not one for each day: two who move at once would wait for each other on that.
/// </summary>
public sealed class DayToCount
{
    private DayToCount()
    {
    }

    private DayToCount(Guid centreId, DateOnly on) => (CentreId, Id, On) = (centreId, RowId.New(), on);

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>One for each day that is among these.</summary>
    public static IEnumerable<DayToCount> Of(Guid centreId, IEnumerable<DateOnly> days) => days.Distinct().Select(day => new DayToCount(centreId, day));

    internal static IEnumerable<DayToCount> Of(Guid centreId, IEnumerable<Entity> moved) => Of(centreId, moved.OfType<IFigured>().Select(entity => entity.FiguredOn));
}

public sealed class DayToCountMapping : IEntityTypeConfiguration<DayToCount>
{
    public void Configure(EntityTypeBuilder<DayToCount> day) => day.HasKey(d => new { d.CentreId, d.Id });
}
