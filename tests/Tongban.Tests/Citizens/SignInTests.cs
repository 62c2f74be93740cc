using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Tongban.Citizens;
using Tongban.People;
using Tongban.Tests.Appointments;

namespace Tongban.Tests.Citizens;

public sealed class SignInTests
{
    [Fact]
    public async Task A_citizen_signs_in_sees_own_bookings_and_books_without_another_code()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var guest = app.NewBrowser();
        var earlier = await guest.BookAsync(app, hall);
        await ForgetCodesAsync(app);
        using var browser = app.NewBrowser();
        await SignInAsync(app, browser);

        Assert.NotNull((await browser.PageAsync("/me")).QuerySelector($"a[href='{earlier}']"));
        await app.ForgetAllowancesAsync();
        var hold = await browser.HoldAsync(hall, 3);
        var booked = await browser.SubmitAsync(hold, new() { ["Form.Name"] = "王小明", ["Form.Document"] = "card", ["Form.Number"] = Guest.Id });

        Assert.Null(booked.RefusalCode());
        Assert.StartsWith("/bookings/", booked.RequestMessage!.RequestUri!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(2, (await browser.PageAsync("/me")).QuerySelectorAll("main li a").Length);
        await browser.SubmitAsync("/me", [], "#sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task One_browser_holds_staff_and_citizen_apart()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var browser = await hall.SignedInAsync("guide", Role.Guide);
        await SignInAsync(app, browser);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff/bookings")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task A_code_dies_after_five_minutes_of_the_machine()
    {
        var machine = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TongbanApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(machine)));
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var sent = await browser.SubmitAsync("/me/sign-in", new() { ["Phone"] = Guest.Phone });
        var code = await app.LastCodeAsync(Guest.Phone);
        machine.Advance(OneTimeCode.LivesFor);

        Assert.Equal("code.expired", (await browser.SubmitAsync(sent.RequestMessage!.RequestUri!.PathAndQuery, new() { ["Digits"] = code })).RefusalCode());
    }

    [Fact]
    public async Task Codes_to_one_phone_are_limited_a_day_and_a_minute()
    {
        var machine = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var app = await TongbanApp.StartAsync(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(machine));
            services.Configure<CodeLimits>(limits => limits.PerPhoneAndDay = 3);
        });
        using var browser = app.NewBrowser();

        for (var n = 0; n < 3; n++)
        {
            Assert.Null((await SendAsync(browser)).RefusalCode());
            Assert.Equal(n < 2 ? "code.too-soon" : "code.too-many-today", (await SendAsync(browser)).RefusalCode());
            machine.Advance(OneTimeCode.Between);
        }

        Assert.Equal("code.too-many-today", (await SendAsync(browser)).RefusalCode());
        Assert.Equal("mobile.format", (await browser.SubmitAsync("/me/sign-in", new() { ["Phone"] = "12345" })).RefusalCode());
    }

    [Fact]
    public async Task No_plain_phone_and_no_plain_code_lie_in_the_database()
    {
        await using var app = await TongbanApp.StartAsync();
        using var browser = app.NewBrowser();
        await SendAsync(browser);
        var code = await app.LastCodeAsync(Guest.Phone);

        var row = await app.WithDbAsync(db => db.Set<OneTimeCode>().AsNoTracking().SingleAsync());
        Assert.DoesNotContain(code, row.CodeHash + row.PhoneCipher + row.PhoneHash, StringComparison.Ordinal);
        Assert.All(await app.WithDbAsync(db => db.Set<Tongban.Notices.Message>().AsNoTracking().ToListAsync()), message => Assert.Equal("", message.TextCipher + message.AddressCipher));
    }

    [Fact]
    public async Task Another_code_can_be_sent_from_the_page_that_asks_for_it()
    {
        var machine = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var app = await TongbanApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(machine)));
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var address = (await browser.SubmitAsync("/me/sign-in?ReturnUrl=%2Fbook", new() { ["Phone"] = Guest.Phone })).RequestMessage!.RequestUri!.PathAndQuery;
        Assert.Equal("code.too-soon", (await browser.SubmitAsync(address, [], "#again")).RefusalCode());
        machine.Advance(OneTimeCode.LivesFor);
        Assert.Contains("失效", (await browser.PageAsync(address)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await app.LastCodeAsync(Guest.Phone);
        Directory.Delete(app.Settings.MessagesFolder, recursive: true);

        var next = await browser.SubmitAsync(address, [], "#again");
        var done = await browser.SubmitAsync(next.RequestMessage!.RequestUri!.PathAndQuery, new() { ["Digits"] = await app.LastCodeAsync(Guest.Phone) }, "#enter");

        Assert.Equal("/book", done.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task Answers_are_limited_a_phone_and_day_over_all_its_codes()
    {
        var machine = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var app = await TongbanApp.StartAsync(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(machine));
            services.Configure<CodeLimits>(limits => limits.AttemptsPerPhoneAndDay = 3);
        });
        using var browser = app.NewBrowser();
        var codes = new List<string?>();
        for (var n = 0; n < 2; n++)
        {
            var address = (await SendAsync(browser)).RequestMessage!.RequestUri!.PathAndQuery;
            var wrong = await app.LastCodeAsync(Guest.Phone) == "000000" ? "111111" : "000000";
            codes.Add((await browser.SubmitAsync(address, new() { ["Digits"] = wrong }, "#enter")).RefusalCode());
            codes.Add((await browser.SubmitAsync(address, new() { ["Digits"] = wrong }, "#enter")).RefusalCode());
            machine.Advance(OneTimeCode.Between);
        }

        Assert.Equal(["code.wrong", "code.wrong", "code.wrong", "code.too-many-attempts"], codes);
    }

    [Fact]
    public async Task What_cannot_be_a_code_costs_no_attempt()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<CodeLimits>(limits => limits.AttemptsPerPhoneAndDay = 1));
        using var browser = app.NewBrowser();
        var address = (await SendAsync(browser)).RequestMessage!.RequestUri!.PathAndQuery;
        var code = await app.LastCodeAsync(Guest.Phone);

        foreach (var typed in new[] { "abcdef", code[..5], $"{code}1" })
        {
            Assert.Equal("code.six-digits", (await browser.SubmitAsync(address, new() { ["Digits"] = typed }, "#enter")).RefusalCode());
        }

        Assert.Null((await browser.SubmitAsync(address, new() { ["Digits"] = code }, "#enter")).RefusalCode());
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void A_network_of_one_household_is_one_address(string address, string counted) =>
        Assert.Equal(counted, NetworkAddress.Of(System.Net.IPAddress.Parse(address)));

    private static Task<HttpResponseMessage> SendAsync(Browser browser) => browser.SubmitAsync("/me/sign-in", new() { ["Phone"] = Guest.Phone });

    private static async Task SignInAsync(TongbanApp app, Browser browser)
    {
        var sent = await SendAsync(browser);
        Assert.Null(sent.RefusalCode());
        var done = await browser.SubmitAsync(sent.RequestMessage!.RequestUri!.PathAndQuery, new() { ["Digits"] = await app.LastCodeAsync(Guest.Phone) });
        Assert.Null(done.RefusalCode());
    }

    // As if a minute had passed, and the old message were gone from the phone.
    private static async Task ForgetCodesAsync(TongbanApp app)
    {
        await app.WithDbAsync(db => db.Set<OneTimeCode>().ExecuteDeleteAsync());
        Directory.Delete(app.Settings.MessagesFolder, recursive: true);
    }
}
