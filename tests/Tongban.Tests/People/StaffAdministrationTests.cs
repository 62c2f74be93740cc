using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.People;

namespace Tongban.Tests.People;

public sealed class StaffAdministrationTests
{
    [Fact]
    public async Task A_new_colleague_signs_in_with_a_password_told_once_and_must_change_it_first()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);

        var made = await (await boss.SubmitAsync("/staff/people", new() { ["Name"] = "zhou", ["FullName"] = "周涛" }, "#new")).PageAsync();
        var password = made.QuerySelector("#one-time")!.TextContent;
        await boss.SubmitAsync(new Uri(made.Url).AbsolutePath, new() { ["Role"] = "Guard" }, "#give");
        Assert.Null((await boss.PageAsync(new Uri(made.Url).AbsolutePath)).QuerySelector("#one-time"));

        var zhou = app.NewBrowser();
        await zhou.SubmitAsync("/staff/sign-in", new() { ["Name"] = "zhou", ["Password"] = password });
        Assert.NotEqual(HttpStatusCode.OK, (await zhou.GetAsync("/gate")).StatusCode);
        var changed = await zhou.SubmitAsync("/staff/account", new() { ["Present"] = password, ["Chosen"] = "Spring-2027", ["Again"] = "Spring-2027" }, "#password");
        Assert.Contains("密码改好了", (await changed.PageAsync()).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await zhou.GetAsync("/gate")).StatusCode);
    }

    [Fact]
    public async Task A_disabled_colleague_is_out_at_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await guard.GetAsync("/gate")).StatusCode);

        await boss.SubmitAsync($"/staff/people/{await IdAsync(app, "guard")}", [], "#disable");

        Assert.NotEqual(HttpStatusCode.OK, (await guard.GetAsync("/gate")).StatusCode);
        var again = await app.NewBrowser().SubmitAsync("/staff/sign-in", new() { ["Name"] = "guard", ["Password"] = Hall.Password });
        Assert.Equal("sign-in.wrong", again.RefusalCode());
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);
        var path = $"/staff/people/{await IdAsync(app, "boss")}";

        Assert.Equal("staff.not-yourself", (await boss.SubmitAsync(path, [], "#disable")).RefusalCode());
        Assert.Equal("staff.last-administrator", (await boss.SubmitAsync(path, [], "form[id^=end-]")).RefusalCode());
    }

    [Fact]
    public async Task A_reset_ends_the_old_password_and_a_taken_name_is_refused()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await hall.StaffAsync("clerk", Role.Clerk);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);

        await boss.SubmitAsync($"/staff/people/{await IdAsync(app, "clerk")}", [], "#reset");
        var old = await app.NewBrowser().SubmitAsync("/staff/sign-in", new() { ["Name"] = "clerk", ["Password"] = Hall.Password });
        var taken = await boss.SubmitAsync("/staff/people", new() { ["Name"] = "clerk", ["FullName"] = "又一个" }, "#new");

        Assert.Equal("sign-in.wrong", old.RefusalCode());
        Assert.Equal("staff.name-taken", taken.RefusalCode());
    }

    [Fact]
    public async Task A_post_given_twice_is_refused_and_ends_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await hall.StaffAsync("clerk", Role.Clerk);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);
        var path = $"/staff/people/{await IdAsync(app, "clerk")}";
        var atWindow = new Dictionary<string, string> { ["Role"] = "Clerk", ["PlaceId"] = hall.Windows[0].Id.ToString() };

        Assert.Null((await boss.SubmitAsync(path, atWindow, "#give")).RefusalCode());
        Assert.Equal("post.held-already", (await boss.SubmitAsync(path, atWindow, "#give")).RefusalCode());
        Assert.Equal("post.place-unknown", (await boss.SubmitAsync(path, new() { ["PlaceId"] = Guid.NewGuid().ToString() }, "#give")).RefusalCode());
    }

    [Fact]
    public async Task Whoever_does_not_administer_sees_nothing_of_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await hall.SignedInAsync("clerk", Role.Clerk);

        foreach (var path in new[] { "/staff/people", "/staff/devices", "/staff/hall" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task Cookie_keys_lie_wrapped_in_the_database()
    {
        await using var app = await TongbanApp.StartAsync();
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("x");

        var rows = await app.WithDbAsync(db => db.DataProtectionKeys.Select(key => key.Xml).ToListAsync());

        Assert.NotEmpty(rows);
        Assert.All(rows, xml => Assert.DoesNotContain("<value>", xml, StringComparison.Ordinal));
        Assert.All(rows, xml => Assert.Contains("SealedKeyReader", xml, StringComparison.Ordinal));
    }

    private static Task<Guid> IdAsync(TongbanApp app, string name) => app.WithDbAsync(db => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync());
}
