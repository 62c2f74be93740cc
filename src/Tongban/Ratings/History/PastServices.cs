using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Ratings.History;

/// <summary>A service that another system recorded.</summary>
/// <param name="SourceId">Its number there.</param>
/// <param name="CaseNumber">The case it belongs to; there is no case of ours.</param>
/// <param name="CaseSequence">The how-manieth service of that case.</param>
/// <param name="CaseStage">办件状态 at that time, as the exchange numbers it: 2 accepted, 3 closed.</param>
/// <param name="ApplicantKind">申请人类型, as the exchange numbers it.</param>
/// <param name="Moment">What was done.</param>
/// <param name="SiteId">Where.</param>
/// <param name="WindowId">At which window.</param>
/// <param name="ItemId">What it was about.</param>
/// <param name="StaffCode">Who did it, by the code of then.</param>
/// <param name="DeviceCode">At which terminal, by the code of then.</param>
/// <param name="StartedAt">From.</param>
/// <param name="EndedAt">To.</param>
public sealed record PastService(
    string SourceId, string CaseNumber, int CaseSequence, int CaseStage, int ApplicantKind, ServiceMoment Moment, Guid SiteId, Guid? WindowId, Guid ItemId,
    string? StaffCode, string? DeviceCode, DateTime StartedAt, DateTime EndedAt)
{
    /// <summary>What the books of then say of its site's hours; null where no hours bind.</summary>
    public bool? InHours { get; init; }
}

/// <summary>Takes services of the past in, many in the caller's transaction: they are counted, and are too old to be rated here.</summary>
public sealed class PastServices(TongbanDb db, HallClock clock, NewRows rows)
{
    /// <summary>As many outcomes as there are services, in their order; one that is refused spoils no other.</summary>
    /// <remarks>Refusals: <c>service.already-recorded</c>, <c>service.outside-hours</c>, <c>service.in-future</c>.</remarks>
    public async Task<IReadOnlyList<Outcome<Service>>> TakeAllAsync(IReadOnlyList<PastService> all, Actor by, CancellationToken stop)
    {
        var cases = all.Select(one => one.CaseNumber).Distinct().ToList();
        var known = (await db.Set<Service>().Where(service => EF.Parameter(cases).Contains(service.CaseNumber!))
            .Select(service => new { service.CaseNumber, service.CaseSequence }).ToListAsync(stop)).Select(service => (service.CaseNumber!, service.CaseSequence!.Value)).ToHashSet();
        List<Outcome<Service>> outcomes = [.. all.Select(one => Decide(one, known, by))];
        await rows.AddWithFactsAsync([.. outcomes.Select(outcome => outcome.Answer).OfType<Service>()]);
        return outcomes;
    }

    private Outcome<Service> Decide(PastService past, HashSet<(string Case, int Sequence)> known, Actor by)
    {
        if (known.Contains((past.CaseNumber, past.CaseSequence)))
        {
            return new Refusal("service.already-recorded");
        }

        if (past.InHours == false)
        {
            return new Refusal("service.outside-hours");
        }

        if (past.EndedAt > clock.Now)
        {
            return new Refusal("service.in-future");
        }

        known.Add((past.CaseNumber, past.CaseSequence));
        return new Service(db.CentreId, past, Codes.Token(), clock.Now, by);
    }
}
