using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Banks;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Tests.Enterprises;

namespace Tongban.Tests.Banks;

public sealed class BankTests
{
    [Fact]
    public async Task A_bank_records_a_waived_fee_once_and_sees_its_sums_and_no_other_banks()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (bank, fee, _) = await BankAsync(app, hall.Department.Id, "BK1");
        var (_, foreign, _) = await BankAsync(app, (await OtherDepartmentAsync(app)).Id, "BK2");
        var it = await MadeEnterprises.RegisterAsync(app, 1);
        var clerk = await hall.SignedInAsync("bank", Role.BankClerk);

        var done = await (await clerk.SubmitAsync("/staff/bank", Form(it.Uscc.ToLowerInvariant(), fee), "#waive")).PageAsync();

        Assert.Contains(it.Uscc, done.QuerySelector("#waivers")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("200.00 元", done.QuerySelector("#sums tr.sum")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("bank.already-waived", (await clerk.SubmitAsync("/staff/bank", Form(it.Uscc, fee), "#waive")).RefusalCode());
        Assert.Equal("bank.unknown-fee", (await clerk.SubmitAsync("/staff/bank", Form(it.Uscc, foreign), "#waive")).RefusalCode());
        Assert.Equal("bank.unknown-enterprise", (await clerk.SubmitAsync("/staff/bank", Form(MadeEnterprises.Uscc(2), fee), "#waive")).RefusalCode());
        Assert.Equal("uscc.check-digit", (await clerk.SubmitAsync("/staff/bank", Form(it.Uscc[..17] + (it.Uscc[17] == '1' ? '2' : '1'), fee), "#waive")).RefusalCode());
        Assert.Equal(bank.Id, await app.WithDbAsync(db => db.Set<Waiver>().Select(waiver => waiver.BankId).SingleAsync()));
        var director = await hall.SignedInAsync("director", Role.Director);
        Assert.Equal("200.00 元", (await director.PageAsync("/staff/station")).QuerySelector("#waived")!.TextContent);
        Assert.NotEqual(HttpStatusCode.OK, (await director.GetAsync("/staff/bank")).StatusCode);
    }

    [Fact]
    public async Task A_waiver_recorded_by_mistake_is_reversed_by_its_own_bank_and_counts_no_more()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (_, fee, _) = await BankAsync(app, hall.Department.Id, "BK1");
        var (_, foreign, _) = await BankAsync(app, (await OtherDepartmentAsync(app)).Id, "BK2");
        var it = await MadeEnterprises.RegisterAsync(app, 1);
        var others = await WaiveAsync(app, it.Id, foreign);
        var waiver = await WaiveAsync(app, it.Id, fee);
        var (clerk, address) = (await hall.SignedInAsync("bank", Role.BankClerk), $"/staff/bank/waivers/{waiver.Id}");

        Assert.Equal(address, (await clerk.PageAsync("/staff/bank")).QuerySelector("#waivers tbody a")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync($"/staff/bank/waivers/{others.Id}")).StatusCode);
        Assert.Equal("bank.reason-missing", (await clerk.SubmitAsync(address, new() { ["Reason"] = " " }, "#reverse")).RefusalCode());
        Assert.Equal("bank.reason-too-long", (await clerk.SubmitAsync(address, new() { ["Reason"] = new string('长', Waiver.MaxReason + 1) }, "#reverse")).RefusalCode());
        var two = new[] { await clerk.PageAsync(address), await clerk.PageAsync(address) };
        var told = await Task.WhenAll(two.Select(page => Task.Run(() => clerk.SubmitRawAsync(page, new() { ["Reason"] = "企业没来开户" }, "#reverse"))));

        Assert.Single(told, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.True(told.Single(answer => answer.StatusCode != HttpStatusCode.Redirect).RefusalCode() is "bank.already-reversed" or "request.changed-meanwhile");
        var page = await clerk.PageAsync(address);
        Assert.Contains("企业没来开户", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#reverse"));
        Assert.DoesNotContain("200.00", (await clerk.PageAsync("/staff/bank")).QuerySelector("#sums")?.TextContent ?? "", StringComparison.Ordinal);

        await WaiveAsync(app, it.Id, fee);
        Assert.Equal("bank.already-waived", (await Assert.ThrowsAsync<Refusal>(() => WaiveAsync(app, it.Id, fee))).Code);
        Assert.Contains("200.00 元", (await clerk.PageAsync("/staff/bank")).QuerySelector("#sums tr.sum")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, await app.WithDbAsync(db => db.Set<Waiver>().CountAsync()));
    }

    [Fact]
    public async Task Of_two_who_waive_one_fee_for_one_enterprise_at_once_one_is_told()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (_, fee, _) = await BankAsync(app, hall.Department.Id, "BK1");
        var it = await MadeEnterprises.RegisterAsync(app, 1);

        var told = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(async () => await Record.ExceptionAsync(() => WaiveAsync(app, it.Id, fee)))));

        Assert.Single(told, answer => answer is null);
        Assert.All(told.OfType<Exception>(), answer => Assert.Equal("bank.already-waived", Assert.IsType<Refusal>(answer).Code));
    }

    [Fact]
    public async Task A_fee_is_waived_and_an_offer_shown_only_while_it_holds()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (_, fee, offer) = await BankAsync(app, hall.Department.Id, "BK1", new(app.Clock.Today.AddDays(1), app.Clock.Today.AddDays(9)));
        var it = await MadeEnterprises.RegisterAsync(app, 1);
        var citizen = app.NewBrowser();

        Assert.DoesNotContain("银行开户费", (await citizen.PageAsync("/station")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("bank.fee-not-waived-then", (await Assert.ThrowsAsync<Refusal>(() => WaiveAsync(app, it.Id, fee))).Code);
        Assert.Equal("lead.offer-over", (await Assert.ThrowsAsync<Refusal>(() => AskAsync(app, it.Id, offer, [SharedFields.Name], null))).Code);

        app.Time.Advance(TimeSpan.FromDays(2));
        var page = (await citizen.PageAsync("/station")).QuerySelector("main")!.TextContent;
        Assert.Contains("银行开户费", page, StringComparison.Ordinal);
        Assert.Contains("利率优惠 0.2%，最高 3,000,000 元", page, StringComparison.Ordinal);
        await WaiveAsync(app, it.Id, fee);

        app.Time.Advance(TimeSpan.FromDays(8));
        Assert.DoesNotContain("银行开户费", (await citizen.PageAsync("/station")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bank_sees_of_a_lead_exactly_what_was_agreed_to_and_nothing_once_it_is_taken_back()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (_, _, offer) = await BankAsync(app, hall.Department.Id, "BK1");
        var it = await MadeEnterprises.RegisterAsync(app, 1);
        var clerk = await hall.SignedInAsync("bank", Role.BankClerk);
        Assert.Equal("lead.no-fields", (await Assert.ThrowsAsync<Refusal>(() => AskAsync(app, it.Id, offer, [], null))).Code);
        Assert.Equal("lead.no-fields", (await Assert.ThrowsAsync<Refusal>(() => AskAsync(app, it.Id, offer, ["legal_rep_id"], null))).Code);
        Assert.Equal("lead.phone", (await Assert.ThrowsAsync<Refusal>(() => AskAsync(app, it.Id, offer, [SharedFields.Phone], null))).Code);
        var lead = await AskAsync(app, it.Id, offer, [SharedFields.Name, SharedFields.Phone], "13812345678");
        Assert.Equal("lead.asked-already", (await Assert.ThrowsAsync<Refusal>(() => AskAsync(app, it.Id, offer, [SharedFields.Name], null))).Code);

        var seen = (await clerk.PageAsync("/staff/bank/leads")).QuerySelector(".lead")!.TextContent;
        Assert.Contains(it.Name, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(it.Uscc, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(it.LegalRepName, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", seen, StringComparison.Ordinal);

        var called = await (await clerk.SubmitAsync("/staff/bank/leads", [], "form.contact")).PageAsync();
        Assert.Contains("13812345678", called.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "lead.contacted")));
        var colleague = await hall.SignedInAsync("colleague", Role.BankClerk);
        Assert.DoesNotContain("13812345678", (await colleague.PageAsync("/staff/bank/leads")).Body!.TextContent, StringComparison.Ordinal);

        await DoAsync(app, async services =>
        {
            await services.GetRequiredService<Lending>().WithdrawAsync(lead.Id, Actor.Guest);
            return true;
        });
        Assert.Null((await clerk.PageAsync("/staff/bank/leads")).QuerySelector(".lead"));
        Assert.Null(await app.WithDbAsync(db => db.Set<LoanLead>().Select(one => one.PhoneCipher).SingleAsync()));
        await AskAsync(app, it.Id, offer, [SharedFields.Uscc], null);
        Assert.DoesNotContain(it.Name, (await clerk.PageAsync("/staff/bank/leads")).QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>For tests of others: a bank whose staff are posted in a department, with a fee to waive and an enterprise that asks.</summary>
    internal static async Task BankWithLeadAsync(TongbanApp app, Guid department, Tongban.Enterprises.Enterprise enterprise)
    {
        var (_, _, offer) = await BankAsync(app, department, "BK1");
        await AskAsync(app, enterprise.Id, offer, [SharedFields.Name, SharedFields.Phone], "13812345678");
    }

    private static Dictionary<string, string> Form(string uscc, Guid fee) => new() { ["Uscc"] = uscc, ["Fee"] = fee.ToString() };

    private static Task<Waiver> WaiveAsync(TongbanApp app, Guid enterprise, Guid fee) => DoAsync(app, services => services.GetRequiredService<Waiving>().WaiveAsync(enterprise, fee, app.Clock.Now, Actor.System));

    private static Task<LoanLead> AskAsync(TongbanApp app, Guid enterprise, Guid offer, string[] fields, string? phone) =>
        DoAsync(app, services => services.GetRequiredService<Lending>().AskAsync(enterprise, offer, fields, phone, Actor.Guest));

    private static Task<T> DoAsync<T>(TongbanApp app, Func<IServiceProvider, Task<T>> act) => app.WithAsync(async services =>
    {
        await using var transaction = await services.GetRequiredService<TongbanDb>().BeginAsInRequestAsync();
        var answer = await act(services);
        await transaction.CommitAsync();
        return answer;
    });

    private static Task<(Bank Bank, Guid Fee, Guid Offer)> BankAsync(TongbanApp app, Guid department, string code, Validity? validity = null) => app.WithDbAsync(async db =>
    {
        var (now, holds) = (app.Clock.Now, validity ?? new(null, null));
        var bank = new Bank(db.CentreId, code, new(department, null, "工商银行", "ICBC"), now, Actor.System);
        var fee = new WaivedFee(db.CentreId, bank.Id, "open", new("银行开户费", "Opening fee", 20000, holds), now, Actor.System);
        var offer = new CreditOffer(db.CentreId, bank.Id, "C1", new("小微企业普惠贷款", "Loans", "小微企业", "small enterprises", 20, 300_000_000, holds), now, Actor.System);
        db.AddRange(bank, fee, offer);
        await db.SaveChangesAsync();
        return (bank, fee.Id, offer.Id);
    });

    private static Task<Tongban.Network.Department> OtherDepartmentAsync(TongbanApp app) => app.WithDbAsync(async db =>
    {
        var department = new Tongban.Network.Department(db.CentreId, "D18", new("光大银行", "Everbright", "光大", "91410100MA0000015B", "", ""), app.Clock.Now, Actor.System);
        db.Add(department);
        await db.SaveChangesAsync();
        return department;
    });
}
