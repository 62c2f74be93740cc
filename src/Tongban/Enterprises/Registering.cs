using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Rush;

namespace Tongban.Enterprises;

/// <summary>Enters enterprises in the register, inside the caller's transaction: one from a case, or many from a file.</summary>
public sealed class Registering(TongbanDb db, HallClock clock, PersonalData personal, NewRows rows)
{
    /// <remarks>Refusals: <c>enterprise.known</c> and those of <see cref="Enterprise"/>.</remarks>
    public async Task<Enterprise> RegisterAsync(EnterpriseFacts facts, Actor by, CancellationToken stop = default)
    {
        var enterprise = Made(facts, by);
        db.Add(enterprise);
        await db.SaveChangesAsync(stop);
        return enterprise;
    }

    /// <summary>Takes an enterprise out of the register; one that never stood in it is none of ours: null.</summary>
    /// <remarks>Refusals: <c>enterprise.other-name</c>, <c>enterprise.other-representative</c>, <c>enterprise.cancelled</c>.</remarks>
    public async Task<Enterprise?> CancelAsync(UnifiedSocialCreditCode uscc, string name, string? representative, Actor by, CancellationToken stop = default)
    {
        var enterprise = await StandingAsync(uscc, name, representative, stop);
        enterprise?.Cancel(clock.Now, by);
        return enterprise;
    }

    /// <summary>What stands in the register under this code, which has to bear this name and to be led by this person; null where we never had it.</summary>
    /// <param name="uscc">The code.</param>
    /// <param name="name">The company's name.</param>
    /// <param name="representative">The identity number of its legal representative; null where nobody asked.</param>
    /// <param name="stop">Stops it.</param>
    /// <remarks>Refusals: <c>enterprise.other-name</c>, <c>enterprise.other-representative</c>, <c>enterprise.cancelled</c>.</remarks>
    public async Task<Enterprise?> StandingAsync(UnifiedSocialCreditCode uscc, string name, string? representative, CancellationToken stop = default)
    {
        var enterprise = await db.Set<Enterprise>().SingleOrDefaultAsync(one => one.Uscc == uscc.Value, stop);
        Refusal.Unless(enterprise is null || enterprise.Name == name.Trim(), "enterprise.other-name");
        // Nobody ends a company that somebody else leads (公司登记: the application is the legal representative's).
        Refusal.Unless(enterprise is null || representative is null || enterprise.LegalRepHash == personal.Seal(Sealed.IdNumber, representative).Hash, "enterprise.other-representative");
        Refusal.Unless(enterprise?.CancelledAt is null, "enterprise.cancelled");
        return enterprise;
    }

    /// <summary>As many outcomes as facts, in their order; one that is refused spoils no other.</summary>
    public async Task<IReadOnlyList<Outcome<Enterprise>>> RegisterAllAsync(IReadOnlyList<EnterpriseFacts> all, Actor by, CancellationToken stop)
    {
        var asked = all.Select(facts => facts.Uscc.Value).Distinct().ToList();
        var known = await db.Set<Enterprise>().Where(enterprise => EF.Parameter(asked).Contains(enterprise.Uscc)).Select(enterprise => enterprise.Uscc).ToHashSetAsync(stop);
        List<Outcome<Enterprise>> outcomes = [.. all.Select(facts => Decide(facts, known, by))];
        await rows.AddWithFactsAsync([.. outcomes.Select(outcome => outcome.Answer).OfType<Enterprise>()]);
        return outcomes;
    }

    private Outcome<Enterprise> Decide(EnterpriseFacts facts, HashSet<string> known, Actor by)
    {
        if (known.Contains(facts.Uscc.Value))
        {
            return new Refusal("enterprise.known");
        }

        try
        {
            var enterprise = Made(facts, by);
            known.Add(enterprise.Uscc);
            return enterprise;
        }
        catch (Refusal refusal)
        {
            return refusal;
        }
    }

    private Enterprise Made(EnterpriseFacts facts, Actor by) =>
        new(db.CentreId, facts, personal.Seal(Sealed.IdNumber, facts.LegalRep.IdNumber), clock.Now, by);
}
