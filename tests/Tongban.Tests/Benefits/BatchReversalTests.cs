using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Benefits;
using Tongban.Benefits.Months;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Tests.Benefits;

/// <summary>A batch that was entered wrongly leaves the books by an entry of its own; nothing is deleted.</summary>
public sealed class BatchReversalTests
{
    [Fact]
    public async Task What_was_entered_wrongly_leaves_the_books_for_a_reason_and_what_was_given_stays()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var desk = await BenefitDesk.OpenAsync(app);
        var batch = await desk.ReceiveAsync("SB1", 12, 45000, new DateOnly(2026, 10, 5));
        var grant = await desk.GrantAsync(await desk.EnterpriseAsync(1));
        var clerk = await hall.SignedInAsync("benefits", Role.BenefitsClerk);
        var address = (await clerk.PageAsync("/staff/benefits")).QuerySelector("tr.batch a")!.GetAttribute("href")!;
        Task<HttpResponseMessage> TakeOutAsync(string quantity, string reason) => clerk.SubmitAsync(address, new() { ["Quantity"] = quantity, ["Reason"] = reason }, "#reverse");

        Assert.Equal($"/staff/benefits/batches/{batch.Id}", address);
        Assert.Equal("7", (await clerk.PageAsync(address)).QuerySelector("#Quantity")!.GetAttribute("value"));
        Assert.Equal("benefit.batch-given", (await TakeOutAsync("8", "单价录错")).RefusalCode());
        Assert.Equal("benefit.reason-missing", (await TakeOutAsync("7", " ")).RefusalCode());
        Assert.Equal("benefit.quantity-not-positive", (await TakeOutAsync("0", "单价录错")).RefusalCode());
        Assert.Equal("benefit.quantity-not-positive", (await TakeOutAsync("-7", "单价录错")).RefusalCode());
        Assert.Equal(7, (await desk.LeftAsync())["SB1"]);
        var done = await (await TakeOutAsync("7", "单价录错")).PageAsync();

        Assert.Contains("单价录错", done.QuerySelector(".reversal")!.TextContent, StringComparison.Ordinal);
        Assert.Null(done.QuerySelector("#reverse"));
        var month = await clerk.PageAsync("/staff/benefits/month?month=2026-11");
        Assert.NotNull(month.QuerySelector("#reconciled"));
        Assert.Equal(["合计", "", "12", "0", "5", "0", "7", "0"], month.QuerySelectorAll("tr.units th, tr.units td").Select(cell => cell.TextContent.Trim()));

        // A set that comes back afterwards lies in the wrong batch again, and goes the same way.
        await desk.ReverseAsync(grant.Id);
        Assert.Null((await TakeOutAsync("5", "单价录错")).RefusalCode());
        Assert.Equal("benefit.no-stock", await BenefitDesk.RefusedAsync(async () => await desk.GrantAsync(await desk.EnterpriseAsync(2))));
        Assert.Equal((1, 2), await app.WithDbAsync(async db => (await db.Set<ProcurementBatch>().CountAsync(), await db.Set<BatchReversal>().CountAsync())));
        Assert.Empty((await BooksAsync(app)).Faults);
    }

    [Fact]
    public async Task Whoever_takes_out_all_that_is_left_and_whoever_is_given_of_it_never_both_get_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        var batch = await desk.ReceiveAsync("SB1", 20, 4500);
        var all = new List<Tongban.Enterprises.Enterprise>();
        for (var number = 1; number <= 6; number++)
        {
            all.Add(await desk.EnterpriseAsync(number));
        }

        var told = await Task.WhenAll([
            .. Enumerable.Range(0, 3).Select(_ => Task.Run(() => BenefitDesk.RefusedAsync(() => TakeOutAsync(desk, batch, 15)))),
            .. all.Select(one => Task.Run(() => BenefitDesk.RefusedAsync(() => desk.GrantAsync(one))))]);

        var (out15, given) = (told[..3].Count(code => code is null), told[3..].Count(code => code is null));
        Assert.All(told[..3], code => Assert.True(code is null or "benefit.batch-given", code));
        Assert.All(told[3..], code => Assert.True(code is null or "benefit.no-stock", code));
        Assert.Equal(20 - (15 * out15) - (5 * given), (await desk.LeftAsync())["SB1"]);
        Assert.Equal((out15 == 1, given == 4), (given == 1, out15 == 0));
        Assert.Empty((await BooksAsync(app)).Faults);
    }

    [Fact]
    public async Task To_who_has_left_the_register_nothing_is_given_any_more()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("SB1", 20, 4500);
        var it = await desk.EnterpriseAsync(1);
        app.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("enterprise.other-name", await BenefitDesk.RefusedAsync(() => CancelAsync(desk, it, it.Name + "分公司")));
        await CancelAsync(desk, it, $" {it.Name} ");
        Assert.Equal("enterprise.cancelled", await BenefitDesk.RefusedAsync(() => CancelAsync(desk, it, it.Name)));
        Assert.Equal("enterprise.cancelled", await BenefitDesk.RefusedAsync(() => desk.GrantAsync(it)));
        // What was given while it stood there may still be entered, from a file for example.
        Assert.Null(await BenefitDesk.RefusedAsync(() => desk.GrantAsync(it, at: app.Clock.Now.AddHours(-1))));
        Assert.Null(await desk.DoAsync(services => services.GetRequiredService<Tongban.Enterprises.Registering>().CancelAsync(UnifiedSocialCreditCode.Parse(Enterprises.MadeEnterprises.Uscc(9)), "没登记过的", null, Actor.System)));
    }

    private static Task<Tongban.Enterprises.Enterprise?> CancelAsync(BenefitDesk desk, Tongban.Enterprises.Enterprise it, string name) => desk.DoAsync(async services =>
    {
        var cancelled = await services.GetRequiredService<Tongban.Enterprises.Registering>().CancelAsync(UnifiedSocialCreditCode.Parse(it.Uscc), name, null, Actor.System);
        await services.GetRequiredService<TongbanDb>().SaveChangesAsync();
        return cancelled;
    });

    private static Task<bool> TakeOutAsync(BenefitDesk desk, ProcurementBatch batch, long quantity) => desk.DoAsync(async services =>
    {
        await services.GetRequiredService<Procuring>().ReverseAsync(batch.Id, quantity, "数量录错", Actor.System);
        return true;
    });

    private static Task<MonthReport> BooksAsync(TongbanApp app) => app.WithAsync(services => services.GetRequiredService<MonthBooks>().OfAsync(new DateOnly(2026, 11, 1), default));
}
