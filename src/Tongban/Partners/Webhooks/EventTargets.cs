using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Licences;
using Tongban.OneThing;
using Tongban.Ratings;

namespace Tongban.Partners.Webhooks;

/// <summary>A fact, the thing that it is told of, and to whom.</summary>
/// <param name="Fact">What happened.</param>
/// <param name="SubjectId">The step or the licence.</param>
/// <param name="Type">Under which name it is told.</param>
/// <param name="Kind">To all clients of this kind; null: to those of a body.</param>
/// <param name="BodyId">The body whose step it is.</param>
internal sealed record EventTarget(Fact Fact, Guid SubjectId, string Type, PartnerKind? Kind = null, Guid? BodyId = null)
{
    /// <summary>Nobody is told what it did itself.</summary>
    public bool IsFor(PartnerClient client) =>
        (Kind is { } kind ? client.Kind == kind : client.DepartmentId == BodyId) && Fact.By != Actor.Partner(client.Id).ToString();
}

/// <summary>Finds whom a fact concerns. What moved is at hand; only the steps of other bodies are looked up.</summary>
internal static class EventTargets
{
    public static async Task<List<EventTarget>> OfAsync(TongbanDb db, IReadOnlyList<Fact> facts, IReadOnlyCollection<Entity> moved, RatingEvents ratings, CancellationToken stop)
    {
        var (targets, rated) = (new List<EventTarget>(), moved.OfType<Rating>().ToDictionary(rating => rating.Id));
        foreach (var fact in facts)
        {
            targets.AddRange(fact.What switch
            {
                _ when ratings.IsTold(fact.What) => await ratings.OfAsync(db, fact, rated.GetValueOrDefault(fact.SubjectId), stop),
                EventTypes.AmendmentMade => await OfAmendmentAsync(db, fact, stop),
                EventTypes.MeetingProposed or EventTypes.MeetingAgreed => await OfMeetingAsync(db, fact, stop),
                _ when fact.Subject == nameof(Bundle) => await OfBundleAsync(db, fact, stop),
                _ when fact.Subject == nameof(Licence) => [new(fact, fact.SubjectId, fact.What, PartnerKind.Province)],
                _ => OfCase(fact, Moved<Case>(db, fact)),
            });
        }

        return targets;
    }

    private static IEnumerable<EventTarget> OfCase(Fact fact, Case moved)
    {
        if (moved.BundleId is not null)
        {
            yield return new(fact, moved.Id, EventTypes.OfSteps[fact.What], BodyId: moved.DepartmentId);
        }

        if (EventTypes.OfCases.TryGetValue(fact.What, out var type))
        {
            yield return new(fact, moved.Id, type, PartnerKind.Province);
        }
    }

    // Of several steps of one body each is told.
    private static async Task<IEnumerable<EventTarget>> OfAmendmentAsync(TongbanDb db, Fact fact, CancellationToken stop)
    {
        var made = Moved<Amendment>(db, fact);
        var steps = made.Notes.Select(note => note.StepNo).ToList();
        return (await StepsAsync(db, made.BundleId, stop)).Where(step => steps.Contains(step.No)).Select(step => new EventTarget(fact, step.CaseId, EventTypes.Amended, BodyId: step.BodyId));
    }

    private static async Task<IEnumerable<EventTarget>> OfMeetingAsync(TongbanDb db, Fact fact, CancellationToken stop)
    {
        var meeting = Moved<Meeting>(db, fact);
        return (await StepsAsync(db, meeting.BundleId, stop)).Where(step => step.No == meeting.StepNo).Select(step => new EventTarget(fact, step.CaseId, fact.What, BodyId: step.BodyId));
    }

    // What runs is withdrawn, which is told of each; what was finished has to be told of too. What goes by post is for who carries it.
    private static async Task<IEnumerable<EventTarget>> OfBundleAsync(TongbanDb db, Fact fact, CancellationToken stop)
    {
        IEnumerable<EventTarget> province = [new(fact, fact.SubjectId, fact.What, PartnerKind.Province)];
        return fact.What switch
        {
            EventTypes.BundleCancelled => province.Concat((await StepsAsync(db, fact.SubjectId, stop)).Where(step => step.Status == CaseStatus.Closed).Select(step => new EventTarget(fact, step.CaseId, EventTypes.Cancelled, BodyId: step.BodyId))),
            EventTypes.BundleDone when Moved<Bundle>(db, fact).Delivery == DeliveryWay.Post => province.Append(new(fact, fact.SubjectId, EventTypes.ParcelReady, PartnerKind.Post)),
            _ => province,
        };
    }

    private static async Task<List<(int No, Guid CaseId, Guid BodyId, CaseStatus Status)>> StepsAsync(TongbanDb db, Guid bundleId, CancellationToken stop)
    {
        var rows = await db.Set<BundleStep>().AsNoTracking().Where(step => step.BundleId == bundleId && step.CaseId != null)
            .Join(db.Set<Case>(), step => step.CaseId!.Value, its => its.Id, (step, its) => new { step.No, its.Id, its.DepartmentId, its.Status }).ToListAsync(stop);
        return [.. rows.Select(row => (row.No, row.Id, row.DepartmentId, row.Status))];
    }

    private static T Moved<T>(TongbanDb db, Fact fact)
        where T : Entity => db.Set<T>().Local.First(moved => moved.Id == fact.SubjectId);
}
