using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Tests.Appointments;

public sealed class BookingTests
{
    private const string WangsId = "110101199003071233";

    [Fact]
    public async Task A_hold_is_dead_at_its_instant_and_its_place_can_be_booked_at_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1);
        var first = await app.HeldAsync(hall, slot, id: app.Id(WangsId));

        Assert.Equal("appointment.slot-full", await app.BookingAsync(booking => booking.HoldAsync([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest)));
        app.Time.Advance(Appointment.HoldFor);
        await app.HeldAsync(hall, slot);

        var dead = await app.AppointmentAsync(first.Id);
        Assert.Equal((AppointmentStatus.Expired, "", null), (dead.Status, dead.PersonName, dead.IdHash));
        Assert.Equal("appointment.hold-expired", await app.ConfirmAsync(first));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Cancelling_gives_the_place_and_the_day_back()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1);
        var booked = await app.BookedAsync(hall, slot, id: app.Id(WangsId));

        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.CancelAsync(booked.Id, Actor.Guest)));
        await app.BookedAsync(hall, slot, id: app.Id(WangsId));
        Assert.Equal("appointment.not-booked", await app.BookingAsync(booking => booking.CancelAsync(booked.Id, Actor.Guest)));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task One_person_has_one_booking_a_day()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 3);
        await app.BookedAsync(hall, slot, id: app.Id(WangsId));
        var second = await app.HeldAsync(hall, slot, id: app.Id(WangsId));

        Assert.Equal("appointment.person-has-one", await app.ConfirmAsync(second));

        Assert.Equal(AppointmentStatus.Held, (await app.AppointmentAsync(second.Id)).Status);
    }

    [Fact]
    public async Task Staff_release_what_somebody_else_made_in_a_persons_name()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 2);
        var strange = await app.BookedAsync(hall, slot, id: app.Id(WangsId));
        var own = await app.HeldAsync(hall, slot, id: app.Id(WangsId));

        Assert.Equal("appointment.reason-missing", await app.BookingAsync(booking => booking.ReleaseAsync(strange.Id, " ", Actor.System)));
        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.ReleaseAsync(strange.Id, "本人持身份证到场，称不是自己约的", Actor.System)));
        Assert.Equal(Desk.Done, await app.ConfirmAsync(own));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Moving_takes_the_new_place_and_frees_the_old_or_does_neither()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (ten, eleven, noon) = (await hall.SlotAsync(1), await hall.SlotAsync(1, "10:30"), await hall.SlotAsync(1, "11:00"));
        var booked = await app.BookedAsync(hall, ten);
        await app.BookedAsync(hall, noon, "李四");

        Assert.Equal("appointment.slot-full", await app.BookingAsync(booking => booking.MoveAsync(booked.Id, noon.Id, Actor.Guest)));
        Assert.Equal(ten.StartsAt, (await app.AppointmentAsync(booked.Id)).StartsAt);
        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.MoveAsync(booked.Id, eleven.Id, Actor.Guest)));

        Assert.Equal((0, 1), ((await app.SlotAsync(ten)).Taken, (await app.SlotAsync(eleven)).Taken));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Two_matters_need_a_chain_whose_every_slot_has_a_place()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (ten, half) = (await hall.SlotAsync(1), await hall.SlotAsync(1, "10:30"));
        var other = await hall.ItemAsync("SU02", minutes: 20);
        await app.BookedAsync(hall, half);

        Assert.Equal("appointment.slot-full", await app.BookingAsync(booking => booking.HoldAsync([ten.Id], [hall.Item.Id, other.Id], Person.Unknown, Actor.Guest)));
        Assert.Equal("appointment.not-a-chain", await app.BookingAsync(booking => booking.HoldAsync([half.Id], [hall.Item.Id, other.Id], Person.Unknown, Actor.Guest)));

        Assert.Equal(0, (await app.SlotAsync(ten)).Taken);
    }

    [Fact]
    public async Task Staff_places_and_public_places_are_apart()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1, staffCapacity: 1);
        await app.BookedAsync(hall, slot);

        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.BookAtDeskAsync(slot.Id, [hall.Item.Id], new("赵钱", null, app.Id(WangsId), null), Actor.System)));
        Assert.Equal("appointment.slot-full", await app.BookingAsync(booking => booking.BookAtDeskAsync(slot.Id, [hall.Item.Id], new("孙李", null, null, null), Actor.System)));

        await app.MustAgreeAsync();
    }

    [Theory]
    [InlineData("2026-11-24 09:00", "appointment.in-the-past")]
    [InlineData("2026-11-28 10:00", "appointment.closed-day")]
    public async Task Refuses_the_past_and_closed_days(string at, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAtAsync(DateTime.Parse(at, null), capacity: 1);

        Assert.Equal(code, await app.BookingAsync(booking => booking.HoldAsync([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest)));
    }

    [Fact]
    public async Task A_closing_entered_now_holds_for_slots_that_were_open()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1);
        await app.WithDbAsync(db =>
        {
            db.Add(new OpeningException(hall.Site.CentreId, hall.Site.Id, app.Clock.Today, app.Clock.Today, null, null, null, "停电", app.Clock.Now, Actor.System));
            return db.SaveChangesAsync();
        });

        Assert.Equal("appointment.closed-day", await app.BookingAsync(booking => booking.HoldAsync([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest)));
    }

    [Fact]
    public async Task Whoever_did_not_come_is_marked_and_pauses_after_three_times()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        foreach (var time in new[] { "10:00", "11:00", "14:00" })
        {
            var slot = await hall.SlotAsync(1, time);
            await app.BookedAsync(hall, slot, id: app.Id(WangsId));
            app.Time.Advance(slot.StartsAt + Appointment.LatestCheckIn + TimeSpan.FromMinutes(1) - app.Clock.Now);
            await app.WithAsync(async services =>
            {
                await services.GetRequiredService<BookingTidying>().MarkMissedAsync(CancellationToken.None);
                return 0;
            });
            await app.ForgetAllowancesAsync();
        }

        var again = await app.HeldAsync(hall, await hall.SlotAsync(1, "16:00"), id: app.Id(WangsId));

        Assert.Equal("appointment.paused", await app.ConfirmAsync(again));
    }
}
