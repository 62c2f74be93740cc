using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tongban.Kernel;

namespace Tongban.Partners.Webhooks;

/// <summary>
/// Puts what partners are told beside the facts that it is told of, as they are saved: in the same transaction, whoever made
/// the move and on whichever page. So no activity can forget to tell, and none has to know who listens.
/// </summary>
public sealed class PartnerEvents(HallClock clock, RatingEvents ratings) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is TongbanDb db && ToldIn(db, ratings) is { Count: > 0 } facts)
        {
            await AddAsync(db, facts, cancellationToken);
        }

        return result;
    }

    // The changes have been looked for already: once more would cost every save of the house.
    private static List<Fact> ToldIn(TongbanDb db, RatingEvents ratings)
    {
        var looks = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. db.ChangeTracker.Entries<Fact>().Where(entry => entry.State == EntityState.Added && (EventTypes.IsTold(entry.Entity.What) || ratings.IsTold(entry.Entity.What))).Select(entry => entry.Entity)];
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = looks;
        }
    }

    private async Task AddAsync(TongbanDb db, List<Fact> facts, CancellationToken stop)
    {
        var clients = await db.Set<PartnerClient>().AsNoTracking().Where(client => client.SwitchedOffAt == null && (client.Address != null || client.Kind == PartnerKind.Province)).ToListAsync(stop);
        if (clients.Count == 0)
        {
            return;
        }

        var told = (await EventTargets.OfAsync(db, facts, ratings, stop))
            .SelectMany(target => clients.Where(client => target.IsFor(client)).Select(client => (target, client)))
            .Where(one => !db.Set<PartnerEvent>().Local.Any(there => there.FactId == one.target.Fact.Id && there.ClientId == one.client.Id && there.SubjectId == one.target.SubjectId))
            .ToList();
        if (told.Count > 0)
        {
            await NumberAsync(db, told, stop);
        }
    }

    private async Task NumberAsync(TongbanDb db, List<(EventTarget Target, PartnerClient Client)> told, CancellationToken stop)
    {
        var subjects = told.Select(one => one.Target.SubjectId).Distinct().ToList();
        var last = await db.Set<PartnerEvent>().Where(one => subjects.Contains(one.SubjectId))
            .GroupBy(one => new { one.ClientId, one.SubjectId }).Select(group => new { group.Key.ClientId, group.Key.SubjectId, Position = group.Max(one => one.Position) })
            .ToDictionaryAsync(one => (one.ClientId, one.SubjectId), one => one.Position, stop);
        foreach (var (target, client) in told)
        {
            var position = last[(client.Id, target.SubjectId)] = last.GetValueOrDefault((client.Id, target.SubjectId)) + 1;
            db.Add(new PartnerEvent(client, target.Fact.Id, target.SubjectId, position, target.Type, clock.Now));
        }
    }
}
