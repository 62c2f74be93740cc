using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Windows;

namespace Tongban.Queue.Ordering;

/// <summary>A window's line by the rule that it follows, and whose turn it is there.</summary>
public sealed record WindowLine(CallingRule Rule, Turn Turn, IReadOnlyList<Position> Places);

/// <summary>The head of a window's line, how many the whole is, and since when the longest waits.</summary>
public sealed record CountedLine(WindowLine Head, int Waiting, DateTime? Since);

/// <summary>Today's lines as the database has them, put in order by <see cref="CallingOrder"/>.</summary>
public sealed class Lines(TongbanDb db, HallClock clock)
{
    // Somebody may cancel in the moment of being called, then the next is tried; so many do not.
    private const int Enough = 20;

    /// <summary>Whom this window may call, first to be called first; by another rule than its own where one is tried out.</summary>
    public async Task<WindowLine> OfWindowAsync(Window window, CallingRule? tried = null, CancellationToken stop = default) =>
        await OrderAsync(window, tried ?? await RuleOfAsync(window, stop), await Waiting(OfGroups(window)).ToListAsync(stop), stop);

    /// <summary>The head of that line, enough to call from: everybody with a reason to be first, and of the others the first few.</summary>
    public async Task<WindowLine> HeadAsync(Window window, CancellationToken stop = default)
    {
        var rule = await RuleOfAsync(window, stop);
        List<Waiter> waiting = [.. await OthersAsync(window, stop), .. await FirstAsync(Ordinary(window), stop)];
        foreach (var named in rule.Conditions.Select(condition => condition.GroupIds).Where(groups => groups.Count > 0))
        {
            // Those who come for these may stand far behind.
            waiting.AddRange(await FirstAsync(Ordinary(window).Where(row => named.Contains(row.Leg.GroupId)), stop));
        }

        return await OrderAsync(window, rule, [.. waiting.DistinctBy(who => who.LegId)], stop);
    }

    /// <summary>How many that line is.</summary>
    public Task<int> CountAsync(Window window, CancellationToken stop = default)
    {
        var groups = window.Groups.Select(group => group.GroupId).ToList();
        var open = db.OpenSessionsOf(clock).Where(session => session.SiteId == window.SiteId).Select(session => (Guid?)session.WindowId);
        return db.Set<Leg>().CountAsync(leg => leg.SiteId == window.SiteId && leg.On == clock.Today && leg.Status == LegStatus.Waiting && groups.Contains(leg.GroupId)
            && (leg.ForWindowId == null || leg.ForWindowId == window.Id || !open.Contains(leg.ForWindowId)), stop);
    }

    /// <summary>
    /// The head of that line with how long the whole is, out of what all desks of the site share: hundreds ask at every
    /// call, each for a screenful. Whom to call is always read anew.
    /// </summary>
    public async Task<CountedLine> CountedAsync(Window window, IReadOnlyList<Waiter> waiting, CancellationToken stop = default)
    {
        var rule = await RuleOfAsync(window, stop);
        var turn = (await TurnsAsync(window.Id, stop))?.Now ?? default;
        var line = CallingOrder.Line(rule, HeadOf(rule, waiting), clock.Now, turn);
        return new CountedLine(new WindowLine(rule, turn, line), waiting.Count, waiting.Count == 0 ? null : waiting.Min(who => who.SinceAt));
    }

    // The head as HeadAsync reads it.
    private static IEnumerable<Waiter> HeadOf(CallingRule rule, IReadOnlyList<Waiter> waiting)
    {
        var ordinary = waiting.Where(who => !who.MayBeFirst).OrderBy(who => who.SinceAt).ThenBy(who => who.Number.Length).ThenBy(who => who.Number, StringComparer.Ordinal).ToList();
        var named = rule.Conditions.Select(condition => condition.GroupIds).Where(groups => groups.Count > 0).SelectMany(groups => ordinary.Where(who => groups.Contains(who.GroupId)).Take(Enough));
        return waiting.Where(who => who.MayBeFirst).Concat(ordinary.Take(Enough)).Concat(named).DistinctBy(who => who.LegId);
    }

    // Everybody with a reason to be before others.
    private Task<List<Waiter>> OthersAsync(Window window, CancellationToken stop) => Waiting(OfGroups(window).Where(row =>
        row.Visit.DueAt != null || row.Visit.Precedence != Precedence.None || row.Visit.GreenAt != null || row.Leg.ReturnedAt != null || row.Leg.TransferredAt != null)).ToListAsync(stop);

    private IQueryable<Row> Ordinary(Window window) => OfGroups(window).Where(row =>
        row.Visit.DueAt == null && row.Visit.Precedence == Precedence.None && row.Visit.GreenAt == null && row.Leg.ReturnedAt == null && row.Leg.TransferredAt == null);

    /// <summary>
    /// The line of every group of the site. Where all windows of a group follow one profile that is its order, and the
    /// usual rule where they differ.
    /// </summary>
    public async Task<ILookup<Guid, Position>> OfSiteAsync(Guid siteId, IReadOnlyList<Window> windows, CancellationToken stop = default)
    {
        var waiting = await Waiting(Rows(siteId)).ToListAsync(stop);
        var rules = await RulesAsync(windows, stop);
        return waiting.GroupBy(who => who.GroupId)
            .SelectMany(group => CallingOrder.Line(rules.GetValueOrDefault(group.Key, CallingRule.Usual), group, clock.Now))
            .ToLookup(place => place.Who.GroupId);
    }

    /// <summary>Windows at which somebody receives; one that pauses is open too.</summary>
    public async Task<HashSet<Guid>> OpenWindowsAsync(Guid siteId, CancellationToken stop = default) =>
        await db.OpenSessionsOf(clock).Where(session => session.SiteId == siteId).Select(session => session.WindowId).ToHashSetAsync(stop);

    /// <summary>The row of a window's turn today, or null before its first.</summary>
    public Task<CallingTurns?> TurnsAsync(Guid windowId, CancellationToken stop = default) =>
        db.Set<CallingTurns>().SingleOrDefaultAsync(turns => turns.WindowId == windowId && turns.On == clock.Today, stop);

    private async Task<CallingRule> RuleOfAsync(Window window, CancellationToken stop) => window.ProfileId is not { } id
        ? CallingRule.Usual
        : CallingRule.Of(await db.Set<CallingProfile>().Where(profile => profile.Id == id).Select(profile => profile.RuleText).SingleAsync(stop));

    /// <summary>The green channel of a group, where all its windows have one and the same; who promises it beforehand asks here.</summary>
    public async Task<Condition?> GreenOfAsync(Guid groupId, IReadOnlyList<Window> windows, CancellationToken stop = default) =>
        (await RulesAsync(windows, stop)).GetValueOrDefault(groupId)?.Conditions.FirstOrDefault(condition => condition.Kind == ConditionKind.GreenChannel);

    private async Task<Dictionary<Guid, CallingRule>> RulesAsync(IReadOnlyList<Window> windows, CancellationToken stop)
    {
        var followed = windows.Select(window => window.ProfileId).OfType<Guid>().Distinct().ToList();
        if (followed.Count == 0)
        {
            return [];
        }

        var rules = await db.Set<CallingProfile>().AsNoTracking().Where(profile => followed.Contains(profile.Id)).ToDictionaryAsync(profile => profile.Id, profile => profile.Rule, stop);
        return GroupRules.Of(windows, window => window.ProfileId is { } id ? rules[id] : CallingRule.Usual);
    }

    private async Task<WindowLine> OrderAsync(Window window, CallingRule rule, List<Waiter> waiting, CancellationToken stop)
    {
        var turn = (await TurnsAsync(window.Id, stop))?.Now ?? default;
        return new WindowLine(rule, turn, CallingOrder.Line(rule, await MineAsync(window, waiting, stop), clock.Now, turn));
    }

    private async Task<IEnumerable<Waiter>> MineAsync(Window window, List<Waiter> waiting, CancellationToken stop)
    {
        var open = waiting.Exists(who => who.ForWindowId is { } only && only != window.Id) ? await OpenWindowsAsync(window.SiteId, stop) : [];
        return waiting.Where(who => who.MayBeCalledAt(window.Id, open.Contains));
    }

    private IQueryable<Row> OfGroups(Window window)
    {
        var groups = window.Groups.Select(group => group.GroupId).ToList();
        return Rows(window.SiteId).Where(row => groups.Contains(row.Leg.GroupId));
    }

    private IQueryable<Row> Rows(Guid siteId) =>
        from leg in db.Set<Leg>()
        join visit in db.Set<Visit>() on leg.VisitId equals visit.Id
        where leg.SiteId == siteId && leg.On == clock.Today && leg.Status == LegStatus.Waiting
        select new Row { Leg = leg, Visit = visit };

    private static Task<List<Waiter>> FirstAsync(IQueryable<Row> rows, CancellationToken stop) =>
        Waiting(rows.OrderBy(row => row.Leg.WaitingSinceAt).ThenBy(row => row.Visit.Number.Length).ThenBy(row => row.Visit.Number).Take(Enough)).ToListAsync(stop);

    private static IQueryable<Waiter> Waiting(IQueryable<Row> rows) => rows.Select(row =>
        new Waiter(row.Leg.Id, row.Visit.Number, row.Leg.GroupId, row.Visit.ArrivedAt, row.Leg.WaitingSinceAt, row.Visit.DueAt, row.Visit.Precedence, row.Leg.ReturnedAt, row.Leg.TransferredAt != null, row.Leg.ForWindowId, row.Visit.GreenAt != null));

    private sealed class Row
    {
        public required Leg Leg { get; init; }

        public required Visit Visit { get; init; }
    }
}
