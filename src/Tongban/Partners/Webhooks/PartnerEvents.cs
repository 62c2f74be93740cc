using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Partners.Webhooks;

/// <summary>
/// Puts what partners are told beside the facts that it is told of, as they are saved: in the same transaction, whoever made
/// the move and on whichever page. So no activity can forget to tell, and none has to know who listens.
/// </summary>
public sealed class PartnerEvents(HallClock clock, RatingEvents ratings) : SaveChangesInterceptor, ITellsOfFacts
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is TongbanDb db && ToldIn(db) is { Count: > 0 } facts)
        {
            db.AddRange(await MakeAsync(db, facts, [], cancellationToken));
        }

        return result;
    }

    /// <summary>The same for rows that go past the change tracker.</summary>
    public async Task TellAsync(TongbanDb db, NewRows rows, IReadOnlyList<Fact> facts, IReadOnlyCollection<Entity> moved, CancellationToken stop)
    {
        var told = facts.Where(IsTold).ToList();
        if (told.Count > 0)
        {
            await rows.AddAsync(await MakeAsync(db, told, moved, stop));
        }
    }

    private bool IsTold(Fact fact) => EventTypes.IsTold(fact.What) || ratings.IsTold(fact.What);

    // The changes have been looked for already: once more would cost every save of the house.
    private List<Fact> ToldIn(TongbanDb db)
    {
        var looks = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. db.ChangeTracker.Entries<Fact>().Where(entry => entry.State == EntityState.Added && IsTold(entry.Entity)).Select(entry => entry.Entity)];
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = looks;
        }
    }

    private async Task<List<PartnerEvent>> MakeAsync(TongbanDb db, List<Fact> facts, IReadOnlyCollection<Entity> moved, CancellationToken stop)
    {
        var clients = await db.Set<PartnerClient>().AsNoTracking().Where(client => client.SwitchedOffAt == null && (client.Address != null || client.Kind == PartnerKind.Province)).ToListAsync(stop);
        if (clients.Count == 0)
        {
            return [];
        }

        var told = (await EventTargets.OfAsync(db, facts, moved, ratings, stop))
            .SelectMany(target => clients.Where(client => target.IsFor(client)).Select(client => (target, client)))
            .Where(one => !db.Set<PartnerEvent>().Local.Any(there => there.FactId == one.target.Fact.Id && there.ClientId == one.client.Id && there.SubjectId == one.target.SubjectId))
            .ToList();
        return told.Count == 0 ? [] : await NumberAsync(db, told, stop);
    }

    private async Task<List<PartnerEvent>> NumberAsync(TongbanDb db, List<(EventTarget Target, PartnerClient Client)> told, CancellationToken stop)
    {
        var subjects = told.Select(one => one.Target.SubjectId).Distinct().ToList();
        var last = await db.Set<PartnerEvent>().Where(one => EF.Parameter(subjects).Contains(one.SubjectId))
            .GroupBy(one => new { one.ClientId, one.SubjectId }).Select(group => new { group.Key.ClientId, group.Key.SubjectId, Position = group.Max(one => one.Position) })
            .ToDictionaryAsync(one => (one.ClientId, one.SubjectId), one => one.Position, stop);
        return [.. told.Select(one => new PartnerEvent(one.Client, one.Target.Fact.Id, one.Target.SubjectId, Next(last, (one.Client.Id, one.Target.SubjectId)), one.Target.Type, clock.Now))];
    }

    private static int Next(Dictionary<(Guid Client, Guid Subject), int> last, (Guid Client, Guid Subject) of) => last[of] = last.GetValueOrDefault(of) + 1;
}
