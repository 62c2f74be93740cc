using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.WaitingList;

/// <summary>
/// Getting on the waiting list, taking or declining what it offers, and leaving it, inside the caller's transaction. Rows
/// are touched in one order (entries, bookings, allowances, places), so that nobody waits in a circle.
/// </summary>
public sealed class WaitingLine(TongbanDb db, HallClock clock, Booking booking, BookingNotes notes, PersonLimits limits, OneTimeCodes codes, TimeProvider time, IOptions<BookingPolicy> policy)
{
    public Task<WaitingEntry?> ByTokenAsync(string token, CancellationToken stop = default) =>
        db.Set<WaitingEntry>().SingleOrDefaultAsync(entry => entry.Token == token, stop);

    /// <summary>Puts a new entry down. A signed-in citizen stands in line at once; another when the code has come back.</summary>
    /// <remarks>Refusals: those of <see cref="JoinAsync"/>, or of <see cref="OneTimeCodes.SendAsync"/>.</remarks>
    public async Task<WaitingEntry> AddAsync(WaitingEntry entry, bool isSignedIn, Actor by, CancellationToken stop)
    {
        db.Add(entry);
        if (isSignedIn)
        {
            await JoinAsync(entry, by, stop);
            return entry;
        }

        await db.SaveChangesAsync(stop);
        await SendCodeAsync(entry, stop);
        return entry;
    }

    public Task<OneTimeCode> SendCodeAsync(WaitingEntry entry, CancellationToken stop) =>
        codes.SendAsync(entry.Phone ?? throw new Refusal("waiting.not-open"), PurposeOf(entry), stop);

    public Task<OneTimeCode?> LastCodeAsync(WaitingEntry entry, CancellationToken stop) => codes.LastAsync(PurposeOf(entry), entry.PhoneHash ?? "", stop);

    public async Task<bool> IsCodeAliveAsync(WaitingEntry entry, CancellationToken stop) => (await LastCodeAsync(entry, stop))?.IsAlive(time.GetUtcNow().UtcDateTime) == true;

    /// <summary>Checks the digits and joins. Sent again, it is the same entry.</summary>
    public async Task<Outcome<OnList>> JoinWithCodeAsync(string token, string? digits, CancellationToken stop)
    {
        var entry = await ByTokenAsync(token, stop) ?? throw new Refusal("waiting.unknown");
        if (entry.Status != WaitingStatus.Named)
        {
            return new OnList(entry.Token);
        }

        var code = await LastCodeAsync(entry, stop) ?? throw new Refusal("code.expired");
        return await codes.TryAsync(code, digits, () => JoinAsync(entry, Actor.Guest, stop), stop) is { } wrong ? wrong : new OnList(entry.Token);
    }

    /// <summary>Takes the offer: caps are checked now, as for every booking.</summary>
    /// <remarks>Refusals: <c>waiting.no-offer</c>, those of <see cref="Booking.ConfirmAsync"/>.</remarks>
    public async Task<Appointment> AcceptAsync(string token, Actor by, CancellationToken stop)
    {
        var entry = await LockedAsync(token, stop);
        Refusal.Unless(entry.Status == WaitingStatus.Offered, "waiting.no-offer");
        var appointment = await booking.ConfirmAsync(entry.OfferId!.Value, by, stop);
        entry.Book(clock.Now, by);
        await db.SaveChangesAsync(stop);
        await notes.BookedAsync(appointment);
        return appointment;
    }

    /// <summary>The next in line has it; the entry stays.</summary>
    public async Task DeclineAsync(string token, Actor by, CancellationToken stop)
    {
        var entry = await LockedAsync(token, stop);
        var offer = entry.OfferId;
        entry.Pass(policy.Value.MostOffers, clock.Now, by);
        await db.SaveChangesAsync(stop);
        await GiveBackAsync(offer!.Value, by, stop);
    }

    /// <summary>An offer that is open is given back first.</summary>
    public async Task LeaveAsync(string token, Actor by, CancellationToken stop)
    {
        var entry = await LockedAsync(token, stop);
        var offer = entry.Status == WaitingStatus.Offered ? entry.OfferId : null;
        if (offer is not null)
        {
            entry.Pass(int.MaxValue, clock.Now, by);
        }

        entry.Leave(clock.Now, by);
        await db.SaveChangesAsync(stop);
        await (offer is { } id ? GiveBackAsync(id, by, stop) : Task.CompletedTask);
    }

    /// <summary>How many who want the same stand before this one, those with an offer included.</summary>
    public async Task<int> AheadOfAsync(WaitingEntry entry, CancellationToken stop)
    {
        var days = entry.Days.Select(day => day.On).ToList();
        return await db.Set<WaitingEntry>().CountAsync(
            other => other.SiteId == entry.SiteId && other.GroupId == entry.GroupId && other.Id != entry.Id
                && (other.Status == WaitingStatus.Waiting || other.Status == WaitingStatus.Offered) && other.JoinedAt < entry.JoinedAt
                && (other.Part == PartOfDay.Whole || entry.Part == PartOfDay.Whole || other.Part == entry.Part)
                && other.Days.Any(day => days.Contains(day.On)),
            stop);
    }

    // The pause and the caps bind here too; the unique index says whether the person is on the list already.
    private async Task JoinAsync(WaitingEntry entry, Actor by, CancellationToken stop)
    {
        await limits.MustNotBePausedAsync(entry.IdHash, entry.PhoneHash, stop);
        await limits.TakeWaitingAsync(entry.PhoneHash!, stop);
        await EndOverAsync(entry, stop);
        entry.Join(clock.Now, clock.Today, by);
        await db.SaveChangesAsync(stop);
    }

    // An entry whose days are over keeps nobody from making another, whether or not the worker ran.
    private async Task EndOverAsync(WaitingEntry entry, CancellationToken stop)
    {
        var today = clock.Today;
        foreach (var old in await db.Set<WaitingEntry>().Where(other => other.GroupId == entry.GroupId && other.OpenKey == entry.IdHash && other.LastOn < today).ToListAsync(stop))
        {
            old.End(clock.Now, Actor.System);
        }

        await db.SaveChangesAsync(stop);
    }

    private async Task GiveBackAsync(Guid offer, Actor by, CancellationToken stop)
    {
        if (await db.Set<Appointment>().AnyAsync(a => a.Id == offer && a.Status == AppointmentStatus.Held, stop))
        {
            await booking.CancelAsync(offer, by, stop);
        }
    }

    private async Task<WaitingEntry> LockedAsync(string token, CancellationToken stop)
    {
        var id = await db.Set<WaitingEntry>().Where(entry => entry.Token == token).Select(entry => (Guid?)entry.Id).SingleOrDefaultAsync(stop) ?? throw new Refusal("waiting.unknown");
        await db.LockAsync<WaitingEntry>([id], stop);
        return await db.Set<WaitingEntry>().SingleAsync(entry => entry.Id == id, stop);
    }

    private static string PurposeOf(WaitingEntry entry) => $"waiting:{entry.Id:N}";
}
