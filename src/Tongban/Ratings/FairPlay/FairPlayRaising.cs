using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Ratings.FairPlay;

/// <summary>Raises an alert for a finding once, lets an open one grow, and raises another round only for enough that is new.</summary>
public sealed class FairPlayRaising(TongbanDb db, HallClock clock)
{
    /// <summary>Whether anything changed. In the caller's transaction, or in one of its own.</summary>
    public async Task<bool> RaiseAsync(Finding found, CancellationToken stop = default)
    {
        if (db.Open is not null)
        {
            return await OneAsync(found, stop);
        }

        db.ChangeTracker.Clear();
        await using var transaction = await db.BeginAsync(stop);
        try
        {
            var changed = await OneAsync(found, stop);
            await transaction.CommitAsync(stop);
            return changed;
        }
        catch (Exception meanwhile) when (meanwhile is DbUpdateConcurrencyException or Refusal { Code: "fair-play.raised-already" })
        {
            // The same work on another node was quicker, or somebody is judging; the next round looks again.
            return false;
        }
    }

    private async Task<bool> OneAsync(Finding found, CancellationToken stop)
    {
        var before = await db.Set<FairPlayAlert>().Where(alert => alert.Rule == found.Rule && alert.Key == found.Key).OrderByDescending(alert => alert.Round).ToListAsync(stop);
        var fresh = await FreshAsync(found, before, stop);
        if (before.FirstOrDefault() is not { } last)
        {
            db.Add(new FairPlayAlert(db.CentreId, found, fresh, 1, clock.Now));
        }
        else if (last.IsOpen)
        {
            await db.Entry(last).Collection(alert => alert.Evidence).LoadAsync(stop);
            last.Extend(fresh, found, clock.Now);
        }
        else if (found.Ratings.Count > 0 && fresh.Count >= found.Limit)
        {
            db.Add(new FairPlayAlert(db.CentreId, found, fresh, last.Round + 1, clock.Now));
        }

        return await db.SaveChangesAsync(stop) > 0;
    }

    // Ratings that no alert of this kind has pointed at.
    private async Task<IReadOnlyList<FoundRating>> FreshAsync(Finding found, List<FairPlayAlert> before, CancellationToken stop)
    {
        var ids = before.Select(alert => alert.Id).ToList();
        var known = ids.Count == 0 ? [] : await db.Set<FairPlayEvidence>().Where(one => ids.Contains(one.AlertId)).Select(one => one.RatingId).ToHashSetAsync(stop);
        return [.. found.Ratings.Where(rating => !known.Contains(rating.Id)).DistinctBy(rating => rating.Id)];
    }
}
