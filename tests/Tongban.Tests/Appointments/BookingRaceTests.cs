using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Online.Holding;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Tests.Appointments;

public sealed class BookingRaceTests
{
    [Fact]
    public async Task Of_two_hundred_who_reach_for_the_last_place_one_gets_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1);

        var outcomes = await RaceAsync(200, n => HoldAsync(app, hall, slot));

        Assert.Equal(1, outcomes.Count(outcome => outcome == Desk.Done));
        Assert.Equal(199, outcomes.Count(outcome => outcome == "appointment.slot-full"));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Of_many_who_see_a_dead_hold_one_gets_its_place()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1);
        await app.HeldAsync(hall, slot);
        app.Time.Advance(Appointment.HoldFor);

        var outcomes = await RaceAsync(40, n => n % 4 == 0 ? TidyAsync(app) : HoldAsync(app, hall, slot));

        Assert.Equal(1, outcomes.Count(outcome => outcome == Desk.Done));
        Assert.All(outcomes, outcome => Assert.Contains(outcome, new[] { Desk.Done, "tidied", "appointment.slot-full" }));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Chains_that_overlap_from_both_ends_never_wait_in_a_circle()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slots = new[] { await hall.SlotAsync(10), await hall.SlotAsync(10, "10:30"), await hall.SlotAsync(10, "11:00"), await hall.SlotAsync(10, "11:30") };
        var other = await hall.ItemAsync("SU02", minutes: 60);

        var outcomes = await RaceAsync(60, n => app.BookingAsync(booking => booking.HoldAsync([slots[n % 2].Id], [hall.Item.Id, other.Id], Person.Unknown, Actor.Guest)));

        Assert.Equal(10, outcomes.Count(outcome => outcome == Desk.Done));
        Assert.Equal(50, outcomes.Count(outcome => outcome == "appointment.slot-full"));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Two_who_move_to_each_others_times_lose_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slots = new[] { await hall.SlotAsync(2), await hall.SlotAsync(2, "10:30"), await hall.SlotAsync(1, "11:00") };
        var booked = new[] { await app.BookedAsync(hall, slots[0]), await app.BookedAsync(hall, slots[1]), await app.BookedAsync(hall, slots[0]), await app.BookedAsync(hall, slots[1]) };

        var outcomes = await RaceAsync(40, n => app.BookingAsync(booking => booking.MoveAsync(booked[n % 4].Id, slots[(n / 4) % 3].Id, Actor.Guest)));

        Assert.Contains(Desk.Done, outcomes);
        Assert.All(outcomes, outcome => Assert.Contains(outcome, new[] { Desk.Done, "appointment.slot-full", "appointment.same-time", "request.changed-meanwhile" }));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Of_many_confirmations_in_one_name_and_day_one_counts()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 12);
        var id = app.Id("110101199003071233");
        var held = await RaceAsync(12, _ => app.HeldAsync(hall, slot, id: id));

        var outcomes = await RaceAsync(12, n => app.ConfirmAsync(held[n]));

        Assert.Equal(1, outcomes.Count(outcome => outcome == Desk.Done));
        Assert.Equal(11, outcomes.Count(outcome => outcome == "appointment.person-has-one"));
    }

    [Fact]
    public async Task Of_many_bookings_of_one_signed_in_citizen_and_day_one_counts_however_often_it_is_sent()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 12);
        var account = new CitizenAccount(app.Phone(Guest.Phone), app.Clock.Now);
        await app.WithDbAsync(db =>
        {
            db.Add(account);
            return db.SaveChangesAsync();
        });
        var who = new SignedIn(account.Id, new Person("王小明", account.Phone, app.Id(Guest.Id), account.Id), WantsHelp: false);
        var held = await RaceAsync(6, _ => app.HeldAsync(hall, slot));
        var together = app.Services.GetRequiredService<GroupCommit<Book, Confirmed>>();

        var outcomes = await RaceAsync(12, n => together.SendAsync(new Book(held[n / 2].Token, null, "", new CallerFacts(null, "", "zh-CN"), who), new Asked(CurrentCentre.First, null, ""), default));

        var booked = Assert.Single(await app.WithDbAsync(db => db.Set<Appointment>().Where(a => a.Status == AppointmentStatus.Booked).ToListAsync()));
        Assert.Equal((account.Id, "王小明"), (booked.AccountId!.Value, booked.PersonName));
        Assert.All(outcomes, outcome => Assert.True(outcome.Answer?.Id == booked.Id || outcome.Refused?.Code == "appointment.person-has-one"));
        Assert.Equal(2, outcomes.Count(outcome => outcome.Answer is not null));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Confirming_against_expiry_leaves_one_truth()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 8);
        var held = await RaceAsync(8, _ => app.HeldAsync(hall, slot));
        app.Time.Advance(Appointment.HoldFor - TimeSpan.FromMilliseconds(1));

        var outcomes = await RaceAsync(16, async n =>
        {
            if (n == 4)
            {
                app.Time.Advance(TimeSpan.FromMilliseconds(1));
            }

            return n < 8 ? await app.ConfirmAsync(held[n]) : await TidyAsync(app);
        });

        var statuses = await app.WithDbAsync(db => db.Set<Appointment>().Select(a => a.Status).ToListAsync());
        Assert.Equal(outcomes.Count(outcome => outcome == Desk.Done), statuses.Count(status => status == AppointmentStatus.Booked));
        await app.MustAgreeAsync();
    }

    private static Task<string> HoldAsync(TongbanApp app, Hall hall, Slot slot) =>
        app.BookingAsync(booking => booking.HoldAsync([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest));

    private static Task<string> TidyAsync(TongbanApp app) => app.WithAsync(async services =>
    {
        await services.GetRequiredService<BookingTidying>().EndDeadHoldsAsync(CancellationToken.None);
        return "tidied";
    });

    private static Task<T[]> RaceAsync<T>(int count, Func<int, Task<T>> act) => Task.WhenAll(Enumerable.Range(0, count).Select(n => Task.Run(() => act(n))));
}
