using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.Online.Holding;

/// <summary>The way from a named hold to a booking: the phone's code, or a sign-in that stands for it.</summary>
public sealed class Confirming(TongbanDb db, HallClock clock, Booking booking, BookingNotes notes, PersonLimits limits, OneTimeCodes codes, TimeProvider time)
{
    /// <summary>Where a guest goes on to; a code is sent unless one is on its way. In the caller's transaction.</summary>
    public async Task<string> NextAsync(Appointment held, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);

        await limits.BrowserMustHaveRoomAsync(held, stop);
        if (await LastCodeAsync(held, stop) is not { } last || !last.IsAlive(time.GetUtcNow().UtcDateTime))
        {
            await SendCodeAsync(held, stop);
        }

        return $"/book/hold/{held.Token}/code";
    }

    public Task<OneTimeCode?> LastCodeAsync(Appointment held, CancellationToken stop) => codes.LastAsync(PurposeOf(held), held.PhoneHash ?? "", stop);

    public Task<OneTimeCode> SendCodeAsync(Appointment held, CancellationToken stop) =>
        codes.SendAsync(held.Phone ?? throw new Refusal("appointment.nobody-named"), PurposeOf(held), stop);

    /// <summary>
    /// Checks the digits and books, both in the caller's transaction. Confirmed again, it is the same booking: a second
    /// press of the button finds it made.
    /// </summary>
    /// <remarks>Refusals: <c>appointment.unknown</c>, <c>appointment.hold-expired</c>, those of <see cref="OneTimeCodes.TryAsync"/> and <see cref="Booking.ConfirmAsync"/>.</remarks>
    public async Task<Outcome<Confirmed>> BookWithCodeAsync(string token, string? digits, CancellationToken stop)
    {
        var held = await booking.ByTokenAsync(token, stop) ?? throw new Refusal("appointment.unknown");
        if (held.Status == AppointmentStatus.Booked)
        {
            return new Confirmed(held.Id, held.Token);
        }

        Refusal.Unless(held.IsOnHold(clock.Now), "appointment.hold-expired");
        var code = await LastCodeAsync(held, stop) ?? throw new Refusal("code.expired");
        return await codes.TryAsync(code, digits, () => VerifyAndBookAsync(held, Actor.Guest, stop), stop) is { } wrong ? wrong : new Confirmed(held.Id, held.Token);
    }

    /// <summary>Names, verifies and books in one, in the caller's transaction. Sent again, it is the same booking.</summary>
    /// <remarks>Refusals: <c>appointment.unknown</c>, <c>appointment.hold-expired</c>, those of <see cref="Booking.ConfirmAsync"/>.</remarks>
    public async Task<Outcome<Confirmed>> BookSignedInAsync(string token, SignedIn who, CancellationToken stop)
    {
        var held = await booking.ByTokenAsync(token, stop) ?? throw new Refusal("appointment.unknown");
        if (held.Status != AppointmentStatus.Booked)
        {
            var by = Actor.Citizen(who.AccountId);
            held.Name(who.Person, who.WantsHelp, clock.Now, by);
            Remember(await db.Set<CitizenAccount>().SingleAsync(account => account.Id == who.AccountId, stop), held);
            await VerifyAndBookAsync(held, by, stop);
        }

        return new Confirmed(held.Id, held.Token);
    }

    private async Task VerifyAndBookAsync(Appointment held, Actor by, CancellationToken stop)
    {
        held.VerifyPhone(clock.Now, by);
        await booking.ConfirmAsync(held.Id, by, stop);
        await notes.BookedAsync(held);
    }

    private void Remember(CitizenAccount account, Appointment held)
    {
        if (account.Know(held.PersonName, held.IdNumber, clock.Now) is { } fact)
        {
            db.Facts.Add(fact);
        }
    }

    private static string PurposeOf(Appointment held) => $"booking:{held.Id:N}";
}
