using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Devices;
using Tongban.People;
using Tongban.Queue;

namespace Tongban.Tests.Shared.Api;

/// <summary>What all endpoints have in common.</summary>
public sealed class ApiHabitsTests
{
    [Fact]
    public async Task Sent_eight_times_at_once_with_one_key_it_is_one_act_and_one_answer()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => kiosk.PostAsync("/kiosk/tickets", new { group = "A" }, "key-of-this-test"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
        Assert.Equal(7, answers.Count(answer => answer.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_refused_and_changes_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);
        await kiosk.PostAsync("/kiosk/tickets", new { group = "A" }, "key-of-this-test").GoodAsync();

        Assert.Equal((422, "request.key-reused"), await kiosk.PostAsync("/kiosk/tickets", new { group = "A", precedence = new[] { "elderly" } }, "key-of-this-test").ProblemAsync());
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
    }

    [Fact]
    public async Task A_refused_act_keeps_no_key_and_may_be_sent_again()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);

        Assert.Equal((422, "matter-group.unknown"), await kiosk.PostAsync("/kiosk/tickets", new { group = "Q" }, "key-of-this-test").ProblemAsync());
        await kiosk.PostAsync("/kiosk/tickets", new { group = "A" }, "key-of-this-test").GoodAsync();
    }

    [Fact]
    public async Task A_cookie_alone_moves_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);
        var forged = new HttpRequestMessage(HttpMethod.Post, kiosk.AddressOf("/api/v1/kiosk/tickets")) { Content = new StringContent("""{"group":"A"}""", Encoding.UTF8, "application/json") };

        Assert.Equal((400, "api.key-missing"), await kiosk.SendAsync(forged).ProblemAsync());
        Assert.Equal((400, "api.key-missing"), await kiosk.PostAsync("/kiosk/tickets", new { group = "A" }, "1").ProblemAsync());
        Assert.Equal((403, "api.cross-site"), await kiosk.WriteAsync(HttpMethod.Post, "/kiosk/tickets", new { group = "A" }, headers: ("Sec-Fetch-Site", "cross-site")).ProblemAsync());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
    }

    [Fact]
    public async Task Whoever_may_not_is_told_so_and_never_led_to_a_page()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);
        var gate = await app.DeviceAsync(hall, DeviceKind.Gate);

        Assert.Equal((401, "api.who-are-you"), await app.NewBrowser().ReadAsync("/window").ProblemAsync());
        Assert.Equal((401, "api.who-are-you"), await app.NewBrowser().PostAsync("/kiosk/tickets", new { group = "A" }).ProblemAsync());
        Assert.Equal((403, "api.not-allowed"), await guard.ReadAsync("/window").ProblemAsync());
        Assert.Equal((403, "api.not-allowed"), await gate.PostAsync("/kiosk/tickets", new { group = "A" }).ProblemAsync());
    }

    [Fact]
    public async Task A_device_may_show_its_key_in_a_header()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var key = DeviceKey.New();
        await app.WithDbAsync(async db =>
        {
            db.Add(new Device(db.CentreId, DeviceKind.Kiosk, "北门 1", new DevicePlace(hall.Site.Id, null, null), DeviceKey.Hash(key), false, app.Clock.Now, Tongban.Kernel.Actor.System));
            return await db.SaveChangesAsync();
        });

        var groups = await app.NewBrowser().ReadAsync("/kiosk/groups", ("Authorization", $"Device {key}")).GoodAsync();

        Assert.Equal("A", groups[0].Text("group"));
        Assert.Equal((401, "api.who-are-you"), await app.NewBrowser().ReadAsync("/kiosk/groups", ("Authorization", $"Device {DeviceKey.New()}")).ProblemAsync());
    }

    [Theory]
    [InlineData("{", "application/json", 400, "api.malformed")]
    [InlineData("[]", "application/json", 400, "api.malformed")]
    [InlineData("null", "application/json", 400, "api.malformed")]
    [InlineData("{}", "application/json", 400, "api.malformed")]
    [InlineData("""{"slotId":"no-guid","items":["SU01"]}""", "application/json", 400, "api.malformed")]
    [InlineData("""{"slotId":[],"items":"SU01"}""", "application/json", 400, "api.malformed")]
    [InlineData("""{"slotId":"00000000-0000-0000-0000-000000000000","items":null}""", "application/json", 400, "api.malformed")]
    [InlineData("""{"slotId":"00000000-0000-0000-0000-000000000000","items":[null]}""", "application/json", 422, "item.unknown")]
    [InlineData("""{"slotId":"00000000-0000-0000-0000-000000000000","items":[]}""", "application/json", 422, "appointment.nothing-chosen")]
    [InlineData("""{"slotId":"00000000-0000-0000-0000-000000000000","items":["SU01","SU01"]}""", "application/json", 422, "item.unknown")]
    [InlineData("""{"slotId":"00000000-0000-0000-0000-000000000000","items":["SU01"]}""", "application/json", 422, "appointment.slot-gone")]
    [InlineData("slotId=1", "application/x-www-form-urlencoded", 415, "api.media-type")]
    public async Task What_cannot_be_read_is_told_and_changes_nothing(string body, string type, int status, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var program = app.NewBrowser();
        var request = new HttpRequestMessage(HttpMethod.Post, program.AddressOf("/api/v1/bookings")) { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Add("Idempotency-Key", "key-of-this-test");

        Assert.Equal((status, code), await program.SendAsync(request).ProblemAsync());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync()));
    }

    [Fact]
    public async Task What_is_too_large_unknown_or_wrong_in_its_method_is_told()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var program = app.NewBrowser();

        Assert.Equal((413, "api.too-large"), await program.PostAsync("/bookings", new { slotId = Guid.NewGuid(), items = new[] { new string('长', 100_000) } }).ProblemAsync());
        Assert.Equal((404, "api.not-found"), await program.ReadAsync("/nothing").ProblemAsync());
        Assert.Equal((404, "api.not-found"), await program.ReadAsync("/items/NO99").ProblemAsync());
        Assert.Equal((405, "api.method"), await program.PutAsync("/items", new { }).ProblemAsync());
        Assert.Equal((400, "api.malformed"), await program.ReadAsync("/ratings/figures?from=2026-02-31").ProblemAsync());
        Assert.Equal((422, "api.limit"), await program.ReadAsync("/items?limit=0").ProblemAsync());
        Assert.Equal((422, "api.limit"), await program.ReadAsync("/items?limit=-5").ProblemAsync());
        Assert.Equal((400, "api.malformed"), await program.ReadAsync("/items?limit=99999999999").ProblemAsync());
        Assert.Equal((422, "api.cursor"), await program.ReadAsync("/items?cursor=%01%ff").ProblemAsync());
        Assert.Equal((400, "api.malformed"), await program.ReadAsync("/items?cursor=%00").ProblemAsync());
        Assert.Equal((422, "api.cursor"), await program.ReadAsync("/items?cursor=U1UwOQ").ProblemAsync());
    }

    [Fact]
    public async Task A_sentence_comes_in_the_language_asked_for_and_nothing_is_remembered()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var program = app.NewBrowser();

        var english = await program.ReadAsync("/items?limit=0", ("Accept-Language", "en-GB,en;q=0.9"));
        Assert.Equal("A page has 1 to 100 items.", (await english.JsonAsync()).Text("title"));
        Assert.Equal("en", english.Content.Headers.ContentLanguage.Single()[..2]);
        Assert.Equal("A page has 1 to 100 items.", (await (await program.ReadAsync("/items?limit=0&lang=en")).JsonAsync()).Text("title"));
        Assert.Equal("一页要 1 至 100 条。", (await (await program.ReadAsync("/items?limit=0&lang=xx")).JsonAsync()).Text("title"));
        Assert.False(english.Headers.Contains("Set-Cookie"));
    }
}
