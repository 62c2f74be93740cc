using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Commands;
using Tongban.People;

namespace Tongban.Tests.Commands;

public sealed class DemoDistrictTests
{
    [Fact]
    public async Task Every_printed_sign_in_works_and_every_role_is_there()
    {
        await using var app = await TongbanApp.StartAsync();
        await app.WithAsync(SetUpAsync);
        await app.WithAsync(SetUpAsync);

        Assert.Empty(Enum.GetValues<Role>().Except(await app.WithDbAsync(db => db.Set<Post>().Select(post => post.Role).Distinct().ToListAsync())));
        Assert.True(await app.WithDbAsync(db => db.Set<StaffAccount>().AllAsync(account => account.IsDemo)));
        foreach (var name in Printed())
        {
            using var browser = app.NewBrowser();
            var response = await browser.SubmitAsync("/staff/sign-in", new() { ["Name"] = name, ["Password"] = DemoStaff.Password });
            Assert.Null(response.RefusalCode());
        }
    }

    private static IEnumerable<string> Printed()
    {
        using var output = new StringWriter();
        DemoSignIns.Print(output, 5080);
        return output.ToString().Split('\n').Select(line => line.TrimEnd().Split(' ')).Where(words => words.Any(word => word.StartsWith("http", StringComparison.Ordinal)) && !words[^1].StartsWith("http", StringComparison.Ordinal)).Select(words => words[^1]);
    }

    private static async Task<bool> SetUpAsync(IServiceProvider services)
    {
        await services.GetRequiredService<DemoDistrict>().SetUpAsync(TestContext.Current.CancellationToken);
        return true;
    }
}
