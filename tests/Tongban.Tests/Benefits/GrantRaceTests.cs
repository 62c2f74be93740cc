using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Benefits;
using Tongban.Benefits.Months;

namespace Tongban.Tests.Benefits;

public sealed class GrantRaceTests
{
    [Fact]
    public async Task Of_fifty_who_want_the_last_set_one_gets_it_and_the_others_are_told_plainly()
    {
        const int Wanting = 50;
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("SB1", 3, 4500, app.Clock.Today.AddDays(-9));
        await desk.ReceiveAsync("SB2", 6, 4350, app.Clock.Today.AddDays(-3));
        var all = new List<Tongban.Enterprises.Enterprise>();
        for (var number = 1; number <= Wanting; number++)
        {
            all.Add(await desk.EnterpriseAsync(number));
        }

        var told = await Task.WhenAll(all.Select(one => Task.Run(() => BenefitDesk.RefusedAsync(() => desk.GrantAsync(one)))));

        Assert.Single(told, code => code is null);
        Assert.Equal(Wanting - 1, told.Count(code => code == "benefit.no-stock"));
        Assert.Equal(new Dictionary<string, long> { ["SB1"] = 0, ["SB2"] = 4 }, await desk.LeftAsync());
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Grant>().CountAsync()));
        await ReconciledAsync(app);
    }

    [Fact]
    public async Task A_grant_that_is_pressed_twice_is_given_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("SB1", 100, 4500);
        var it = await desk.EnterpriseAsync(1);

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => BenefitDesk.RefusedAsync(() => desk.GrantAsync(it)))));

        Assert.Single(told, code => code is null);
        Assert.Equal(7, told.Count(code => code == "benefit.already-granted"));
        Assert.Equal(95, (await desk.LeftAsync())["SB1"]);
    }

    [Fact]
    public async Task A_grant_and_its_reversal_at_once_leave_books_that_agree()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("SB1", 5, 4500);
        var (one, two) = (await desk.EnterpriseAsync(1), await desk.EnterpriseAsync(2));
        var grant = await desk.GrantAsync(one);

        // Twice reversed, wanted again by the same, and by another who has only what comes back.
        var told = await Task.WhenAll(
            Told(() => desk.ReverseAsync(grant.Id)), Told(() => desk.ReverseAsync(grant.Id)), Told(() => desk.GrantAsync(one)), Told(() => desk.GrantAsync(two)));

        Assert.Single(told[..2], code => code is null);
        Assert.Single(told[..2], code => code == "benefit.already-reversed");
        Assert.All(told[2..], code => Assert.True(code is null or "benefit.already-granted" or "benefit.no-stock", code));
        var given = told[2..].Count(code => code is null);
        Assert.InRange(given, 0, 1);
        Assert.Equal(5 - (5 * given), (await desk.LeftAsync())["SB1"]);
        Assert.Equal(given, await app.WithDbAsync(db => db.Set<Grant>().CountAsync(one => one.ReversedAt == null)));
        await ReconciledAsync(app);

        static Task<string?> Told(Func<Task> act) => Task.Run(() => BenefitDesk.RefusedAsync(act));
    }

    [Fact]
    public async Task Whoever_closes_a_month_and_whoever_enters_a_batch_in_it_never_both_win_in_the_wrong_order()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("SB1", 5, 4500, new DateOnly(2026, 9, 1));

        var told = await Task.WhenAll([
            Task.Run(() => BenefitDesk.RefusedAsync(() => desk.CloseAsync(new DateOnly(2026, 10, 1)))),
            .. Enumerable.Range(2, 6).Select(n => Task.Run(() => BenefitDesk.RefusedAsync(() => desk.ReceiveAsync($"SB{n}", 1, 1, new DateOnly(2026, 10, 31)))))]);

        Assert.Null(told[0]);
        Assert.All(told[1..], code => Assert.True(code is null or "benefit.month-closed", code));
        var closed = await app.WithDbAsync(db => db.Facts.SingleAsync(fact => fact.What == "benefit-month.closed"));
        Assert.Equal(told[1..].Count(code => code is null) + 1, (await desk.LeftAsync()).Count);
        Assert.NotNull(closed);
        Assert.Equal("benefit.month-closed", await BenefitDesk.RefusedAsync(() => desk.ReceiveAsync("SB9", 1, 1, new DateOnly(2026, 10, 31))));
    }

    private static async Task ReconciledAsync(TongbanApp app) =>
        Assert.Empty((await app.WithAsync(services => services.GetRequiredService<MonthBooks>().OfAsync(new DateOnly(2026, 11, 1), default))).Faults);
}
