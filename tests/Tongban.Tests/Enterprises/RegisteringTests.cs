using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Tests.Kernel;

namespace Tongban.Tests.Enterprises;

public sealed class RegisteringTests
{
    [Fact]
    public async Task An_enterprise_is_registered_once_and_its_representatives_number_is_sealed()
    {
        await using var app = await TongbanApp.StartAsync();
        var made = await MadeEnterprises.RegisterAsync(app, 1);

        var again = await Assert.ThrowsAsync<Refusal>(() => MadeEnterprises.RegisterAsync(app, 1));

        Assert.Equal("enterprise.known", again.Code);
        var stored = await app.WithDbAsync(db => db.Set<Enterprise>().SingleAsync());
        var personal = app.Services.GetRequiredService<PersonalData>();
        Assert.DoesNotContain("1884", stored.LegalRepCipher, StringComparison.Ordinal);
        Assert.Equal("410104188402285665", personal.Open(new Sealed(stored.LegalRepCipher, "")));
        Assert.Equal(personal.Hash(Sealed.IdNumber, "410104188402285665"), stored.LegalRepHash);
        var fact = await app.WithDbAsync(db => db.Facts.SingleAsync(one => one.SubjectId == made.Id));
        Assert.DoesNotContain("测试", fact.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_register_one_code_at_once_one_is_told_that_it_is_known()
    {
        await using var app = await TongbanApp.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await Record.ExceptionAsync(() => MadeEnterprises.RegisterAsync(app, 7)))));

        Assert.Single(answers, answer => answer is null);
        Assert.All(answers.OfType<Exception>(), answer => Assert.Equal("enterprise.known", Assert.IsType<Refusal>(answer).Code));
    }

    [Fact]
    public async Task Of_many_the_wrong_ones_are_told_and_the_others_are_in()
    {
        await using var app = await TongbanApp.StartAsync();
        await MadeEnterprises.RegisterAsync(app, 3);
        var then = app.Clock.Now.AddDays(-1);
        EnterpriseFacts[] all = [MadeEnterprises.Facts(1, then), MadeEnterprises.Facts(3, then), MadeEnterprises.Facts(1, then), MadeEnterprises.Facts(4, then) with { Industry = "Z" }, MadeEnterprises.Facts(5, app.Clock.Now.AddHours(1)), MadeEnterprises.Facts(6, then, "=2+5<b>𠮷\n")];

        var outcomes = await app.WithAsync(async services =>
        {
            await using var transaction = await services.GetRequiredService<TongbanDb>().BeginAsync();
            var told = await services.GetRequiredService<Registering>().RegisterAllAsync(all, Actor.System, default);
            await transaction.CommitAsync();
            return told;
        });

        Assert.Equal([null, "enterprise.known", "enterprise.known", "enterprise.industry", "enterprise.in-future", null], outcomes.Select(outcome => outcome.Refused?.Code));
        Assert.Equal(["=2+5<b>𠮷\n"], await app.WithDbAsync(db => db.Set<Enterprise>().Where(one => one.Uscc == MadeEnterprises.Uscc(6)).Select(one => one.Name).ToListAsync()));
        Assert.Equal(3, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "enterprise.registered")));
    }

    [Theory]
    [InlineData("", "F", 1, "enterprise.name-missing")]
    [InlineData("甲", "FF", 1, "enterprise.industry")]
    [InlineData("甲", "U", 1, "enterprise.industry")]
    [InlineData("甲", "F", -1, "enterprise.capital")]
    public void What_does_not_make_an_enterprise_is_refused(string name, string industry, long capital, string code) =>
        Expect.Refused(code, () => new Enterprise(CurrentCentre.First, MadeEnterprises.Facts(1, DateTime.UnixEpoch, name) with { Industry = industry, CapitalWan = capital }, new Sealed("", ""), DateTime.UnixEpoch, Actor.System));
}
