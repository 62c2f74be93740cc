using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.WaitingList;
using Tongban.Kernel;
using Tongban.Notices;
using Tongban.People;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Appointments;

public sealed class WaitingListTests
{
    [Fact]
    public async Task A_guest_waits_is_offered_what_somebody_gave_up_and_takes_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (slot, booked) = await app.FullAsync(hall);
        using var guest = app.NewBrowser();
        var times = await guest.PageAsync($"{Guest.TimesOf(hall)}&day={Waiters.Wednesday}");
        var register = times.QuerySelector("#waiting-list a")!.GetAttribute("href")!;

        var code = await guest.SubmitAsync(register, Guest.Identity().With("Days", Waiters.Wednesday), "#register");
        Assert.Null(code.RefusalCode());
        var entry = code.RequestMessage!.RequestUri!.AbsolutePath.Replace("/code", "", StringComparison.Ordinal);
        Assert.Contains("您前面没有人", (await (await guest.SubmitAsync($"{entry}/code", new() { ["Digits"] = await app.LastCodeAsync(Guest.Phone) }, "#confirm")).PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Desk.Done, await app.CancelAsync(booked));
        await app.OfferAsync();

        Assert.Contains(await app.MessagesAsync(), message => message.To == Guest.Phone && message.Text.Contains($"http://localhost{entry}", StringComparison.Ordinal));
        Assert.Equal("appointment.slot-full", await app.TryHoldAsync(hall, slot));
        var taken = await guest.SubmitAsync(entry, [], "#accept");
        Assert.Contains("约好了", (await taken.PageAsync()).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已经约上", (await guest.PageAsync(entry)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var own = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().SingleAsync(a => a.Status == AppointmentStatus.Booked));
        Assert.Equal((slot.StartsAt, "王小明"), (own.StartsAt, own.PersonName));
        Assert.Equal("", await app.WithDbAsync(db => db.Set<WaitingEntry>().Select(one => one.PersonName).SingleAsync()));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Who_has_a_booking_on_the_day_is_told_that_the_list_passes_them_over()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.FullAsync(hall);
        var entry = await app.WaitingAsync(hall, 1, PartOfDay.Whole, Waiters.On, Waiters.On.AddDays(1));
        using var browser = app.NewBrowser();
        Assert.Null((await browser.PageAsync($"/waiting/{entry.Token}")).QuerySelector("#own"));

        var next = await app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().Where(slot => slot.On == Waiters.On.AddDays(1) && slot.GroupId == hall.Group.Id).OrderBy(slot => slot.StartsAt).FirstAsync(TestContext.Current.CancellationToken));
        var own = await app.HeldAsync(hall, next, phone: app.Phone("13800138001"), id: app.Id(Waiters.IdOf(1)));
        await app.WithDbAsync(async db =>
        {
            (await db.Set<Appointment>().SingleAsync(a => a.Id == own.Id)).VerifyPhone(app.Clock.Now, Actor.Guest);
            return await db.SaveChangesAsync();
        });
        Assert.Equal(Desk.Done, await app.ConfirmAsync(own));
        Assert.Contains("11月26日", (await browser.PageAsync($"/waiting/{entry.Token}")).QuerySelector("#own")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("26 Nov", (await browser.PageAsync($"/waiting/{entry.Token}?lang=en")).QuerySelector("#own")!.TextContent, StringComparison.Ordinal);
        var other = await app.WaitingAsync(hall, 2, PartOfDay.Whole, Waiters.On.AddDays(1));
        Assert.Null((await browser.PageAsync($"/waiting/{other.Token}")).QuerySelector("#own"));
    }

    [Fact]
    public async Task What_is_declined_goes_to_the_next_and_whoever_leaves_is_forgotten()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (slot, booked) = await app.FullAsync(hall);
        var (first, second) = (await app.WaitingAsync(hall, 1), await app.WaitingAsync(hall, 2));
        await app.CancelAsync(booked);
        await app.OfferAsync();
        using var browser = app.NewBrowser();
        Assert.Contains("您前面还有 1 人", (await browser.PageAsync($"/waiting/{second.Token}")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Null((await browser.SubmitAsync($"/waiting/{first.Token}", [], "#decline")).RefusalCode());
        Assert.Equal("appointment.slot-full", await app.TryHoldAsync(hall, slot));
        await app.OfferAsync();

        Assert.Equal((WaitingStatus.Waiting, WaitingStatus.Offered), ((await app.EntryAsync(first)).Status, (await app.EntryAsync(second)).Status));
        Assert.Null((await browser.SubmitAsync($"/waiting/{second.Token}", [], "#leave")).RefusalCode());
        var left = await app.EntryAsync(second);
        Assert.Equal((WaitingStatus.Left, "", null), (left.Status, left.PersonName, left.PhoneHash));
        Assert.Null((await browser.SubmitAsync($"/waiting/{first.Token}", [], "#leave")).RefusalCode());
        Assert.Empty(await app.WithDbAsync(db => db.Set<Appointment>().Where(a => a.Status == AppointmentStatus.Held).ToListAsync()));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task An_offer_that_runs_out_goes_to_the_next_and_then_to_everybody_whether_or_not_a_worker_ran()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (slot, booked) = await app.FullAsync(hall);
        var (first, second) = (await app.WaitingAsync(hall, 1), await app.WaitingAsync(hall, 2));
        await app.CancelAsync(booked);
        await app.OfferAsync();
        app.Time.Advance(TimeSpan.FromMinutes(30));

        // The worker was killed: the offer is over all the same, and the public is not before the next in line.
        Assert.Equal("appointment.hold-expired", await app.LineAsync(line => line.AcceptAsync(first.Token, Actor.Guest, CancellationToken.None)));
        Assert.Equal("appointment.slot-full", await app.TryHoldAsync(hall, slot));
        await app.OfferAsync();
        Assert.Equal((WaitingStatus.Waiting, WaitingStatus.Offered), ((await app.EntryAsync(first)).Status, (await app.EntryAsync(second)).Status));

        app.Time.Advance(TimeSpan.FromMinutes(30 + new BookingPolicy().CoolDownMinutes));
        Assert.Equal(Desk.Done, await app.TryHoldAsync(hall, slot));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Who_waits_for_the_afternoon_or_has_a_booking_that_day_is_not_offered_the_morning()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (_, booked) = await app.FullAsync(hall);
        await app.WaitingAsync(hall, 1, PartOfDay.Afternoon);
        var has = await app.WaitingAsync(hall, 2);
        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.BookAtDeskAsync(
            booked.SlotIds[0], [hall.Item.Id], new("候补二", null, app.Id(Waiters.IdOf(2)), null), Actor.Staff(Guid.NewGuid()))));
        var third = await app.WaitingAsync(hall, 3);
        await app.CancelAsync(booked);

        await app.OfferAsync();

        Assert.Equal((WaitingStatus.Waiting, WaitingStatus.Offered), ((await app.EntryAsync(has)).Status, (await app.EntryAsync(third)).Status));
    }

    [Fact]
    public async Task One_entry_of_a_person_and_group_and_so_many_of_a_phone_a_day()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.FullAsync(hall);
        var entry = await app.WaitingAsync(hall, 1);

        Assert.Equal("waiting.already-on-list", await JoinAsync(app, hall, 1, "13800138099"));
        Assert.Equal((Desk.Done, Desk.Done, "waiting.too-many-today"), (await JoinAsync(app, hall, 2, "13800138001"), await JoinAsync(app, hall, 3, "13800138001"), await JoinAsync(app, hall, 4, "13800138001")));

        // Its days are over: the same person may wait again at once, although nobody has tidied up.
        app.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(Desk.Done, await JoinAsync(app, hall, 1, "13800138098", new DateOnly(2026, 11, 27)));
        Assert.Equal(WaitingStatus.Over, (await app.EntryAsync(entry)).Status);
    }

    [Fact]
    public async Task Whoever_waited_in_vain_is_told_once_in_the_morning_and_whoever_had_an_offer_is_not()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (_, booked) = await app.FullAsync(hall);
        var (offered, vain) = (await app.WaitingAsync(hall, 1), await app.WaitingAsync(hall, 2, PartOfDay.Afternoon));
        await app.CancelAsync(booked);
        await app.OfferAsync();
        Assert.Equal(Desk.Done, await app.LineAsync(line => line.DeclineAsync(offered.Token, Actor.Guest, CancellationToken.None)));

        app.Time.Advance(app.Clock.At(Waiters.On.AddDays(1), new(7, 59)) - app.Clock.Now);
        await app.OfferAsync();
        Assert.Empty(await ToldInVainAsync(app));
        Assert.Contains("候补结束", (await app.NewBrowser().PageAsync($"/waiting/{vain.Token}")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.OfferAsync();
        await app.OfferAsync();

        var told = Assert.Single(await ToldInVainAsync(app));
        Assert.Equal("13800138002", told.To);
        Assert.Contains($"11月25日 周三", told.Text, StringComparison.Ordinal);
        Assert.Contains($"http://localhost/waiting/{vain.Token}", told.Text, StringComparison.Ordinal);
        var over = await app.EntryAsync(vain);
        Assert.Equal((WaitingStatus.Over, "", null), (over.Status, over.PersonName, over.PhoneHash));
        Assert.Equal(WaitingStatus.Over, (await app.EntryAsync(offered)).Status);
    }

    private static async Task<IReadOnlyList<LocalMessage>> ToldInVainAsync(TongbanApp app) =>
        [.. (await app.MessagesAsync()).Where(message => message.Text.Contains("没有等到位置", StringComparison.Ordinal))];

    [Fact]
    public async Task Where_a_place_is_free_nobody_needs_to_wait()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.OnlySlotAsync();
        using var guest = app.NewBrowser();

        var response = await guest.SubmitAsync(Waiters.Address(hall), Guest.Identity().With("Days", Waiters.Wednesday), "#register");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "waiting.places-free"), (response.StatusCode, response.RefusalCode()));
        Assert.Equal("waiting.no-such-day", (await guest.SubmitAsync(Waiters.Address(hall), Guest.Identity().With("Days", "2026-11-28"), "#register")).RefusalCode());
    }

    [Fact]
    public async Task The_same_by_the_api()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (_, booked) = await app.FullAsync(hall);
        var program = app.NewBrowser();
        var wish = new { site = "H01", items = new[] { "SU01" }, days = new[] { Waiters.Wednesday }, part = "morning", person = new { name = "王小明", number = Guest.Id, phone = Guest.Phone } };

        var token = (await program.PostAsync("/waiting-list", wish).GoodAsync()).Text("token");
        Assert.Equal((422, "code.wrong"), await program.PutAsync($"/waiting-list/{token}/confirmation", new { code = "000000" }).ProblemAsync());
        var code = await app.LastCodeAsync(Guest.Phone);
        var joined = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => program.PutAsync($"/waiting-list/{token}/confirmation", new { code }).GoodAsync()));
        Assert.All(joined, answer => Assert.Equal(("waiting", 0), (answer.Text("status"), answer.GetProperty("ahead").GetInt32())));
        Assert.Equal((422, "waiting.no-offer"), await program.PutAsync($"/waiting-list/{token}/booking").ProblemAsync());
        await app.CancelAsync(booked);
        await app.OfferAsync();

        Assert.Equal("2026-11-25T10:00:00+08:00", (await (await program.ReadAsync($"/waiting-list/{token}")).JsonAsync()).Text("offeredStartsAt"));
        var taken = await program.PutAsync($"/waiting-list/{token}/booking").GoodAsync();
        Assert.Equal("booked", (await (await program.ReadAsync($"/bookings/{taken.Text("booking")}")).JsonAsync()).Text("status"));
        Assert.Equal((422, "waiting.not-open"), await program.DeleteAsync($"/waiting-list/{token}").ProblemAsync());
        Assert.Equal(404, (int)(await program.ReadAsync("/waiting-list/nobody")).StatusCode);
    }

    [Fact]
    public async Task Staff_see_the_line_of_a_day_masked_and_a_citizen_sees_the_own_entries()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.FullAsync(hall);
        var entry = await app.WaitingAsync(hall, 1);
        var guide = await hall.SignedInAsync("guide", Role.Guide);

        var line = (await guide.PageAsync($"/staff/bookings/waiting?day={Waiters.Wednesday}")).QuerySelector("#line")!.TextContent;

        Assert.Contains("候*1", line, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138001", line, StringComparison.Ordinal);
        using var citizen = app.NewBrowser();
        var code = await citizen.SubmitAsync("/me/sign-in", new() { ["Phone"] = "13800138001" });
        await citizen.SubmitAsync(code.RequestMessage!.RequestUri!.PathAndQuery, new() { ["Digits"] = await app.LastCodeAsync("13800138001") });
        Assert.Contains($"/waiting/{entry.Token}", (await citizen.PageAsync("/me")).QuerySelector("#waiting")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_never_offer_one_place_twice_nor_two_places_to_one_entry()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<BookingPolicy>(policy => policy.WaitingPerPhoneAndDay = 9));
        await using var second = app.Settings.Postgres is null ? null : await app.StartSecondNodeAsync();
        var hall = await Hall.BuildAsync(app, windows: 3);
        var slot = await app.OnlySlotAsync();
        var booked = new List<Appointment>();
        for (var n = 0; n < 3; n++)
        {
            booked.Add(await app.BookedAsync(hall, slot, "李四"));
        }

        var entries = new List<WaitingEntry>();
        for (var n = 1; n <= 6; n++)
        {
            entries.Add(await app.WaitingAsync(hall, n));
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 36).Select(n => Task.Run(async () =>
        {
            var node = n % 2 == 0 ? app : second ?? app;
            return (n % 6) switch
            {
                0 or 1 when n < 12 && n / 4 < booked.Count => await node.CancelAsync(booked[n / 4]),
                2 => await node.TryHoldAsync(hall, slot),
                3 => await node.LineAsync(line => line.DeclineAsync(entries[n / 6].Token, Actor.Guest, CancellationToken.None)),
                _ => await OfferedAsync(node),
            };
        })));
        await app.OfferAsync();

        Assert.DoesNotContain(outcomes, outcome => outcome.StartsWith("failed", StringComparison.Ordinal));
        var all = await app.WithDbAsync(db => db.Set<WaitingEntry>().AsNoTracking().ToListAsync());
        var held = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().Where(a => a.Status == AppointmentStatus.Held && a.FreeAt > a.HoldUntilAt).ToListAsync());
        Assert.Equal(all.Where(entry => entry.Status == WaitingStatus.Offered).Select(entry => entry.OfferId!.Value).Order(), held.Select(offer => offer.Id).Order());
        Assert.True((await app.SlotAsync(slot)).Taken <= slot.Capacity);
        await app.MustAgreeAsync();
    }

    private static async Task<string> OfferedAsync(TongbanApp app)
    {
        await app.OfferAsync();
        return "offered";
    }

    private static Task<string> JoinAsync(TongbanApp app, Hall hall, int n, string phone, DateOnly? day = null) => app.LineAsync(line => line.AddAsync(
        new WaitingEntry(hall.Site.CentreId, new(hall.Site.Id, hall.Group.Id, [hall.Item.Id], [day ?? Waiters.On], PartOfDay.Whole), new($"候补{n}", app.Phone(phone), app.Id(Waiters.IdOf(n)), null), new("", "zh-CN"), app.Clock.Now, Actor.Guest),
        isSignedIn: true, Actor.Guest, CancellationToken.None));
}

internal static class FormFields
{
    public static Dictionary<string, string> With(this Dictionary<string, string> fields, string name, string value) => new(fields) { [name] = value };
}
