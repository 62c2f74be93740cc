using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Benefits;
using Tongban.Benefits.Months;
using Tongban.Kernel;

namespace Tongban.Tests.Benefits;

public sealed class GrantingTests
{
    [Fact]
    public async Task A_grant_takes_the_oldest_units_and_its_reversal_puts_them_back_where_they_came_from()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("SB2", 50, 4350, app.Clock.Today.AddDays(-3));
        await desk.ReceiveAsync("SB1", 8, 4500, app.Clock.Today.AddDays(-9));
        var (one, two) = (await desk.EnterpriseAsync(1), await desk.EnterpriseAsync(2));

        var first = await desk.GrantAsync(one);
        var second = await desk.GrantAsync(two);

        Assert.Equal((5, 22500), (first.Quantity, first.CostFen));
        Assert.Equal((3 * 4500) + (2 * 4350), second.CostFen);
        Assert.Equal(["B20261124-0001", "B20261124-0002"], [first.Number, second.Number]);
        Assert.Equal(new Dictionary<string, long> { ["SB1"] = 0, ["SB2"] = 48 }, await desk.LeftAsync());

        Assert.Equal("benefit.already-granted", await BenefitDesk.RefusedAsync(() => desk.GrantAsync(two)));
        await desk.ReverseAsync(second.Id);

        Assert.Equal(new Dictionary<string, long> { ["SB1"] = 3, ["SB2"] = 50 }, await desk.LeftAsync());
        Assert.Equal("benefit.already-reversed", await BenefitDesk.RefusedAsync(() => desk.ReverseAsync(second.Id)));
        var third = await desk.GrantAsync(two);
        Assert.Equal(second.CostFen, third.CostFen);
        Assert.Equal(3, await app.WithDbAsync(db => db.Set<Grant>().CountAsync()));
        Assert.Equal(["benefit.granted", "benefit.reversed"], await app.WithDbAsync(db => db.Facts.Where(fact => fact.SubjectId == second.Id).OrderBy(fact => fact.SubjectVersion).Select(fact => fact.What).ToListAsync()));
    }

    [Fact]
    public async Task What_may_be_given_again_is_given_again_and_what_may_not_be_given_says_why()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("ML1", 3, 1200, kind: desk.Mail);
        await desk.ReceiveAsync("SB1", 4, 4500);
        var it = await desk.EnterpriseAsync(1);

        await desk.GrantAsync(it, BenefitDesk.Postage);
        var mail = await desk.GrantAsync(it, BenefitDesk.Postage);

        Assert.Equal("benefit.no-stock", await BenefitDesk.RefusedAsync(() => desk.GrantAsync(it)));
        Assert.Equal("benefit.unknown-kind", await BenefitDesk.RefusedAsync(() => desk.GrantAsync(it, "nothing")));
        Assert.Equal("benefit.before-registration", await BenefitDesk.RefusedAsync(() => desk.GrantAsync(it, at: app.Clock.Now.AddDays(-8))));
        Assert.Equal("benefit.in-future", await BenefitDesk.RefusedAsync(() => desk.GrantAsync(it, BenefitDesk.Postage, app.Clock.Now.AddMinutes(1))));
        Assert.Equal("benefit.reason-missing", await BenefitDesk.RefusedAsync(() => desk.ReverseAsync(mail.Id, " ")));
        Assert.Equal("benefit.unknown-grant", await BenefitDesk.RefusedAsync(() => desk.ReverseAsync(Guid.NewGuid())));
        Assert.Equal(new Dictionary<string, long> { ["ML1"] = 1, ["SB1"] = 4 }, await desk.LeftAsync());
    }

    [Theory]
    [InlineData(10, 0, "benefit.price-not-positive")]
    [InlineData(10, -4500, "benefit.price-not-positive")]
    [InlineData(0, 4500, "benefit.quantity-not-positive")]
    [InlineData(-5, 4500, "benefit.quantity-not-positive")]
    [InlineData(long.MaxValue, 4500, "benefit.batch-too-large")]
    [InlineData(10, long.MaxValue, "benefit.batch-too-large")]
    public void A_batch_has_a_price_and_a_quantity_above_nothing(long quantity, long fen, string code) =>
        Kernel.Expect.Refused(code, () => new ProcurementBatch(Guid.Empty, new("SB1", Guid.Empty, Guid.Empty, default, quantity, fen), DateTime.UnixEpoch, Actor.System));

    [Fact]
    public async Task The_database_itself_keeps_stock_and_price_within_bounds()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("SB1", 4, 4500);

        foreach (var statement in new[] { "update procurement_batch set remaining = -1", "update procurement_batch set remaining = 5", "update procurement_batch set unit_price_fen = 0" })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(statement)));
        }

        Assert.Equal("benefit.batch-known", await BenefitDesk.RefusedAsync(() => desk.ReceiveAsync("SB1", 1, 1)));
        Assert.Equal("benefit.received-later", await BenefitDesk.RefusedAsync(() => desk.ReceiveAsync("SB2", 1, 1, app.Clock.Today.AddDays(1))));
    }

    [Fact]
    public async Task A_closed_month_takes_nothing_dated_in_it_and_the_books_of_every_month_agree()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        var (october, november) = (new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 1));
        await desk.ReceiveAsync("SB1", 12, 4500, new DateOnly(2026, 10, 5));
        var it = await desk.EnterpriseAsync(1);
        var grant = await desk.GrantAsync(it, at: app.Clock.Now.AddDays(-6));
        await desk.ReverseAsync(grant.Id);
        await desk.GrantAsync(it);

        Assert.Equal("benefit.month-not-over", await BenefitDesk.RefusedAsync(() => desk.CloseAsync(november)));
        await desk.CloseAsync(october.AddDays(14));
        Assert.Equal("benefit.month-closed", await BenefitDesk.RefusedAsync(() => desk.CloseAsync(october)));
        Assert.Equal("benefit.month-closed", await BenefitDesk.RefusedAsync(() => desk.ReceiveAsync("SB0", 5, 1, new DateOnly(2026, 9, 30))));
        await desk.ReceiveAsync("SB2", 5, 1, november);

        var (then, now) = (await BooksAsync(app, october), await BooksAsync(app, november));
        Assert.True(then.IsReconciled && now.IsReconciled);
        Assert.Equal((0L, 12L, 0L, 0L, 12L), Moves(Assert.Single(then.Rows)));
        Assert.Equal((12L, 0L, 10L, 5L, 7L), Moves(now.Rows.Single(row => row.Code == "SB1")));
        var sum = Assert.Single(now.Sums);
        Assert.Equal((54000L, 5L, 45000L, 22500L, 31505L), (sum.OpeningFen, sum.ReceivedFen, sum.GrantedFen, sum.ReversedFen, sum.ClosingFen));
        Assert.Equal(then.Sums[0].ClosingFen, sum.OpeningFen);

        // Whoever writes past the ledger is found out.
        await app.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("update procurement_batch set remaining = 8 where code = 'SB1'; update benefit_grant set cost_fen = 22400 where reversed_on is null"));
        var tampered = await BooksAsync(app, november);
        Assert.Equal(["benefits.fault-granted seal_set 45000 44900", "benefits.fault-stock SB1 7 8"], tampered.Faults.Select(fault => $"{fault.What} {fault.Which} {fault.Ledger} {fault.Other}").Order());
    }

    [Fact]
    public async Task Decisions_in_a_batch_are_those_of_one_after_the_other()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("SB1", 13, 4500);
        var all = new[] { await desk.EnterpriseAsync(1), await desk.EnterpriseAsync(2), await desk.EnterpriseAsync(3) };
        var claim = new GrantClaim(5, 22500, "SB1*5", true);
        GrantOrder[] orders =
        [
            Order(0, "G1") with { Claim = claim with { Quantity = 4 } },
            Order(0, "G2") with { Claim = claim with { InHours = false } },
            Order(0, "G3") with { Claim = claim with { CostFen = 22499 } },
            Order(0, "G4") with { Claim = claim with { Split = "SB1*4+SB2*1" } },
            Order(0, "G5") with { Claim = claim },
            Order(0, "G6") with { Claim = claim },
            Order(1, "G7"),
            Order(2, "G8"),
        ];

        var outcomes = await desk.DoAsync(services => services.GetRequiredService<Granting>().GrantAllAsync(orders, default));

        Assert.Equal(
            ["benefit.wrong-quantity", "benefit.outside-hours", "benefit.cost-mismatch", "benefit.cost-mismatch", null, "benefit.already-granted", null, "benefit.no-stock"],
            outcomes.Select(outcome => outcome.Refused?.Code));
        Assert.Equal(3, (await desk.LeftAsync())["SB1"]);
        Assert.Equal(["G5", "G7"], await app.WithDbAsync(db => db.Set<Grant>().OrderBy(grant => grant.Number).Select(grant => grant.Number).ToListAsync()));
        Assert.True((await BooksAsync(app, new DateOnly(2026, 11, 1))).IsReconciled);

        GrantOrder Order(int enterprise, string number) => new(all[enterprise].Id, desk.Seal.Id, app.Clock.Now, Delivery.Hall, Actor.System) { Number = number };
    }

    private static (long, long, long, long, long) Moves(MonthRow row) => (row.Opening, row.Received, row.Granted, row.Reversed, row.Closing);

    private static Task<MonthReport> BooksAsync(TongbanApp app, DateOnly month) => app.WithAsync(services => services.GetRequiredService<MonthBooks>().OfAsync(month, default));
}
