using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Planning;
using Tongban.People;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Halls;

public sealed class ClosedDayTests
{
    [Fact]
    public async Task After_the_end_of_the_day_every_screen_says_so_and_nobody_books_its_afternoon()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.WalkInAsync();
        var waiting = await counter.WalkInAsync();
        await counter.NextAsync(0);
        Assert.NotEqual(0, await TimesLeftAsync(app, hall));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        await manager.SubmitAsync("/staff/hall", new() { ["textZh"] = "空调检修" }, "#say");

        Assert.Null((await manager.SubmitAsync("/staff/hall/close", new() { ["evenAtWindows"] = "true" }, "#close")).RefusalCode());

        await TheWallIsEmptyAsync(manager);
        await TheKioskOffersNothingAsync(manager);
        var portal = (await app.NewBrowser().PageAsync("/")).QuerySelector("[aria-labelledby=now]")!.TextContent;
        Assert.Contains("今天已收工", portal, StringComparison.Ordinal);
        Assert.DoesNotContain("开放中", portal, StringComparison.Ordinal);
        Assert.NotNull((await app.NewBrowser().PageAsync($"/t/{waiting.Token}")).QuerySelector(".tb-myticket a[href='/book']"));
        Assert.Equal(0, await TimesLeftAsync(app, hall));

        await manager.SubmitAsync("/staff/hall/close", [], "#reopen");
        Assert.NotEqual(0, await TimesLeftAsync(app, hall));
    }

    private static async Task TheWallIsEmptyAsync(Browser manager)
    {
        var wall = await manager.PageAsync("/wall/H01?handler=Now");
        Assert.Equal("", wall.QuerySelector("[data-seq]")!.GetAttribute("data-number") ?? "");
        Assert.Equal("大厅今天已收工", wall.QuerySelector("[data-part=none]")!.TextContent);
        Assert.DoesNotContain("空调检修", wall.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await manager.PageAsync("/wall/H01")).QuerySelector(".call.none"));
    }

    private static async Task TheKioskOffersNothingAsync(Browser manager)
    {
        var kiosk = await manager.PageAsync("/kiosk");
        Assert.Equal("大厅今天已收工", kiosk.QuerySelector("h1")!.TextContent);
        Assert.Null(kiosk.QuerySelector(".zone a, a[href='/kiosk/check-in']"));
    }

    // What the pages do before they show times: slots are planned, then those that are open are offered.
    private static Task<int> TimesLeftAsync(TongbanApp app, Hall hall) => app.WithAsync(async services =>
    {
        await services.GetRequiredService<SlotPlanning>().ExtendAsync(hall.Site.Id, default);
        var (today, now) = (app.Clock.Today, app.Clock.Now);
        return await services.GetRequiredService<TongbanDb>().Set<Slot>().CountAsync(slot => slot.On == today && slot.StartsAt > now && slot.ClosedAt == null);
    });
}
