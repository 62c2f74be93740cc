using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Tests.Appointments;

/// <summary>Booking without pages: each act in a transaction of its own; a refusal is told by its code.</summary>
internal static class Desk
{
    public const string Done = "done";

    public static Task<string> TryAsync(this TongbanApp app, Func<IServiceProvider, Task> act) => app.WithAsync(async services =>
    {
        var db = services.GetRequiredService<TongbanDb>();
        await using var transaction = await db.BeginAsInRequestAsync();
        try
        {
            await act(services);
            await transaction.CommitAsync();
            return Done;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
        catch (DbUpdateConcurrencyException)
        {
            return "request.changed-meanwhile";
        }
    });

    public static async Task<Appointment> HeldAsync(this TongbanApp app, Hall hall, Slot slot, string name = "王小明", Sealed? phone = null, Sealed? id = null)
    {
        Appointment? held = null;
        Assert.Equal(Done, await app.TryAsync(async services => held = await services.GetRequiredService<Booking>().HoldAsync([slot.Id], [hall.Item.Id], new Person(name, phone, id, null), Actor.Guest)));
        return held!;
    }

    public static async Task<Appointment> BookedAsync(this TongbanApp app, Hall hall, Slot slot, string name = "王小明", Sealed? id = null)
    {
        var held = await app.HeldAsync(hall, slot, name, id: id);
        Assert.Equal(Done, await app.ConfirmAsync(held));
        return await app.AppointmentAsync(held.Id);
    }

    public static Task<string> ConfirmAsync(this TongbanApp app, Appointment held) => app.BookingAsync(booking => booking.ConfirmAsync(held.Id, Actor.Guest));

    public static Task<string> BookingAsync(this TongbanApp app, Func<Booking, Task> act) => app.TryAsync(services => act(services.GetRequiredService<Booking>()));

    public static Task<Appointment> AppointmentAsync(this TongbanApp app, Guid id) =>
        app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().SingleAsync(a => a.Id == id));

    public static Task<Slot> SlotAsync(this TongbanApp app, Slot slot) =>
        app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().SingleAsync(s => s.Id == slot.Id));

    public static Sealed Id(this TongbanApp app, string number) => app.Services.GetRequiredService<PersonalData>().Seal(Sealed.IdNumber, number);

    public static Sealed Phone(this TongbanApp app, string number) => app.Services.GetRequiredService<PersonalData>().Seal(Sealed.Phone, number);

    /// <summary>As if each booking had been on another day.</summary>
    public static Task ForgetAllowancesAsync(this TongbanApp app) => app.WithDbAsync(db => db.Set<Tongban.Citizens.Allowance>().ExecuteDeleteAsync());

    /// <summary>Places taken are the places of live bookings and those that cool, in every slot.</summary>
    public static async Task MustAgreeAsync(this TongbanApp app)
    {
        var (slots, appointments) = await app.WithDbAsync(async db => (await db.Set<Slot>().AsNoTracking().ToListAsync(), await db.Set<Appointment>().AsNoTracking().ToListAsync()));
        var cooling = await app.WithDbAsync(db => db.Set<Tongban.Appointments.Allotting.CoolingPlace>().AsNoTracking().ToListAsync());
        var kept = appointments.Where(a => a.Status is not (AppointmentStatus.Cancelled or AppointmentStatus.Expired)).ToList();
        Assert.All(slots, slot => Assert.Equal(
            (kept.Count(a => a.Kind == PlaceKind.Public && a.SlotIds.Contains(slot.Id)) + cooling.Count(place => place.SlotId == slot.Id),
                kept.Count(a => a.Kind == PlaceKind.Staff && a.SlotIds.Contains(slot.Id)), kept.Count(a => a.Kind == PlaceKind.Extra && a.SlotIds.Contains(slot.Id))),
            (slot.Taken, slot.StaffTaken, slot.Overbooked)));
    }
}
