using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Ordering;
using Tongban.Shared.Words;

namespace Tongban.Windows.Desk;

/// <summary>
/// Reads what the API tells of a window. Its answers are part of the write and are read before the commit, while all
/// calls of the site wait: so only the head of the line is read, and the rest is counted.
/// </summary>
public sealed class WindowReading(TongbanDb db, Lines lines, Calling calling, DeskItems items, VisitorName name)
{
    public async Task<WindowNow> OfAsync(WindowSession session, CancellationToken stop)
    {
        var window = await db.Set<Window>().AsNoTracking().SingleAsync(one => one.Id == session.WindowId, stop);
        var head = await lines.HeadAsync(window, stop);
        var held = await calling.HeldAsync(window.Id, stop);
        return new(
            window.Code,
            window.Label,
            session.PausedAt is not null,
            session.ArmedAt is not null,
            await lines.CountAsync(window, stop),
            head.Places.Count > 0 ? head.Places[0].Who.Number : null,
            held is null ? null : await VisitorAsync(held, stop));
    }

    private async Task<VisitorNow> VisitorAsync(Leg leg, CancellationToken stop)
    {
        var visit = await db.Set<Visit>().AsNoTracking().SingleAsync(one => one.Id == leg.VisitId, stop);
        var item = (await items.OfAsync([leg], stop)).Values.FirstOrDefault();
        return new(visit.Number, leg.Status, leg.Calls, await name.OfAsync(visit, stop), item is null ? null : Named.In(item.NameZh, item.NameEn), leg.Note);
    }
}
