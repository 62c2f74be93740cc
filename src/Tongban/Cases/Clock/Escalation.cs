using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>
/// Tells the leaders of a department when a clock turns yellow, and when it turns red: once each. They find it in their
/// inbox until one of them has taken note.
/// </summary>
public sealed class Escalation(TongbanDb db, RisksOfToday risks, CaseMoments moments, WorkCalendar calendar, ClockRules rules)
{
    /// <summary>Cases with a clock at a threshold that nobody was told of yet.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken stop)
    {
        var found = await risks.AllAsync(stop);
        var told = await ToldAsync(found, stop);
        return [.. found.Where(one => one.Clocks.Any(clock => !told.Contains((one.Times.Id, clock.Kind, clock.Round, clock.Colour)))).Select(one => one.Times.Id)];
    }

    /// <summary>Raises what is due of this case, whose row is locked.</summary>
    public async Task<bool> RaiseAsync(Case of, CancellationToken stop)
    {
        var at = moments.By(Actor.System);
        var told = await db.Set<CaseAlert>().Where(alert => alert.CaseId == of.Id).Select(alert => new { alert.Clock, alert.Round, alert.Colour }).ToListAsync(stop);
        var due = RisksOfToday.AtRisk(CaseClocks.Of(CaseTimes.From(of), calendar, rules, at.Today))
            .Where(clock => !told.Contains(new { Clock = clock.Kind, clock.Round, clock.Colour })).ToList();
        db.AddRange(due.Select(clock => new CaseAlert(of, clock, at)));
        return due.Count > 0;
    }

    /// <summary>A leader takes note of all that this case's clocks have raised.</summary>
    public async Task SeeAsync(Case of, Guid accountId, CancellationToken stop = default)
    {
        var at = moments.By(Actor.Staff(accountId));
        foreach (var alert in await db.Set<CaseAlert>().Where(alert => alert.CaseId == of.Id && alert.SeenAt == null).ToListAsync(stop))
        {
            alert.See(accountId, at);
        }
    }

    private async Task<HashSet<(Guid, ClockKind, int, TermColour)>> ToldAsync(IReadOnlyList<CaseAtRisk> found, CancellationToken stop)
    {
        var told = new HashSet<(Guid, ClockKind, int, TermColour)>();
        foreach (var some in found.Select(one => one.Times.Id).Chunk(500))
        {
            var rows = await db.Set<CaseAlert>().AsNoTracking().Where(alert => some.Contains(alert.CaseId))
                .Select(alert => new { alert.CaseId, alert.Clock, alert.Round, alert.Colour }).ToListAsync(stop);
            told.UnionWith(rows.Select(row => (row.CaseId, row.Clock, row.Round, row.Colour)));
        }

        return told;
    }
}
