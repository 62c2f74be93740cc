using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;

namespace Tongban.Tests.Network;

public sealed class NetworkEditingTests
{
    private const string Hours = "/staff/places/H01/hours";

    [Fact]
    public async Task New_hours_hold_from_their_day_and_not_before()
    {
        await using var app = await TongbanApp.StartAsync();
        using var admin = await AdminAsync(app);
        using var citizen = app.NewBrowser();

        Assert.Null((await admin.SubmitAsync(Hours, new() { ["Workday"] = "8:30至16:00", ["Weekend"] = "9:00-12:00", ["From"] = "2026-11-26" }, "#week-form")).RefusalCode());

        var page = await TextAsync(citizen, "/sites/H01");
        Assert.Contains("11月25日 周三 9:00–12:00，13:00–17:00", page, StringComparison.Ordinal);
        Assert.Contains("11月26日 周四 8:30–16:00", page, StringComparison.Ordinal);
        Assert.Contains("11月28日 周六 周末服务9:00–12:00", page, StringComparison.Ordinal);
        Assert.Equal("8:30-16:00", (await admin.PageAsync(Hours)).QuerySelector("#Workday")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Hours_set_again_replace_what_was_planned()
    {
        await using var app = await TongbanApp.StartAsync();
        using var admin = await AdminAsync(app);
        using var citizen = app.NewBrowser();

        await admin.SubmitAsync(Hours, new() { ["Workday"] = "8:00-9:00", ["From"] = "2026-11-27" }, "#week-form");
        await admin.SubmitAsync(Hours, new() { ["Workday"] = "10:00-15:00", ["From"] = "2026-11-26" }, "#week-form");
        await admin.SubmitAsync(Hours, new() { ["Workday"] = "10:30-15:00", ["From"] = "2026-11-26" }, "#week-form");

        var page = await TextAsync(citizen, "/sites/H01");
        Assert.Contains("11月26日 周四 10:30–15:00", page, StringComparison.Ordinal);
        Assert.Contains("11月27日 周五 10:30–15:00", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9点到12点", "2026-11-26", "opening.hours-unreadable")]
    [InlineData("9:00-12:00", "2026-11-23", "opening.in-the-past")]
    [InlineData("9:00-12:00", "", "opening.day-missing")]
    public async Task Hours_that_cannot_be_are_refused_and_what_was_typed_stays(string workday, string from, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        using var admin = await AdminAsync(app);

        var response = await admin.SubmitAsync(Hours, new() { ["Workday"] = workday, ["From"] = from }, "#week-form");

        Assert.Equal(code, response.RefusalCode());
        Assert.Equal(workday, (await response.PageAsync()).QuerySelector("#Workday")!.GetAttribute("value"));
        Assert.Equal(2, await app.WithDbAsync(db => db.Set<OpeningRule>().CountAsync()));
    }

    [Fact]
    public async Task A_places_facts_are_what_people_read()
    {
        await using var app = await TongbanApp.StartAsync();
        using var admin = await AdminAsync(app);

        Assert.Null((await admin.SubmitAsync("/staff/places/H01", new() { ["Form.Phone"] = "0371-00000777", ["Form.AddressZh"] = "新路 2 号" })).RefusalCode());

        using var citizen = app.NewBrowser();
        var page = await TextAsync(citizen, "/sites/H01");
        Assert.Contains("0371-00000777", page, StringComparison.Ordinal);
        Assert.Contains("新路 2 号", page, StringComparison.Ordinal);
        Assert.Contains("坡道", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_save_the_second_is_told()
    {
        await using var app = await TongbanApp.StartAsync();
        using var admin = await AdminAsync(app);
        var (first, second) = (await admin.PageAsync("/staff/departments/D02"), await admin.PageAsync("/staff/departments/D02"));

        await admin.SubmitRawAsync(first, new() { ["ConsultPhone"] = "0371-00000111" });

        var late = await admin.SubmitRawAsync(second, new() { ["ConsultPhone"] = "0371-00000222" });

        Assert.Equal((HttpStatusCode.Conflict, "request.changed-meanwhile"), (late.StatusCode, late.RefusalCode()));
        Assert.Equal("0371-00000111", await app.WithDbAsync(db => db.Set<Department>().Select(department => department.ConsultPhone).SingleAsync()));
    }

    [Fact]
    public async Task A_department_needs_two_telephones()
    {
        await using var app = await TongbanApp.StartAsync();
        using var admin = await AdminAsync(app);

        Assert.Equal("department.same-phone", (await admin.SubmitAsync("/staff/departments/D02", new() { ["ComplaintPhone"] = "0371-00000100" })).RefusalCode());
    }

    [Theory]
    [InlineData("I", "matter-group.letter-wrong")]
    [InlineData("1", "matter-group.letter-wrong")]
    [InlineData("B", "matter-group.letter-taken")]
    public async Task A_letter_is_one_groups_alone_and_no_digit(string letter, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await hall.ItemAsync("TX01", 10, "B");
        using var admin = await hall.SignedInAsync("admin", Role.Administrator);

        Assert.Equal(code, (await admin.SubmitAsync("/staff/groups/SU", new() { ["Letter"] = letter })).RefusalCode());
        Assert.Null((await admin.SubmitAsync("/staff/groups/SU", new() { ["Letter"] = "m" })).RefusalCode());
        Assert.Equal("M", await app.WithDbAsync(db => db.Set<MatterGroup>().Where(group => group.Code == "SU").Select(group => group.TicketLetter).SingleAsync()));
    }

    [Fact]
    public async Task A_window_serves_what_is_ticked_and_at_least_something()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        await hall.ItemAsync("TX01", 10, "B");
        var taxes = await app.WithDbAsync(db => db.Set<MatterGroup>().SingleAsync(group => group.TicketLetter == "B"));
        using var admin = await hall.SignedInAsync("admin", Role.Administrator);

        Assert.Null((await admin.SubmitAsync("/staff/places/H01/windows/W01", new() { ["GroupIds"] = taxes.Id.ToString(), ["Label"] = "1A" })).RefusalCode());
        var window = await app.WithDbAsync(db => db.Set<Window>().SingleAsync(window => window.Code == "W01"));
        Assert.Equal("1A", window.Label);
        Assert.Equal([taxes.Id], window.Groups.Select(group => group.GroupId));

        Assert.Equal("window.serves-nothing", (await admin.SubmitAsync("/staff/places/H01/windows/W01", new() { ["GroupIds"] = Guid.Empty.ToString() })).RefusalCode());
    }

    [Fact]
    public async Task A_zones_bound_can_be_changed_while_people_come_and_go()
    {
        await using var app = await TongbanApp.StartAsync();
        using var admin = await AdminAsync(app);
        var form = await admin.PageAsync("/staff/places/H01/zones/Z02");
        await app.WithDbAsync(db => db.Set<Zone>().ExecuteUpdateAsync(set => set.SetProperty(zone => zone.Inside, 3).SetProperty(zone => zone.Version, zone => zone.Version + 1)));

        Assert.Null((await admin.SubmitRawAsync(form, new() { ["Capacity"] = "25" })).RefusalCode());

        Assert.Equal((25, 3), await app.WithDbAsync(async db => (await db.Set<Zone>().SingleAsync()) is var zone ? (zone.Capacity, zone.Inside) : default));
    }

    [Theory]
    [InlineData("/staff/places")]
    [InlineData("/staff/places/H01")]
    [InlineData(Hours)]
    [InlineData("/staff/places/H01/zones/Z02")]
    [InlineData("/staff/places/H01/windows/W01")]
    [InlineData("/staff/departments/D02")]
    [InlineData("/staff/groups/SU")]
    public async Task Only_an_administrator_is_let_in(string path)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var admin = await hall.SignedInAsync("admin", Role.Administrator);
        using var editor = await hall.SignedInAsync("editor", Role.CatalogueEditor);
        using var stranger = app.NewBrowser();

        Assert.True((await admin.GetAsync(path)).IsSuccessStatusCode);
        Assert.DoesNotContain(await Task.WhenAll(editor.GetFollowingAsync(path), stranger.GetFollowingAsync(path)), response => response.RequestMessage!.RequestUri!.AbsolutePath == path && response.IsSuccessStatusCode);
    }

    private static async Task<string> TextAsync(Browser browser, string path) =>
        string.Join(' ', (await browser.PageAsync(path)).QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<Browser> AdminAsync(TongbanApp app) => await (await Hall.BuildAsync(app)).SignedInAsync("admin", Role.Administrator);
}
