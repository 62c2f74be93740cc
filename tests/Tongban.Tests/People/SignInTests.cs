using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Tests.People;

public sealed class SignInTests
{
    [Fact]
    public async Task Opens_the_workplace_with_the_doors_of_ones_posts()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);

        var page = await (await hall.SignedInAsync("guard", Role.Guard)).PageAsync("/staff");

        Assert.Contains("guard", page.QuerySelector("main h1")!.TextContent, StringComparison.Ordinal);
        var doors = page.QuerySelectorAll("main .tb-list a").Select(link => link.GetAttribute("href"));
        Assert.Equal(["/gate", "/staff/inquiries", "/staff/ratings/record"], doors);
    }

    [Fact]
    public async Task Tells_a_wrong_name_and_a_wrong_password_alike()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await hall.StaffAsync("clerk", Role.Clerk);

        var wrongPassword = await SignInAsync(app, "clerk", "Wrong-2026");
        var wrongName = await SignInAsync(app, "nobody", "Wrong-2026");

        Assert.Equal("sign-in.wrong", wrongPassword.RefusalCode());
        Assert.Equal("sign-in.wrong", wrongName.RefusalCode());
    }

    [Fact]
    public async Task Locks_after_five_failures_even_for_the_right_password()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await hall.StaffAsync("clerk", Role.Clerk);
        for (var failure = 0; failure < 5; failure++)
        {
            await SignInAsync(app, "clerk", "Wrong-2026");
        }

        var response = await SignInAsync(app, "clerk", Hall.Password);

        Assert.Equal("sign-in.locked", response.RefusalCode());
    }

    [Fact]
    public async Task Leads_back_to_the_page_that_was_asked_for_and_never_elsewhere()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await hall.StaffAsync("boss", Role.Administrator);

        var asked = await app.NewBrowser().SubmitAsync("/staff/people", new() { ["Name"] = "boss", ["Password"] = Hall.Password });
        var foreign = await app.NewBrowser().SubmitAsync("/staff/sign-in?ReturnUrl=https://evil.example/", new() { ["Name"] = "boss", ["Password"] = Hall.Password });

        Assert.Equal("/staff/people", asked.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/staff", foreign.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task Ends_with_signing_out_and_notes_all_of_it_in_the_platforms_journal()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var browser = await hall.SignedInAsync("clerk", Role.Clerk);

        await browser.SubmitAsync("/staff/sign-out", []);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/staff")).StatusCode);
        var noted = await app.WithDbAsync(db => db.Facts.IgnoreQueryFilters().Where(fact => fact.CentreId == CurrentCentre.Platform).Select(fact => fact.What).ToListAsync());
        Assert.Equal(["staff.signed-in", "staff.signed-out"], noted.Order());
    }

    [Fact]
    public async Task Empty_fields_are_told_at_the_field()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);

        var response = await SignInAsync(app, "", "");

        Assert.NotEmpty((await response.PageAsync()).QuerySelectorAll("main .tb-error"));
    }

    private static Task<HttpResponseMessage> SignInAsync(TongbanApp app, string name, string password) =>
        app.NewBrowser().SubmitAsync("/staff/sign-in", new() { ["Name"] = name, ["Password"] = password });
}
