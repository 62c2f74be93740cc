using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Ratings.FairPlay;

/// <summary>Raises an alert for a finding once, lets an open one grow, and raises another round only for enough that is new.</summary>
public sealed class FairPlayRaising(TongbanDb db, HallClock clock)
{
    /// <summary>The alert that was raised or grew; null where nothing changed. In the caller's transaction, or in one of its own.</summary>
    public async Task<FairPlayAlert?> RaiseAsync(Finding found, CancellationToken stop = default)
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
            return null;
        }
    }

    private async Task<FairPlayAlert?> OneAsync(Finding found, CancellationToken stop)
    {
        var before = await db.Set<FairPlayAlert>().Where(alert => alert.Rule == found.Rule && alert.Key == found.Key).OrderByDescending(alert => alert.Round).ToListAsync(stop);
        var fresh = await FreshAsync(found, before, stop);
        var alert = before.FirstOrDefault();
        if (alert is { IsOpen: true })
        {
            await db.Entry(alert).Collection(one => one.Evidence).LoadAsync(stop);
            alert.Extend(fresh, found, clock.Now);
        }
        else if (alert is null || (found.Ratings.Count > 0 && fresh.Count >= found.Limit))
        {
            alert = new FairPlayAlert(db.CentreId, found, fresh, (alert?.Round ?? 0) + 1, clock.Now);
            db.Add(alert);
        }

        return await db.SaveChangesAsync(stop) > 0 ? alert : null;
    }

    // Ratings that no alert of this kind has pointed at.
    private async Task<IReadOnlyList<FoundRating>> FreshAsync(Finding found, List<FairPlayAlert> before, CancellationToken stop)
    {
        var ids = before.Select(alert => alert.Id).ToList();
        var known = ids.Count == 0 ? [] : await db.Set<FairPlayEvidence>().Where(one => ids.Contains(one.AlertId)).Select(one => one.RatingId).ToHashSetAsync(stop);
        return [.. found.Ratings.Where(rating => !known.Contains(rating.Id)).DistinctBy(rating => rating.Id)];
    }
}
