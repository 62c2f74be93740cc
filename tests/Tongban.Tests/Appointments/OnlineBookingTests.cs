using System.Net;
using Ical.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Citizens;
using Tongban.Kernel;

namespace Tongban.Tests.Appointments;

public sealed class OnlineBookingTests
{
    [Fact]
    public async Task A_guest_books_shows_it_moves_it_and_cancels_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        var address = await browser.BookAsync(app, hall);
        var page = await browser.PageAsync(address);
        Assert.Contains("约好了", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("138****8000", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".tb-qr svg"));

        var move = await browser.PageAsync($"{address}/move?day=2026-11-25");
        await browser.FollowAsync(await browser.SubmitRawAsync(move, new() { ["slot"] = move.FreeSlots()[3] }));
        Assert.Contains("11月25日 周三 10:30", (await browser.PageAsync(address)).Body!.TextContent, StringComparison.Ordinal);

        var gone = await (await browser.SubmitAsync(address, [], "#cancel")).PageAsync();
        Assert.DoesNotContain("让给", gone.QuerySelector(".tb-note")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已取消", (await browser.PageAsync(address)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task What_the_guide_was_told_says_what_to_bring_until_the_booking_stands()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var guide = await browser.PageAsync("/guide/SU01?a-who=agent&a-place=rent");

        var choose = await browser.PageAsync(guide.QuerySelector("aside a[href^='/book/']")!.GetAttribute("href")!);
        var fields = choose.QuerySelectorAll("form[action$='/times'] input:is([type=hidden], [checked])").Select(input => $"{input.GetAttribute("name")}={input.GetAttribute("value")}");
        var times = await browser.PageAsync($"/book/SU01/times?{string.Join('&', fields)}");
        var hold = await browser.FollowAsync(await browser.SubmitRawAsync(times, new() { ["slot"] = times.FreeSlots()[0] }));
        var code = await browser.SubmitAsync(hold.RequestMessage!.RequestUri!.PathAndQuery, Guest.Identity());
        var again = await browser.SubmitAsync(code.RequestMessage!.RequestUri!.PathAndQuery, [], "#again");
        Assert.Equal("code.too-soon", again.RefusalCode());
        var done = await browser.SubmitAsync(again.RequestMessage!.RequestUri!.PathAndQuery, new() { ["Digits"] = await app.LastCodeAsync(Guest.Phone) }, "#confirm");

        var page = await done.PageAsync();
        Assert.Equal(["身份证", "公司章程", "授权委托书", "租赁合同"], Brought(page));
        Assert.NotNull(page.QuerySelector("a[href='/guide/SU01?a-who=agent&a-place=rent']"));
        var forgotten = await browser.PageAsync(new Uri(page.Url).AbsolutePath);
        Assert.Equal(["身份证", "公司章程"], Brought(forgotten));
        Assert.NotNull(forgotten.QuerySelector("a[href='/guide/SU01']"));
    }

    private static IEnumerable<string> Brought(AngleSharp.Dom.IDocument page) =>
        page.QuerySelectorAll("[aria-labelledby=bring] li").Select(line => line.ChildNodes.OfType<AngleSharp.Dom.IText>().First(text => text.Data.Trim().Length > 0).Data.Trim());

    [Fact]
    public async Task Each_day_says_as_many_as_its_times()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        var other = await hall.ItemAsync("SU02", minutes: 20, groupLetter: "B");
        using var browser = app.NewBrowser();
        await browser.HoldAsync(hall, 2, hall.Item.Code, other.Code);

        var page = await browser.PageAsync(Guest.TimesOf(hall, hall.Item.Code, other.Code));

        var days = page.QuerySelectorAll(".tb-days a").ToList();
        Assert.Equal(5, days.Count);
        foreach (var day in days)
        {
            var shown = await browser.PageAsync(day.GetAttribute("href")!);
            Assert.Equal(Number(day.QuerySelector("small")!.TextContent), shown.QuerySelectorAll(".tb-slots label small").Sum(label => Number(label.TextContent)));
        }
    }

    [Fact]
    public async Task When_the_time_is_gone_the_three_nearest_are_offered()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var page = await browser.PageAsync(Guest.TimesOf(hall));
        var wanted = page.FreeSlots()[1];
        using var faster = app.NewBrowser();
        await faster.HoldAsync(hall, 1);

        var response = await browser.SubmitRawAsync(page, new() { ["slot"] = wanted });

        Assert.Equal("appointment.slot-full", response.RefusalCode());
        var nearest = (await response.PageAsync()).QuerySelectorAll(".tb-slots")[0];
        Assert.Equal(3, nearest.QuerySelectorAll("input").Length);
        Assert.Null(nearest.QuerySelector($"input[value='{wanted}']"));
    }

    [Fact]
    public async Task An_expired_hold_says_so_and_offers_the_way_back()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var hold = await browser.HoldAsync(hall);
        await browser.SubmitAsync(hold, Guest.Identity());
        var code = await app.LastCodeAsync(Guest.Phone);
        var codePage = await browser.PageAsync($"{hold}/code");
        app.Time.Advance(Appointment.HoldFor);

        var late = await browser.SubmitRawAsync(codePage, new() { ["Digits"] = code }, "#confirm");

        Assert.Equal("appointment.hold-expired", late.RefusalCode());
        Assert.NotNull((await browser.PageAsync(hold)).QuerySelector($"main a[href*='/times']"));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync(a => a.Status == AppointmentStatus.Booked)));
    }

    [Theory]
    [InlineData("110101188503071237", "Form_Number")]
    [InlineData("<script>alert(1)</script>", "Form_Number")]
    [InlineData("", "Form_Number")]
    public async Task A_document_that_cannot_be_one_is_told_at_its_field(string number, string field)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var hold = await browser.HoldAsync(hall);

        var response = await browser.SubmitAsync(hold, Guest.Identity(number, name: "<b>" + new string('长', 100)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await response.PageAsync();
        Assert.NotNull(page.QuerySelector($"#{field}-error"));
        Assert.NotNull(page.QuerySelector("#Form_Name-error"));
        Assert.Null(page.QuerySelector("main b > *"));
        Assert.Equal("", await app.WithDbAsync(db => db.Set<Appointment>().Select(a => a.PersonName).SingleAsync()));
    }

    [Fact]
    public async Task A_name_with_markup_is_shown_as_text()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var hold = await browser.HoldAsync(hall);

        await browser.SubmitAsync(hold, Guest.Identity(name: "<img src=x onerror=alert(1)>"));

        Assert.Empty((await browser.PageAsync(hold)).QuerySelectorAll("main img"));
    }

    [Fact]
    public async Task Five_wrong_codes_end_it_even_though_each_was_refused()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var hold = await browser.HoldAsync(hall);
        await browser.SubmitAsync(hold, Guest.Identity());
        var code = await app.LastCodeAsync(Guest.Phone);

        for (var attempt = 0; attempt < OneTimeCode.MostAttempts; attempt++)
        {
            Assert.Equal("code.wrong", (await browser.SubmitAsync($"{hold}/code", new() { ["Digits"] = code == "000000" ? "111111" : "000000" }, "#confirm")).RefusalCode());
        }

        Assert.Equal("code.used-up", (await browser.SubmitAsync($"{hold}/code", new() { ["Digits"] = code }, "#confirm")).RefusalCode());
        Assert.Equal("code.too-soon", (await browser.SubmitAsync($"{hold}/code", [], "#again")).RefusalCode());
    }

    [Fact]
    public async Task Confirming_twice_at_once_is_one_booking_and_no_error()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var hold = await browser.HoldAsync(hall);
        await browser.SubmitAsync(hold, Guest.Identity());
        var code = await app.LastCodeAsync(Guest.Phone);
        var page = await browser.PageAsync($"{hold}/code");

        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.SubmitRawAsync(page, new() { ["Digits"] = code }, "#confirm")));

        Assert.All(responses, response => Assert.StartsWith("/bookings/", response.Headers.Location?.ToString(), StringComparison.Ordinal));
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "appointment.booked")));
    }

    [Fact]
    public async Task The_same_form_sent_twice_holds_one_place()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 4);
        using var browser = app.NewBrowser();
        var page = await browser.PageAsync(Guest.TimesOf(hall));
        var form = new Dictionary<string, string> { ["slot"] = page.FreeSlots()[0] };

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.SubmitRawAsync(page, form)));

        Assert.Single(responses.Select(response => response.Headers.Location).Distinct());
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync()));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Of_five_hundred_who_press_for_one_place_one_gets_it_and_the_others_are_offered_the_nearest()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<PublicWriteLimit>(limit => limit.PerMinute = 10_000));
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var page = await browser.PageAsync(Guest.TimesOf(hall));
        var slot = page.FreeSlots()[0];

        var responses = await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Task.Run(() => browser.SubmitRawAsync(page, new() { ["slot"] = slot, ["request-key"] = $"press-{n}" }))));

        Assert.Single(responses, response => response.Headers.Location is not null);
        var refused = responses.Where(response => response.Headers.Location is null).ToList();
        Assert.All(refused, response => Assert.Equal((HttpStatusCode.UnprocessableEntity, "appointment.slot-full"), (response.StatusCode, response.RefusalCode())));
        foreach (var response in refused.Where((_, n) => n % 25 == 0))
        {
            var nearest = (await response.PageAsync()).QuerySelectorAll(".tb-slots")[0].QuerySelectorAll("input");
            Assert.Equal(3, nearest.Length);
            Assert.DoesNotContain(nearest, input => input.GetAttribute("value") == slot);
        }

        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Slot>().Where(s => s.Id == Guid.Parse(slot)).Select(s => s.Taken).SingleAsync()));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Nobody_elses_booking_is_found()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var address = await browser.BookAsync(app, hall);
        var guessed = address[..^1] + (address[^1] == '0' ? '1' : '0');

        foreach (var path in new[] { guessed, $"{guessed}/move", $"{guessed}/calendar.ics", guessed.Replace("/bookings/", "/book/hold/", StringComparison.Ordinal) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task The_calendar_file_says_the_booking_in_utc_and_keeps_its_name()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var address = await browser.BookAsync(app, hall, n: 1);

        var response = await browser.GetAsync($"{address}/calendar.ics");
        var entry = Assert.Single(Calendar.Load(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.Events);

        Assert.Equal("text/calendar", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(app.Clock.At(app.Clock.Today, new(10, 30)), entry.Start!.AsUtc);
        Assert.Equal(TimeSpan.FromMinutes(20), entry.End!.AsUtc - entry.Start.AsUtc);
        Assert.EndsWith("@tongban", entry.Uid, StringComparison.Ordinal);
        Assert.Single(entry.Alarms);
    }

    [Fact]
    public async Task A_moved_or_cancelled_booking_replaces_its_calendar_entry()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var address = await browser.BookAsync(app, hall);
        var first = await EntryAsync(browser, address);

        var move = await browser.PageAsync($"{address}/move");
        await browser.FollowAsync(await browser.SubmitRawAsync(move, new() { ["slot"] = move.FreeSlots()[3] }));
        var moved = await EntryAsync(browser, address);
        await browser.SubmitAsync(address, [], "#cancel");
        var link = (await browser.PageAsync(address)).QuerySelector("main a[href$='calendar.ics']")!;
        var cancelled = await EntryAsync(browser, link.GetAttribute("href")!.Replace("/calendar.ics", "", StringComparison.Ordinal));

        Assert.Equal((first.Uid, first.Uid), (moved.Uid, cancelled.Uid));
        Assert.True(first.Sequence < moved.Sequence && moved.Sequence < cancelled.Sequence);
        Assert.Equal("CONFIRMED CONFIRMED CANCELLED", $"{first.Status} {moved.Status} {cancelled.Status}");
    }

    [Fact]
    public async Task A_second_matter_is_added_without_script_and_the_times_are_long_enough_for_both()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var other = await hall.ItemAsync("SU02", minutes: 40, groupLetter: "B");
        using var browser = app.NewBrowser();
        var choose = await browser.PageAsync($"/book/{hall.Item.Code}");
        Assert.Equal("/book", choose.QuerySelector("main form button[formaction]")!.GetAttribute("formaction"));

        var more = await browser.PageAsync($"/book?site=H01&item={hall.Item.Code}");
        var both = await browser.PageAsync(more.QuerySelector($"main a[href*='{other.Code}']")!.GetAttribute("href")!);
        Assert.Equal(2, both.QuerySelectorAll("input[name=item]:checked").Length);
        Assert.Contains("共约 60 分钟", both.QuerySelector(".tb-bottom")!.TextContent, StringComparison.Ordinal);
        var hold = await browser.HoldAsync(hall, 0, hall.Item.Code, other.Code);

        Assert.Equal(3, (await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().SingleAsync())).Places.Count);
        Assert.Contains("（A 区）", (await browser.PageAsync(hold)).QuerySelector(".tb-facts")!.TextContent, StringComparison.Ordinal);
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task A_hall_that_does_not_handle_a_matter_leads_back_to_those_that_do()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        await app.WithDbAsync(db =>
        {
            db.Add(new Tongban.Network.Site(hall.Site.CentreId, "H02", new(Tongban.Network.SiteKind.BranchHall, "分厅", "Branch", "", "", "", "", "", 34, 113, []), app.Clock.Now, Actor.System));
            return db.SaveChangesAsync();
        });

        var page = await browser.PageAsync($"/book/{hall.Item.Code}/times?site=H02&item={hall.Item.Code}");

        Assert.Contains("换到了下面能办的大厅", page.QuerySelector("main .tb-note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("H01", page.QuerySelector("input[name=site]:checked")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_qr_that_we_did_not_sign_is_refused()
    {
        await using var app = await TongbanApp.StartAsync();
        var qr = app.Services.GetRequiredService<BookingQr>();

        Assert.Equal("YY7K3M9Q", qr.CodeIn(qr.TextFor("YY7K3M9Q")));
        Assert.Equal("YY7K3M9Q", qr.CodeIn(" yy7k 3m9q "));
        Assert.Equal("appointment.forged-qr", Assert.Throws<Refusal>(() => qr.CodeIn(qr.TextFor("YY7K3M9Q").Replace("YY7K", "YY7J", StringComparison.Ordinal))).Code);
        Assert.Equal("appointment.forged-qr", Assert.Throws<Refusal>(() => qr.CodeIn("TB1.YY7K3M9Q")).Code);
        Assert.Equal("appointment.unreadable-code", Assert.Throws<Refusal>(() => qr.CodeIn("<b>x</b>")).Code);
    }

    [Fact]
    public async Task Too_many_writes_from_one_address_are_stopped_and_reading_is_not()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<PublicWriteLimit>(limit => limit.PerMinute = 3));
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var page = await browser.PageAsync(Guest.TimesOf(hall));

        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 5; n++)
        {
            statuses.Add((await browser.SubmitRawAsync(page, [])).StatusCode);
        }

        Assert.Equal(3, statuses.Count(status => status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(2, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Guest.TimesOf(hall))).StatusCode);
    }

    private static async Task<Ical.Net.CalendarComponents.CalendarEvent> EntryAsync(Browser browser, string address)
    {
        var response = await browser.GetAsync($"{address}/calendar.ics");
        return Assert.Single(Calendar.Load(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.Events);
    }

    private static int Number(string text) => int.TryParse(new string([.. text.Where(char.IsDigit)]), out var number) ? number : 0;
}
