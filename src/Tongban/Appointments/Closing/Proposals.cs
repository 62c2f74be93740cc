using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Closing;

/// <summary>A booking outside of the hours, and the free time nearest to it; null where there is none.</summary>
public sealed record Proposal(Conflict Conflict, OfferedTime? To);

/// <summary>
/// Proposes another time for each booking that the hours no longer hold, no time to more people than it has places, and
/// moves those that the manager chose. What is proposed is a look; the move decides.
/// </summary>
public sealed class Proposals(TongbanDb db, HallClock clock, Conflicts conflicts, Offers offers, Booking booking, BookingNotes notes)
{
    public async Task<IReadOnlyList<Proposal>> OfAsync(Site site, CancellationToken stop)
    {
        var given = new Dictionary<Guid, int>();
        var proposals = new List<Proposal>();
        foreach (var conflict in (await conflicts.OfAsync(site, null, stop)).OrderBy(conflict => conflict.Booking.StartsAt))
        {
            var to = (await TimesAsync(site, conflict.Booking, stop))
                .Where(time => time.Free > given.GetValueOrDefault(time.SlotId))
                .MinBy(time => (time.StartsAt - conflict.Booking.StartsAt).Duration());
            if (to is not null)
            {
                given[to.SlotId] = given.GetValueOrDefault(to.SlotId) + 1;
            }

            proposals.Add(new(conflict, to));
        }

        return proposals;
    }

    /// <summary>Each move stands or falls alone, in the caller's transaction; answers how many were done.</summary>
    public async Task<int> MoveAsync(IReadOnlyList<(Guid Booking, Guid Slot)> moves, Actor by, CancellationToken stop)
    {
        var done = 0;
        foreach (var (id, slot) in moves.OrderBy(move => move.Booking))
        {
            done += await IsMovedAsync(id, slot, by, stop) ? 1 : 0;
        }

        return done;
    }

    private async Task<bool> IsMovedAsync(Guid id, Guid slot, Actor by, CancellationToken stop)
    {
        var transaction = db.Open ?? throw new InvalidOperationException("Bookings move in the transaction of whoever asks.");
        var mark = await transaction.MarkAsync("move", stop);
        try
        {
            await notes.MovedAsync(await booking.MoveAsync(id, slot, by, stop));
            await db.SaveChangesAsync(stop);
            return true;
        }
        catch (Refusal)
        {
            await transaction.BackToAsync(mark);
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<IEnumerable<OfferedTime>> TimesAsync(Site site, Appointment one, CancellationToken stop)
    {
        var matters = one.Matters.OrderBy(matter => matter.Seq).Select(matter => new Matter(matter.ItemId, matter.GroupId, matter.Minutes)).ToList();
        return (await offers.OfAsync(site.Id, matters, one.IsStaffPlace, one, stop)).Days.SelectMany(day => day.Times).Where(time => time.StartsAt != one.StartsAt && time.StartsAt > clock.Now);
    }
}
