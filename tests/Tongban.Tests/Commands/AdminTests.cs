using Microsoft.EntityFrameworkCore;
using Tongban.Commands;
using Tongban.People;

namespace Tongban.Tests.Commands;

public sealed class AdminTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_administrator_is_made_once_and_opens_the_staff_page()
    {
        await using var app = await TongbanApp.StartAsync();
        var wanted = new AdminCommand.Wanted("root", "管理员", Another: false);

        await AdminCommand.CreateAsync(app.Services, wanted, "Winter-2026", Stop);
        var second = await Assert.ThrowsAsync<CommandFailure>(() => AdminCommand.CreateAsync(app.Services, wanted with { Name = "root2" }, "Winter-2026", Stop));
        await AdminCommand.CreateAsync(app.Services, wanted with { Name = "root2", Another = true }, "Winter-2026", Stop);

        Assert.Contains("--force", second.Message, StringComparison.Ordinal);
        var browser = app.NewBrowser();
        var response = await browser.SubmitAsync("/staff/people", new() { ["Name"] = "root", ["Password"] = "Winter-2026" });
        Assert.Equal("/staff/people", response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(2, await app.WithDbAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task A_weak_password_makes_nobody()
    {
        await using var app = await TongbanApp.StartAsync();

        var weak = await Assert.ThrowsAsync<CommandFailure>(() => AdminCommand.CreateAsync(app.Services, new("root", "管理员", false), "password", Stop));

        Assert.Contains("Too weak", weak.Message, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Users.CountAsync()));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Post>().CountAsync()));
    }
}
