using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Allotting;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Appointments.WaitingList;

/// <summary>
/// Offers places that came free to those who wait, the first who fits first. Each offer is a transaction of its own that
/// locks the entries of the site and looks again under the lock: two nodes never offer one place twice, nor two places to
/// one entry, and what a killed worker left is seen at the next round.
/// </summary>
public sealed class Offering(
    TongbanDb db, HallClock clock, HoldBatch holds, DeadHolds dead, Places places, WaitingWishes wishes, WaitingNotes notes, IOptions<BookingPolicy> policy)
{
    /// <summary>A name that nobody verified is forgotten after so long.</summary>
    private static readonly TimeSpan NamedFor = TimeSpan.FromHours(1);

    private bool MayTell => new MessageHours(policy.Value, clock).AreNow(clock.Now);

    public async Task RunAsync(CancellationToken stop)
    {
        await TidyAsync(stop);
        foreach (var site in await db.Set<WaitingEntry>().Where(entry => entry.Status == WaitingStatus.Waiting).Select(entry => entry.SiteId).Distinct().ToListAsync(stop))
        {
            while (await OfferOneAsync(site, stop))
            {
                stop.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Offers that passed, days that are over, names that nobody verified: each in a transaction of its own.</summary>
    public async Task TidyAsync(CancellationToken stop)
    {
        var (now, today, unverified, mayTell) = (clock.Now, clock.Today, clock.Now - NamedFor, MayTell);
        var over = await db.Set<WaitingEntry>().AsNoTracking()
            .Where(entry => ((entry.Status == WaitingStatus.Waiting || entry.Status == WaitingStatus.Offered) && entry.LastOn < today && (mayTell || entry.OffersMade > 0))
                || (entry.Status == WaitingStatus.Named && entry.MadeAt < unverified)
                || (entry.Status == WaitingStatus.Offered && !db.Set<Appointment>().Any(a => a.Id == entry.OfferId && a.Status == AppointmentStatus.Held && a.HoldUntilAt > now)))
            .Select(entry => entry.Id).ToListAsync(stop);
        foreach (var id in over)
        {
            await InTransactionAsync(() => TidyOneAsync(id, stop), stop);
        }
    }

    private async Task<bool> TidyOneAsync(Guid id, CancellationToken stop)
    {
        await db.LockAsync<WaitingEntry>([id], stop);
        var entry = await db.Set<WaitingEntry>().SingleAsync(one => one.Id == id, stop);
        var now = clock.Now;
        if (entry.Status == WaitingStatus.Offered && await OfferAsync(entry, stop) is var offer && offer?.IsOnHold(now) != true)
        {
            entry.Pass(policy.Value.MostOffers, now, Actor.System);
            await db.SaveChangesAsync(stop);
            await places.ChangeAsync(offer is null ? [] : await dead.EndAsync(offer.SlotIds, stop), stop);
        }

        if (entry.Status == WaitingStatus.Named && (entry.IsOver(clock.Today) || entry.MadeAt < now - NamedFor))
        {
            entry.End(now, Actor.System);
        }

        if (entry.Status == WaitingStatus.Waiting && entry.IsOver(clock.Today))
        {
            await EndAsync(entry, now, stop);
        }

        await db.SaveChangesAsync(stop);
        return true;
    }

    // Nobody is woken at night for it: an entry is over at the end of its last day, whether or not that was told. Once ended
    // it is forgotten, so that nobody is told twice; who had an offer knows.
    private async Task EndAsync(WaitingEntry entry, DateTime now, CancellationToken stop)
    {
        if (entry.OffersMade == 0)
        {
            await notes.PassedAsync(entry, stop);
        }

        entry.End(now, Actor.System);
    }

    /// <summary>Whether somebody was offered something.</summary>
    public Task<bool> OfferOneAsync(Guid siteId, CancellationToken stop) => InTransactionAsync(async () =>
    {
        var ids = await db.Set<WaitingEntry>().Where(entry => entry.SiteId == siteId && entry.Status == WaitingStatus.Waiting).Select(entry => entry.Id).ToListAsync(stop);
        await db.LockAsync<WaitingEntry>(ids, stop);
        var entries = await db.Set<WaitingEntry>().Where(entry => ids.Contains(entry.Id) && entry.Status == WaitingStatus.Waiting).OrderBy(entry => entry.JoinedAt).ThenBy(entry => entry.Id).ToListAsync(stop);
        foreach (var fit in await wishes.FitsAsync(siteId, entries, stop))
        {
            if (await OfferAsync(fit, stop))
            {
                return true;
            }
        }

        return false;
    }, stop);

    private async Task<bool> OfferAsync(Fit fit, CancellationToken stop)
    {
        var (entry, chain) = (fit.Entry, fit.Chain);
        var wish = new Hold([chain.Slots[0].Id], [.. entry.Matters.OrderBy(matter => matter.Seq).Select(matter => matter.ItemId)], entry.Person, Actor.System, Offer: fit.Time);
        var held = (await holds.RunAsync([wish], stop))[0];
        if (held.Refused is not null)
        {
            return false;
        }

        entry.Offer(held.Answer!.Id, chain.Slots[0].Id, clock.Now, Actor.System);
        await db.SaveChangesAsync(stop);
        await notes.OfferedAsync(entry, chain.StartsAt, fit.Time.UntilAt, stop);
        return true;
    }

    private Task<Appointment?> OfferAsync(WaitingEntry entry, CancellationToken stop) =>
        db.Set<Appointment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == entry.OfferId, stop);

    // Somebody who leaves or joins at the same moment may have come first; then we look again in the next round.
    private async Task<bool> InTransactionAsync(Func<Task<bool>> act, CancellationToken stop)
    {
        await using var transaction = await db.BeginAsync(stop);
        try
        {
            var done = await act();
            await transaction.CommitAsync(stop);
            return done;
        }
        catch (Exception meanwhile) when (meanwhile is Refusal or DbUpdateConcurrencyException || DatabaseTrouble.IsConflict(meanwhile))
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
