using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Network;

public sealed class SitesApiTests
{
    [Fact]
    public async Task A_site_tells_whether_it_is_open_and_its_hours_of_the_coming_days()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var program = app.NewBrowser();

        var listed = (await program.ReadAsync("/sites").GoodAsync()).GetProperty("items")[0];
        var shown = await program.ReadAsync("/sites/h01?days=6").GoodAsync();
        app.Time.Advance(TimeSpan.FromHours(3));
        var atNoon = (await program.ReadAsync("/sites/H01").GoodAsync()).GetProperty("site");

        Assert.Equal(("H01", "mainHall", true), (listed.Text("code"), listed.Text("kind"), listed.GetProperty("isOpen").GetBoolean()));
        var days = shown.GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(6, days.Count);
        Assert.Equal(("2026-11-24", "workday", "09:00:00"), (days[0].Text("on"), days[0].Text("kind"), days[0].GetProperty("spans")[0].Text("opens")));
        Assert.Equal(("weekend", 0), (days[4].Text("kind"), days[4].GetProperty("spans").GetArrayLength()));
        Assert.Equal("2026-11-24T13:00:00+08:00", atNoon.Text("opensAt"));
    }

    [Fact]
    public async Task An_unknown_site_and_too_many_days_are_refused()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var program = app.NewBrowser();

        Assert.Equal((404, "api.not-found"), await program.ReadAsync("/sites/H99").ProblemAsync());
        Assert.Equal((422, "sites.days"), await program.ReadAsync("/sites/H01?days=61").ProblemAsync());
    }
}
