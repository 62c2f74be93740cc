using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Live;
using Tongban.Windows;

namespace Tongban.Halls;

/// <summary>A number that was written by hand while the power was out. Its shape, <c>A-07</c>, is no number of the series.</summary>
/// <param name="GroupId">The letter before it.</param>
/// <param name="Row">The row on the printed list, 1 to 99.</param>
/// <param name="ArrivedAt">When the person came.</param>
/// <param name="ServedAt">When it was done, or null: the person still waits.</param>
/// <param name="WindowId">Where it was done.</param>
public sealed record HandWrittenNumber(Guid GroupId, int Row, DateTime ArrivedAt, DateTime? ServedAt, Guid? WindowId);

/// <summary>Enters afterwards what was written on the list: whoever still waits joins the line with the time they came.</summary>
public sealed class HandWritten(TongbanDb db, HallClock clock, ArmedWindows armed, LiveNews news)
{
    public const int Rows = 99;

    public static string Number(string letter, int row) => $"{letter}-{row:00}";

    /// <remarks>Refusals: <c>hall.row-out-of-range</c>, <c>hall.number-entered-already</c>, <c>hall.time-not-today</c>, <c>window.unknown</c>.</remarks>
    public async Task<Visit> EnterAsync(Guid siteId, HandWrittenNumber written, Guid staffId, Actor by, CancellationToken stop = default)
    {
        await RefuseAsync(siteId, written, stop);
        var group = await db.Set<MatterGroup>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == written.GroupId, stop) ?? throw new Refusal("matter-group.unknown");
        var number = Number(group.TicketLetter, written.Row);
        Refusal.Unless(!await db.Set<Visit>().AnyAsync(v => v.SiteId == siteId && v.On == clock.Today && v.Number == number, stop), "hall.number-entered-already", number);
        var visit = new Visit(db.CentreId, siteId, clock.Today, number, Codes.Token(), null, null, Precedence.None, null, written.ArrivedAt, by);
        var leg = visit.Wait(written.GroupId, null, written.ArrivedAt, by);
        db.Add(visit);
        if (written.ServedAt is { } done)
        {
            Served(visit, leg, written, done, staffId, by);
        }

        await db.SaveChangesAsync(stop);
        news.Changed(siteId);
        armed.Look(siteId);
        return visit;
    }

    // Finished at once and never called: nobody ever holds the window, so whoever sits there now is not disturbed.
    private void Served(Visit visit, Leg leg, HandWrittenNumber written, DateTime done, Guid staffId, Actor by)
    {
        leg.EnterServed(written.WindowId!.Value, staffId, done, by);
        db.Add(new Service(leg, Codes.Token(), done, by));
        visit.GoOn(done, by);
    }

    private async Task RefuseAsync(Guid siteId, HandWrittenNumber written, CancellationToken stop)
    {
        Refusal.Unless(written.Row is >= 1 and <= Rows, "hall.row-out-of-range", Rows);
        Refusal.Unless(IsPastToday(written.ArrivedAt) && (written.ServedAt is not { } done || (done >= written.ArrivedAt && IsPastToday(done))), "hall.time-not-today");
        Refusal.Unless(
            written.ServedAt is null || await db.Set<Window>().AnyAsync(w => w.Id == written.WindowId && w.SiteId == siteId && w.Groups.Any(g => g.GroupId == written.GroupId), stop),
            "window.unknown");
    }

    private bool IsPastToday(DateTime at) => clock.DayOf(at) == clock.Today && at <= clock.Now;
}
