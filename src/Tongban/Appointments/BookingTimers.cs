using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Allotting;
using Tongban.Appointments.Closing;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Appointments;

/// <summary>
/// Tidies up by the clock: dead holds, missed bookings, the next days' slots. Nothing depends on it having run: a
/// hold is dead at its instant, and the days are extended when somebody looks at them.
/// </summary>
public sealed class BookingTimers(IServiceScopeFactory scopes, ILogger<BookingTimers> log) : TimedWork(scopes, log, TimeSpan.FromSeconds(30))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) =>
        services.GetRequiredService<BookingTidying>().RunAsync(stop);
}

/// <summary>One round of tidying, in small transactions of its own.</summary>
public sealed class BookingTidying(TongbanDb db, HallClock clock, DeadHolds dead, Places places, CoolingPlaces cooling, Taking taking, SlotPlanning planning, HallThere there, WriteGate gate)
{
    private const int Batch = 100;

    public async Task RunAsync(CancellationToken stop)
    {
        await EndDeadHoldsAsync(stop);
        await FreeCooledAsync(stop);
        await MarkMissedAsync(stop);
        await planning.ExtendAllAsync(stop);
    }

    public async Task EndDeadHoldsAsync(CancellationToken stop)
    {
        while (await EndSomeDeadHoldsAsync(stop) > 0)
        {
            await gate.StepBackAsync(stop);
        }
    }

    private async Task<int> EndSomeDeadHoldsAsync(CancellationToken stop)
    {
        await using var transaction = await db.BeginAsync(stop);
        var changes = await dead.EndSomeAsync(Batch, stop);
        await places.ChangeAsync(changes, stop);
        await transaction.CommitAsync(stop);
        return changes.Count;
    }

    public async Task FreeCooledAsync(CancellationToken stop)
    {
        List<Guid> slots;
        do
        {
            await using var transaction = await db.BeginAsync(stop);
            slots = await cooling.CooledSlotsAsync(Batch, stop);
            await taking.WriteAsync(await taking.LockAsync(slots, stop), stop);
            await transaction.CommitAsync(stop);
        }
        while (slots.Count == Batch);
    }

    /// <summary>Somebody who checks in at the same moment wins: the version tells. Where the hall was closed nobody has missed anything.</summary>
    public async Task MarkMissedAsync(CancellationToken stop)
    {
        var latest = clock.Now - Appointment.LatestCheckIn;
        var missed = db.Set<Appointment>().Where(a => a.Status == AppointmentStatus.Booked && a.StartsAt < latest).OrderBy(a => a.StartsAt).Select(a => a.Id).Take(Batch);
        foreach (var id in await missed.ToListAsync(stop))
        {
            try
            {
                var appointment = await db.Set<Appointment>().SingleAsync(a => a.Id == id, stop);
                if (await there.WasThereAsync(appointment, stop))
                {
                    appointment.Miss(clock.Now);
                }
                else
                {
                    appointment.EndAsClosed(clock.Now);
                }

                await db.SaveChangesAsync(stop);
            }
            catch (Exception meanwhile) when (meanwhile is Refusal or DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
