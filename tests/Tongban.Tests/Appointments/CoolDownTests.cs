using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tongban.Appointments;
using Tongban.Appointments.Allotting;
using Tongban.Appointments.WaitingList;
using Tongban.Kernel;

namespace Tongban.Tests.Appointments;

public sealed class CoolDownTests
{
    private static readonly BookingPolicy Policy = new();
    private static readonly HallClock Clock = new(new FakeTimeProvider(TongbanApp.TuesdayMorning), HallClock.China);

    [Theory]
    [InlineData("09:30", "14:00", false, "09:37")]
    [InlineData("09:30", "10:30", false, "09:30")]
    [InlineData("09:30", "10:31", false, "09:37")]
    [InlineData("09:30", "10:00", true, "09:35")]
    [InlineData("09:30", "09:32", true, "09:32")]
    public void A_place_cools_unless_it_begins_soon_and_nobody_waits(string now, string starts, bool isAwaited, string until) =>
        Assert.Equal(At(until), CoolDown.Until(At(now), At(starts), isAwaited, Policy, Clock, spreadSeconds: 120));

    [Theory]
    [InlineData("09:30", 30, "10:00")]
    [InlineData("20:45", 30, "+08:15")]
    [InlineData("21:00", 5, "+08:05")]
    [InlineData("23:10", 5, "+08:05")]
    [InlineData("06:00", 5, "08:05")]
    public void Minutes_of_messages_are_counted_by_day(string now, int minutes, string then) =>
        Assert.Equal(At(then), new MessageHours(Policy, Clock).Add(At(now), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("09:30", "14:00", "10:00", "10:05")]
    [InlineData("09:30", "10:00", "09:45", null)]
    [InlineData("20:50", "+09:00", "+08:20", "+08:25")]
    public void An_offer_is_shorter_when_the_place_is_near(string now, string starts, string until, string? free)
    {
        var offer = new OfferRule(Policy, Clock).For(At(starts), At(now))!;

        Assert.Equal(At(until), offer.UntilAt);
        Assert.Equal(free is null ? At(until).AddMilliseconds(1) : At(free), offer.FreeAt);
    }

    [Theory]
    [InlineData("09:30", "09:49")]
    [InlineData("22:00", "+10:00")]
    [InlineData("07:00", "10:00")]
    public void Nobody_is_offered_anything_too_late_or_at_night(string now, string starts) =>
        Assert.Null(new OfferRule(Policy, Clock).For(At(starts), At(now)));

    [Fact]
    public async Task A_place_given_up_is_the_publics_at_its_instant_and_staff_may_have_it_before()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<BookingPolicy>(policy => policy.CoolDownSpreadMinutes = 0));
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 2, "14:00");
        var booked = new[] { await app.BookedAsync(hall, slot, "甲"), await app.BookedAsync(hall, slot, "乙") };
        Assert.Equal(Desk.Done, await app.CancelAsync(booked[0]));
        Assert.Equal(Desk.Done, await app.CancelAsync(booked[1]));

        Assert.Equal("appointment.slot-full", await app.TryHoldAsync(hall, slot));
        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.BookAtDeskAsync(slot.Id, [hall.Item.Id], new("赵钱", app.Phone("13800138001"), app.Id(Waiters.IdOf(1)), null), Actor.Staff(Guid.NewGuid()))));
        app.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("appointment.slot-full", await app.TryHoldAsync(hall, slot));
        app.Time.Advance(TimeSpan.FromMilliseconds(1));

        // No worker ran: whoever touches the slot frees what has cooled.
        Assert.Equal(Desk.Done, await app.TryHoldAsync(hall, slot));
        Assert.Equal("appointment.slot-full", await app.TryHoldAsync(hall, slot));
        var byDesk = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().SingleAsync(a => a.IsByDesk));
        Assert.Equal((AppointmentStatus.Booked, PlaceKind.Public), (byDesk.Status, byDesk.Kind));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task What_a_move_leaves_cools_and_a_hold_given_back_does_not()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (two, three) = (await hall.SlotAsync(1, "14:00"), await hall.SlotAsync(1, "15:00"));
        var booked = await app.BookedAsync(hall, two);
        var held = await app.HeldAsync(hall, three);
        Assert.Equal(Desk.Done, await app.CancelAsync(held));

        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.MoveAsync(booked.Id, three.Id, Actor.Guest)));

        Assert.Equal("appointment.slot-full", await app.TryHoldAsync(hall, two));
        app.Time.Advance(TimeSpan.FromMinutes(Policy.CoolDownMinutes + Policy.CoolDownSpreadMinutes));
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<BookingTidying>().FreeCooledAsync(CancellationToken.None);
            return 0;
        });
        Assert.Equal(0, (await app.SlotAsync(two)).Taken);
        await app.MustAgreeAsync();
    }

    private static DateTime At(string time) =>
        Clock.At(Clock.Today.AddDays(time[0] == '+' ? 1 : 0), TimeOnly.Parse(time.TrimStart('+'), null));
}
