using Microsoft.EntityFrameworkCore;

namespace Tongban.Tests.Shared;

public sealed class FaultPageTests
{
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
