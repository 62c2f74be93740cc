using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Online;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Closing;

/// <summary>A booking that the hours no longer hold, and when its phone was told.</summary>
public sealed record Conflict(BookingFacts Facts, DateTime? ToldAt)
{
    public Appointment Booking => Facts.Booking;

    /// <summary>A phone is known and has not heard of it.</summary>
    public bool CanBeTold => ToldAt is null && Booking.PhoneHash is not null;
}

/// <summary>
/// Bookings to come at times at which no window of theirs is open any more: a closing, other hours, a window taken
/// away, a day that was ended early. They keep their time and length; somebody has to look after each.
/// </summary>
public sealed class Conflicts(TongbanDb db, HallClock clock, SlotHoursReader hours, HallThere there, BookingReader reader, BookingNotes notes)
{
    /// <param name="site">Where.</param>
    /// <param name="proposed">With this exception more, which is not saved.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<IReadOnlyList<Conflict>> OfAsync(Site site, OpeningException? proposed, CancellationToken stop)
    {
        var open = await hours.OfAsync(site.Id, proposed, stop);
        var bookings = await db.Set<Appointment>().AsNoTracking().Where(Coming(site.Id)).OrderBy(a => a.StartsAt).ThenBy(a => a.Code).ToListAsync(stop);
        var slotIds = bookings.SelectMany(booking => booking.SlotIds).Distinct().ToList();
        var slots = await db.Set<Slot>().AsNoTracking().Where(slot => slotIds.Contains(slot.Id)).ToDictionaryAsync(slot => slot.Id, stop);
        var outside = bookings.Where(booking => !booking.SlotIds.All(id => open.Hold(slots[id]))).ToList();
        var told = await ToldAsync([.. outside.Select(booking => booking.Id)], stop);
        return [.. (await reader.OfAsync(outside, stop)).Select(facts => new Conflict(facts, told.TryGetValue(facts.Booking.Id, out var at) ? at : null))];
    }

    /// <summary>Whether the hours no longer hold this booking to come.</summary>
    public async Task<bool> IsOutsideAsync(Appointment booking, CancellationToken stop) =>
        booking.Status == AppointmentStatus.Booked && booking.StartsAt > clock.Now && !await there.HoldsAsync(booking, stop);

    /// <summary>Tells everybody who has a phone and was not told; answers how many. In the caller's transaction.</summary>
    public async Task<int> TellAsync(Site site, Actor by, CancellationToken stop)
    {
        var ids = (await OfAsync(site, null, stop)).Where(conflict => conflict.CanBeTold).Select(conflict => conflict.Booking.Id).ToList();
        foreach (var booking in await db.Set<Appointment>().Where(a => ids.Contains(a.Id)).OrderBy(a => a.Id).ToListAsync(stop))
        {
            booking.TellOfClosing(clock.Now, by);
            await notes.ClosedAsync(booking);
        }

        return ids.Count;
    }

    private System.Linq.Expressions.Expression<Func<Appointment, bool>> Coming(Guid siteId)
    {
        var now = clock.Now;
        return a => a.SiteId == siteId && a.Status == AppointmentStatus.Booked && a.StartsAt > now;
    }

    // Told, and not moved since: another time that is closed too has to be told anew.
    private async Task<Dictionary<Guid, DateTime>> ToldAsync(List<Guid> ids, CancellationToken stop)
    {
        var facts = await db.Facts.AsNoTracking()
            .Where(fact => ids.Contains(fact.SubjectId) && (fact.What == "appointment.closing-told" || fact.What == "appointment.moved"))
            .Select(fact => new { fact.SubjectId, fact.SubjectVersion, fact.What, fact.At })
            .ToListAsync(stop);
        return facts.GroupBy(fact => fact.SubjectId).Select(of => of.MaxBy(fact => fact.SubjectVersion)!)
            .Where(last => last.What == "appointment.closing-told").ToDictionary(last => last.SubjectId, last => last.At);
    }
}
