using Tongban.Kernel;

namespace Tongban.Halls;

/// <summary>A site's day as its manager runs it: the list against a power cut, and the end.</summary>
public sealed class HallDay : Entity
{
    private HallDay()
    {
    }

    public HallDay(Guid centreId, Guid siteId, DateOnly on, DateTime now, Actor by)
        : base(centreId)
    {
        (SiteId, On) = (siteId, on);
        Happened("hall.day-begun", now, by);
    }

    public Guid SiteId { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>The list for a power cut lies on paper since.</summary>
    public DateTime? ListPrintedAt { get; private set; }

    /// <summary>No more numbers, nobody is called any more.</summary>
    public DateTime? ClosedAt { get; private set; }

    public void ListIsPrinted(DateTime now, Actor by)
    {
        ListPrintedAt = now;
        Happened("hall.list-printed", now, by);
    }

    public void Close(int notFinished, DateTime now, Actor by)
    {
        Refusal.Unless(ClosedAt is null, "hall.day-already-closed");
        ClosedAt = now;
        Happened("hall.day-closed", now, by, new { notFinished });
    }

    /// <summary>Closed by mistake: numbers are given again; whose visit has ended takes a new one.</summary>
    public void Reopen(DateTime now, Actor by)
    {
        Refusal.Unless(ClosedAt is not null, "hall.day-not-closed");
        ClosedAt = null;
        Happened("hall.day-reopened", now, by);
    }
}
