using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Credit;
using Tongban.Citizens;
using Tongban.Kernel;

namespace Tongban.Appointments;

/// <summary>How many bookings one person may have on a day, by document, phone and browser; and the pause of those who do not come.</summary>
public sealed class PersonLimits(TongbanDb db, HallClock clock, Allowances allowances, Exemptions exemptions, IOptions<BookingPolicy> policy)
{
    private const string ByPhone = "booking.phone";
    private const string ById = "booking.id";
    private const string ByDevice = "booking.device";

    /// <summary>Counts this booking on its day.</summary>
    /// <remarks>Refusals: <c>appointment.person-has-one</c>, <c>appointment.phone-has-many</c>, <c>appointment.device-has-many</c>.</remarks>
    public Task TakeAsync(Appointment booking, CancellationToken stop) => ChangeAsync(Uses(booking, booking.On, giveBack: false), stop);

    public Task GiveBackAsync(Appointment booking, CancellationToken stop) => ChangeAsync(Uses(booking, booking.On, giveBack: true), stop);

    /// <summary>Counts it on its new day instead of the old one.</summary>
    public Task MoveAsync(Appointment booking, DateOnly from, CancellationToken stop) => from == booking.On
        ? Task.CompletedTask
        : ChangeAsync([.. Uses(booking, booking.On, giveBack: false), .. Uses(booking, from, giveBack: true)], stop);

    /// <remarks>Refusal: <c>appointment.paused</c> with the day from which it is possible again.</remarks>
    public async Task MustNotBePausedAsync(string? idHash, string? phoneHash, CancellationToken stop)
    {
        if (await PauseOfAsync(idHash, stop) is { } pause)
        {
            Refusal.Unless(await exemptions.HoldsAsync(phoneHash, stop), "appointment.paused", pause.Until, pause.Missed);
        }
    }

    /// <summary>
    /// Before a code is sent: what the browser itself could know. What a document has booked or missed is told to nobody
    /// whose phone has not answered: it would tell a stranger where somebody goes.
    /// </summary>
    /// <remarks>Refusal: <c>appointment.device-has-many</c>.</remarks>
    public async Task BrowserMustHaveRoomAsync(Appointment booking, CancellationToken stop) =>
        Refuse(await allowances.BeyondAsync(Uses(booking, booking.On, giveBack: false).Where(use => use.Kind == ByDevice), stop));

    /// <summary>Why and until when this document may not book online; null when it may. What was forgiven does not count.</summary>
    public async Task<Pause?> PauseOfAsync(string? idHash, CancellationToken stop)
    {
        var rules = policy.Value;
        var since = clock.Today.AddDays(-rules.MissedWithinDays);
        var missed = idHash is null
            ? []
            : await db.Set<Appointment>().Where(a => a.IdHash == idHash && a.Status == AppointmentStatus.Missed && a.ForgivenAt == null && a.On >= since).Select(a => a.On).ToListAsync(stop);
        var until = missed.Count >= rules.MissedBeforePause ? missed.Max().AddDays(rules.PauseDays) : clock.Today;
        return until > clock.Today ? new(until, missed.Count) : null;
    }

    /// <summary>Counts an entry of the waiting list on its day.</summary>
    /// <remarks>Refusal: <c>waiting.too-many-today</c>.</remarks>
    public async Task TakeWaitingAsync(string phoneHash, CancellationToken stop)
    {
        var beyond = await allowances.ChangeAsync([new Use("waiting.phone", phoneHash, clock.Today, policy.Value.WaitingPerPhoneAndDay)], stop);
        Refusal.Unless(beyond is null, "waiting.too-many-today", policy.Value.WaitingPerPhoneAndDay);
    }

    private async Task ChangeAsync(IEnumerable<Use> uses, CancellationToken stop) => Refuse(await allowances.ChangeAsync(uses, stop));

    private static void Refuse(Use? beyond)
    {
        if (beyond is not null)
        {
            throw beyond.Kind switch
            {
                ById => new Refusal("appointment.person-has-one", beyond.Most),
                ByPhone => new Refusal("appointment.phone-has-many", beyond.Most),
                _ => new Refusal("appointment.device-has-many", beyond.Most),
            };
        }
    }

    private IEnumerable<Use> Uses(Appointment booking, DateOnly on, bool giveBack)
    {
        if (booking.IdHash is { } id)
        {
            yield return new(ById, id, on, policy.Value.PerIdAndDay, giveBack);
        }

        // A phone that staff only noted down for somebody binds nobody: it may be a helper's.
        if (booking is { PhoneHash: { } phone, PhoneVerifiedAt: not null })
        {
            yield return new(ByPhone, phone, on, policy.Value.PerPhoneAndDay, giveBack);
        }

        if (booking.DeviceHash is { } device)
        {
            yield return new(ByDevice, device, on, policy.Value.PerDeviceAndDay, giveBack);
        }
    }
}

/// <summary>Online booking is paused.</summary>
/// <param name="Until">The day from which it is possible again.</param>
/// <param name="Missed">How many missed bookings count.</param>
public sealed record Pause(DateOnly Until, int Missed);
