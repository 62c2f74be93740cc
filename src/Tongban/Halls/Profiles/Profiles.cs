using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue.Ordering;
using Tongban.Shared.Data;
using Tongban.Shared.Live;

namespace Tongban.Halls.Profiles;

/// <summary>What the manager writes down for a profile.</summary>
/// <param name="NameZh">Its name.</param>
/// <param name="NameEn">In English.</param>
/// <param name="Rule">The order.</param>
/// <param name="WindowIds">Windows that follow it from now on.</param>
public sealed record ProfileFacts(string NameZh, string NameEn, CallingRule Rule, IReadOnlyList<Guid> WindowIds);

/// <summary>Somebody in the line that is tried out, and where they stand by the rule that holds now.</summary>
public sealed record TriedPlace(Position Place, int Now);

/// <summary>叫号方案: making and changing them, which windows follow them, and trying one out on the line of this moment.</summary>
public sealed class Profiles(TongbanDb db, HallClock clock, Lines lines, LiveNews news)
{
    /// <summary>So much of a line is shown.</summary>
    public const int Shown = 10;

    public async Task<IReadOnlyList<CallingProfile>> OfSiteAsync(Guid siteId, CancellationToken stop = default) =>
        await db.Set<CallingProfile>().AsNoTracking().Where(profile => profile.SiteId == siteId).OrderBy(profile => profile.NameZh).ToListAsync(stop);

    public async Task<CallingProfile> FindAsync(Guid siteId, Guid id, CancellationToken stop = default) =>
        await db.Set<CallingProfile>().SingleOrDefaultAsync(profile => profile.Id == id && profile.SiteId == siteId, stop) ?? throw new Refusal("profile.unknown");

    public async Task<IReadOnlyList<Window>> WindowsAsync(Guid siteId, CancellationToken stop = default) =>
        await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == siteId).OrderBy(window => window.Code).ToListAsync(stop);

    /// <param name="siteId">Whose hall.</param>
    /// <param name="id">The profile; null for a new one.</param>
    /// <param name="seen">Its version when the form was opened; somebody else may have saved since.</param>
    /// <param name="facts">What it is to be.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<CallingProfile> SaveAsync(Guid siteId, Guid? id, int seen, ProfileFacts facts, Actor by, CancellationToken stop = default)
    {
        await RefuseStrangeGroupsAsync(facts.Rule, stop);
        var profile = id is { } known ? await FindAsync(siteId, known, stop) : new CallingProfile(db.CentreId, siteId, facts.NameZh, facts.NameEn, facts.Rule, clock.Now, by);
        if (id is null)
        {
            db.Add(profile);
        }
        else
        {
            Refusal.Unless(profile.Version == seen, "request.changed-meanwhile");
            profile.Change(facts.NameZh, facts.NameEn, facts.Rule, clock.Now, by);
        }

        // Before windows follow it: somebody may delete it at this moment.
        await db.SaveChangesAsync(stop);
        await LetFollowAsync(profile, facts.WindowIds, by, stop);
        await db.SaveChangesAsync(stop);
        news.Changed(siteId);
        return profile;
    }

    /// <summary>Deletes one that no window follows. Who lets a window follow it at the same moment changes it, and one of the two is told.</summary>
    /// <remarks>Refusals: <c>profile.unknown</c>, <c>request.changed-meanwhile</c>, <c>profile.in-use</c>.</remarks>
    public async Task DeleteAsync(Guid siteId, Guid id, int seen, Actor by, CancellationToken stop = default)
    {
        await db.LockAsync<CallingProfile>([id], stop);
        var profile = await FindAsync(siteId, id, stop);
        Refusal.Unless(profile.Version == seen, "request.changed-meanwhile");
        var followers = await db.Set<Window>().Where(window => window.ProfileId == id).OrderBy(window => window.Code).Select(window => window.Label).ToListAsync(stop);
        Refusal.Unless(followers.Count == 0, "profile.in-use", WindowLabels.Ranges(followers));
        profile.Discard(clock.Now, by);
        db.Remove(profile);
        await db.SaveChangesAsync(stop);
        news.Changed(siteId);
    }

    /// <summary>Who would be called by this rule at this window now, and where the same people stand today.</summary>
    public async Task<IReadOnlyList<TriedPlace>> TryAsync(Window window, CallingRule rule, CancellationToken stop = default)
    {
        rule.RefuseUnlessSound();
        var now = (await lines.OfWindowAsync(window, stop: stop)).Places.Select((place, n) => (place.Who.LegId, n)).ToDictionary(place => place.LegId, place => place.n + 1);
        return [.. (await lines.OfWindowAsync(window, rule, stop)).Places.Take(Shown).Select(place => new TriedPlace(place, now.GetValueOrDefault(place.Who.LegId)))];
    }

    private async Task LetFollowAsync(CallingProfile profile, IReadOnlyList<Guid> windowIds, Actor by, CancellationToken stop)
    {
        foreach (var window in await db.Set<Window>().Where(window => window.SiteId == profile.SiteId).ToListAsync(stop))
        {
            var follows = windowIds.Contains(window.Id);
            if (follows != (window.ProfileId == profile.Id))
            {
                window.Follow(follows ? profile.Id : null, clock.Now, by);
            }
        }
    }

    private async Task RefuseStrangeGroupsAsync(CallingRule rule, CancellationToken stop)
    {
        var named = rule.Conditions.SelectMany(condition => condition.GroupIds).Distinct().ToList();
        Refusal.Unless(named.Count == 0 || await db.Set<MatterGroup>().CountAsync(group => named.Contains(group.Id), stop) == named.Count, "matter-group.unknown");
    }
}
