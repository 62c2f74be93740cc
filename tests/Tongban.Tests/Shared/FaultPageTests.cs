using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Tongban.Tests.Shared;

public sealed class FaultPageTests
{
    [Fact]
    public async Task An_address_that_leads_nowhere_is_not_there_and_asks_nobody_to_sign_in()
    {
        await using var app = await TongbanApp.StartAsync();

        var response = await app.NewBrowser().GetAsync("/t/not-a-ticket");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("没有这一页", (await response.PageAsync()).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_that_admits_a_fault_stands_while_the_database_is_away()
    {
        await using var app = await TongbanApp.StartAsync();
        await app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("alter table centre rename to centre_away", TestContext.Current.CancellationToken));

        var page = await app.NewBrowser().PageAsync("/errors/500");

        Assert.Contains("我们这边出了点问题", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='tel:12345']"));
    }
}
