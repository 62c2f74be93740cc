using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Licences.Verifying;

/// <summary>A licence as anybody may see it who has its identifier.</summary>
/// <param name="Facts">What it says itself.</param>
/// <param name="State">How it stands today.</param>
/// <param name="EndedOn">Since when it is revoked, cancelled or replaced.</param>
/// <param name="Editions">All its editions, the first first.</param>
public sealed record Verified(LicenceFacts Facts, LicenceState State, DateOnly? EndedOn, IReadOnlyList<VerifiedEdition> Editions)
{
    /// <summary>The edition to use instead of one that was replaced.</summary>
    public VerifiedEdition? Newer => State == LicenceState.Replaced ? Editions.LastOrDefault(edition => edition.Edition > Facts.Edition) : null;
}

/// <summary>One edition of a licence.</summary>
/// <param name="Identifier">Its identifier.</param>
/// <param name="Edition">版本号.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="State">How it stands today.</param>
public sealed record VerifiedEdition(string Identifier, int Edition, DateOnly IssuedOn, LicenceState State);

/// <summary>Looks a licence up by what is printed on it.</summary>
public sealed class Verification(TongbanDb db, LicenceViews views, HallClock clock)
{
    /// <remarks>Refusals: <c>licence.format</c>, <c>licence.check</c>, <c>licence.unknown</c>.</remarks>
    public async Task<Verified> FindAsync(string? typed, CancellationToken stop = default)
    {
        var identifier = LicenceIdentifier.Parse(typed);
        Refusal.Unless(identifier.IsCheckRight, "licence.check");
        var found = await db.Set<Licence>().AsNoTracking().SingleOrDefaultAsync(licence => licence.Identifier == identifier.Value, stop);
        return await OfAsync(found ?? throw new Refusal("licence.unknown"), stop);
    }

    /// <summary>The licence of one edition of a case's result.</summary>
    public async Task<Verified> OfAsync(Guid caseId, int edition, CancellationToken stop = default) =>
        await OfAsync(await db.Set<Licence>().AsNoTracking().SingleAsync(licence => licence.CaseId == caseId && licence.Edition == edition, stop), stop);

    private async Task<Verified> OfAsync(Licence found, CancellationToken stop)
    {
        var editions = await views.EditionsAsync(found, stop);
        return new Verified(
            views.Of(found), found.StateOn(clock.Today), found.EndedAt is { } at ? clock.DayOf(at) : null,
            [.. editions.Select(edition => new VerifiedEdition(edition.Identifier, edition.Edition, edition.IssuedOn, edition.StateOn(clock.Today)))]);
    }
}
