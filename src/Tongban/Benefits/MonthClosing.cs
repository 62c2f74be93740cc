using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Benefits;

/// <summary>A month whose books are closed, and with it every month before: nothing dated in them is given, received or reversed any more.</summary>
public sealed class MonthClosing : Entity
{
    private MonthClosing()
    {
    }

    internal MonthClosing(Guid centreId, DateOnly month, DateTime now, Actor by)
        : base(centreId)
    {
        (Month, ClosedAt, ClosedById) = (month, now, by.Id);
        Happened("benefit-month.closed", now, by, new { month });
    }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private set; }

    public DateTime ClosedAt { get; private set; }

    public Guid? ClosedById { get; private set; }

    public static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Whether a day lies in what is closed.</summary>
    public static bool Covers(DateOnly? closedThrough, DateOnly day) => closedThrough is { } month && FirstOf(day) <= month;

    /// <summary>The last month that is closed.</summary>
    public static Task<DateOnly?> LastAsync(TongbanDb db, CancellationToken stop) => db.Set<MonthClosing>().Select(closing => (DateOnly?)closing.Month).MaxAsync(stop);
}
