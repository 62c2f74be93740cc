using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Tongban.Benefits;
using Tongban.People;
using Tongban.Tests.Enterprises;

namespace Tongban.Tests.Benefits;

public sealed class BenefitPagesTests
{
    private const string Stock = "/staff/benefits";
    private const string Ledger = "/staff/benefits/grants";

    [Fact]
    public async Task A_batch_comes_in_a_set_is_given_found_again_and_taken_back()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var desk = await BenefitDesk.OpenAsync(app);
        var it = await MadeEnterprises.RegisterAsync(app, 1, "=HYPERLINK(\"x\")<b>文字</b>");
        var clerk = await hall.SignedInAsync("benefits", Role.BenefitsClerk);

        await clerk.SubmitAsync(Stock, Batch(desk, "SB1", "2026-11-01", "8", "45"), "#receive");
        await clerk.SubmitAsync(Stock, Batch(desk, "SB2", "2026-11-02", "10", "43.50"), "#receive");
        await MadeEnterprises.RegisterAsync(app, 2);
        await desk.GrantAsync(await app.WithDbAsync(db => db.Set<Tongban.Enterprises.Enterprise>().SingleAsync(one => one.Id != it.Id)));

        var form = await clerk.PageAsync($"/staff/benefits/grant?q={it.Uscc}");
        Assert.Contains("=HYPERLINK(\"x\")<b>文字</b>", form.QuerySelector("#who")!.TextContent, StringComparison.Ordinal);
        var shown = await (await clerk.SubmitAsync($"/staff/benefits/grant?q={it.Uscc}", new() { ["Kind"] = BenefitDesk.Seals, ["Delivery"] = "mail" }, "#grant")).PageAsync();

        Assert.Equal(["SB1", "SB2"], shown.QuerySelectorAll("tr.line th").Select(code => code.TextContent));
        Assert.Equal("222.00 元", shown.QuerySelector("#cost")!.TextContent);
        Assert.Contains("benefits", shown.Body!.TextContent, StringComparison.Ordinal);
        var found = await clerk.PageAsync($"{Ledger}?q=文字&kind=seal_set&month=2026-11&state=open");
        Assert.Single(found.QuerySelectorAll("#ledger tbody tr"));
        Assert.Contains("1 笔，222.00 元", found.QuerySelector("#found")!.TextContent, StringComparison.Ordinal);

        var refused = await clerk.SubmitAsync(new Uri(shown.Url).AbsolutePath, new() { ["Reason"] = "" }, "#reverse");
        Assert.Equal("benefit.reason-missing", refused.RefusalCode());
        var reversed = await (await clerk.SubmitAsync(new Uri(shown.Url).AbsolutePath, new() { ["Reason"] = "企业注销" }, "#reverse")).PageAsync();

        Assert.Contains("企业注销", reversed.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(reversed.QuerySelector("#reverse"));
        Assert.Equal(new Dictionary<string, long> { ["SB1"] = 3, ["SB2"] = 10 }, await desk.LeftAsync());
    }

    [Fact]
    public async Task The_month_is_reported_printed_written_out_and_closed()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("=SB1", 12, 4500, new DateOnly(2026, 10, 5));
        await desk.GrantAsync(await desk.EnterpriseAsync(1));
        var clerk = await hall.SignedInAsync("benefits", Role.BenefitsClerk);

        var page = await clerk.PageAsync("/staff/benefits/month?month=2026-11");
        Assert.NotNull(page.QuerySelector("#reconciled"));
        Assert.Null(page.QuerySelector("#close"));
        Assert.Equal(["合计", "", "12", "0", "5", "0", "7"], Cells(page, "tr.units"));
        Assert.Equal(["金额", "", "540.00 元", "0.00 元", "225.00 元", "0.00 元", "315.00 元"], Cells(page, "tr.money"));
        Assert.Equal("225.00 元", page.QuerySelector("#saved")!.TextContent);
        Assert.Equal(["合计", "0", "0", "0.00 元", "1", "5", "225.00 元"], Cells(page, "#months tr.sum"));

        var csv = await clerk.GetAsync("/staff/benefits/month?month=2026-11&handler=Csv");
        Assert.Equal("benefits-2026-11.csv", csv.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var text = Encoding.UTF8.GetString(await csv.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Contains(",'=SB1", text.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("12,0,5,0,7,22500,31500", text.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("2026年11月惠企物资收发存月报", (await clerk.PageAsync("/staff/benefits/month/paper?month=2026-11")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        var closed = await (await clerk.SubmitAsync("/staff/benefits/month?month=2026-10", [], "#close")).PageAsync();
        Assert.Contains("已结账", closed.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(closed.QuerySelector("#close"));
        Assert.Equal("benefit.month-closed", (await clerk.SubmitAsync(Stock, Batch(desk, "SB9", "2026-10-31", "1", "1"), "#receive")).RefusalCode());
    }

    [Fact]
    public async Task A_price_of_nothing_or_less_is_refused_and_what_was_typed_stays()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var desk = await BenefitDesk.OpenAsync(app);
        var clerk = await hall.SignedInAsync("benefits", Role.BenefitsClerk);

        foreach (var (price, code) in new[] { ("0", "benefit.price-not-positive"), ("-45", "benefit.price-not-positive"), ("45.005", "money.format"), ("", "money.format"), ("四十五", "money.format") })
        {
            var answer = await clerk.SubmitAsync(Stock, Batch(desk, "SB1", "2026-11-01", "8", price), "#receive");
            Assert.Equal(code, answer.RefusalCode());
            Assert.Equal("SB1", (await answer.PageAsync()).QuerySelector("#Code")!.GetAttribute("value"));
        }

        Assert.Equal(0, await app.WithDbAsync(db => db.Set<ProcurementBatch>().CountAsync()));
    }

    [Fact]
    public async Task The_ledger_turns_its_pages_and_only_the_clerk_opens_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var desk = await BenefitDesk.OpenAsync(app);
        await desk.ReceiveAsync("ML1", 100, 1200, kind: desk.Mail);
        var it = await desk.EnterpriseAsync(1);
        await desk.DoAsync(services => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Granting>(services).GrantAllAsync(
            [.. Enumerable.Range(1, 51).Select(n => new GrantOrder(it.Id, desk.Mail.Id, app.Clock.Now.AddMinutes(-n), Delivery.Mail, Tongban.Kernel.Actor.System))], default));
        var clerk = await hall.SignedInAsync("benefits", Role.BenefitsClerk);

        var first = await clerk.PageAsync(Ledger);
        var second = await clerk.PageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal((50, 1), (first.QuerySelectorAll("#ledger tbody tr").Length, second.QuerySelectorAll("#ledger tbody tr").Length));
        Assert.Null(second.QuerySelector("a[rel=next]"));
        Assert.Single((await clerk.PageAsync($"{Ledger}?p=99")).QuerySelectorAll("#ledger tbody tr"));
        Assert.Contains("没有找到", (await clerk.PageAsync($"{Ledger}?q=%25")).QuerySelector("#ledger")!.TextContent, StringComparison.Ordinal);
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        Assert.NotEqual(HttpStatusCode.OK, (await guide.GetAsync(Ledger)).StatusCode);
    }

    private static Dictionary<string, string> Batch(BenefitDesk desk, string code, string on, string quantity, string price) =>
        new() { ["Kind"] = desk.Seal.Id.ToString(), ["Fund"] = desk.Fund.Id.ToString(), ["Code"] = code, ["ReceivedOn"] = on, ["Quantity"] = quantity, ["Price"] = price };

    private static List<string> Cells(IDocument page, string row) => [.. page.QuerySelector(row)!.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())];
}
