using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Enterprises;
using Tongban.Licences;
using Tongban.OneThing;

namespace Tongban.Tests.OneThing;

/// <summary>The template that nobody foresaw: a company leaves the register at one go, by data alone; what may follow follows.</summary>
public sealed class ClosingACompanyTests
{
    private static readonly Dictionary<string, string> Answers = new()
    {
        ["a.entity_name"] = "郑州云栖里餐饮管理有限公司",
        ["a.uscc"] = Founding.Uscc,
        ["a.liquidation"] = "simple",
        ["a.customs"] = "no",
        ["a.insured"] = "yes",
        ["a.account"] = "yes",
        ["a.bank_choice"] = "cib",
        ["a.bank_account"] = "6226000000000001",
        ["a.visit_on"] = "2026-11-25",
        ["a.consent_share_bank"] = "yes",
        ["a.seal_count"] = "5",
        ["a.MS03.agent"] = "no",
        ["Applicant.Name"] = "王建国",
        ["Applicant.IdNumber"] = "11010519491231002X",
        ["Applicant.Delivery"] = "PickUp",
    };

    [Fact]
    public async Task A_company_leaves_the_register_with_its_licence_and_what_was_promised_follows_before_it_is_decided()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await FoundedAsync(app);
        var (founder, uploads) = (founding.Founder, new[] { Upload.Pdf("file.MS03-M03", "promise") });
        await founding.SaveAsync(Answers);
        Assert.Contains("/onething/ot-close/form", (await founder.PageAsync("/me")).QuerySelector("#onething-mine")!.InnerHtml, StringComparison.OrdinalIgnoreCase);

        // The identity document was handed in when the company was founded: it is offered and not asked for again.
        var form = await founder.PageAsync(founding.Form);
        Assert.Equal(["SU08-M01"], form.QuerySelectorAll("[data-held]").Select(one => one.GetAttribute("data-held")));
        Assert.Empty((await founding.App.NewBrowser().PageAsync(founding.Form)).QuerySelectorAll("[data-held]"));
        Assert.Equal("case.not-held", (await UseAsync(founding, "MS03-M03")).RefusalCode());
        Assert.Null((await UseAsync(founding, "SU08-M01")).RefusalCode());

        // What may follow is uploaded or promised, in the one form; the wrong name is told before anything begins.
        var open = await (await founding.SendAsync(Answers, "submit", uploads)).PageAsync();
        Assert.Contains("勾上承诺后补", open.QuerySelector("#promise-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#Applicant_Promise", open.QuerySelector(".tb-errors a")!.GetAttribute("href"));
        var promised = new Dictionary<string, string>(Answers) { ["Applicant.Promise"] = "true" };
        Assert.Equal("enterprise.other-name", (await founding.SendAsync(new(promised) { ["a.entity_name"] = "郑州云栖里有限公司" }, "submit", uploads)).RefusalCode());
        Assert.Equal("enterprise.other-representative", (await founding.SendAsync(new(promised) { ["a.legal_rep"] = "别人\t110101188503071236\t13800001234" }, "submit", uploads)).RefusalCode());
        Assert.StartsWith("/onething/mine/", (await founding.SendAsync(promised, "submit", uploads)).RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        var bundle = await founding.BundleAsync();
        Assert.NotNull(bundle.PromisedToFollowAt);
        Assert.Equal([1, 3, 4, 5, 6], bundle.Steps.Select(step => step.No).Order());
        Assert.Equal(await app.WithDbAsync(db => db.Set<CaseFile>().Where(file => file.MaterialKey == "SU01-M05").Select(file => file.Hash).SingleAsync()), await app.WithDbAsync(db => db.Set<BundleFile>().Where(file => file.MaterialKey == "SU08-M01" && file.FromCaseId != null).Select(file => file.Hash).SingleAsync()));
        var mine = $"/onething/mine/{bundle.Number}";
        Assert.Contains(bundle.Number!, (await founder.PageAsync("/me")).QuerySelector("#onething-mine")!.TextContent, StringComparison.Ordinal);

        await FinishAsync(founding, 1, ("tax_clearance_no", "清-1"));
        Assert.Null((await founding.DoAsync(3, "accept")).RefusalCode());
        var deregistration = new Dictionary<string, string> { ["Given[cancellation_no]"] = "销-1", ["Given[cancelled_on]"] = "2026-11-24" };
        Assert.Equal(MaterialState.Owed, await StateAsync(app, founding, "MS03-M05"));
        var early = await founding.DoAsync(3, "finish", deregistration, "form#finish");
        Assert.Equal("case.materials-owed", early.RefusalCode());
        Assert.NotNull((await early.PageAsync()).QuerySelector("#owed-first"));
        await FollowAsync(founder, mine, "file.MS03-M05", 2);
        Assert.Null((await founder.PageAsync(mine)).QuerySelector("#to-follow"));
        Assert.Equal("onething.follow-unchecked", (await founding.DoAsync(3, "finish", deregistration, "form#finish")).RefusalCode());
        Assert.Null((await founding.DoAsync(3, "finish", new(deregistration) { ["RestInOrder"] = "true" }, "form#finish")).RefusalCode());

        var it = await app.WithDbAsync(db => db.Set<Enterprise>().AsNoTracking().SingleAsync(one => one.Uscc == Founding.Uscc));
        Assert.Equal(app.Clock.Now, it.CancelledAt);
        var licence = await app.WithDbAsync(db => db.Set<Licence>().AsNoTracking().SingleAsync(one => one.NameZh == "营业执照"));
        Assert.Equal((LicenceStatus.Cancelled, Founding.Uscc), (licence.Status, licence.HolderCode));
        Assert.Null((await founder.PageAsync(mine)).QuerySelector("#cancel"));
        var shown = await app.NewBrowser().PageAsync($"/verify/{licence.Identifier}");
        Assert.Contains("注销", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        await FinishAsync(founding, 4, ("social_closed_no", "社-1"));
        Assert.Null((await founding.DoAsync(5, "accept")).RefusalCode());
        await founding.AgreeAsync(5, "2026-11-24T16:30");
        Assert.Null((await founding.DoAsync(5, "finish", new() { ["Given[account_closed_on]"] = "2026-11-24" }, "form#finish")).RefusalCode());
        await FinishAsync(founding, 6, ("seals_receipt_no", "章-1"));

        Assert.Equal(BundleStatus.Done, (await founding.BundleAsync()).Status);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("enterprise.cancelled", await AgainAsync(founding, promised, [.. uploads, Upload.Pdf("file.SU08-M01", "id")]));
        var clerk = await founding.DeskAsync("w05");
        Assert.Equal("onething.hand-over-note", (await clerk.SubmitAsync("/staff/bundles", new() { ["Note"] = " " })).RefusalCode());
    }

    // Step 1 of a founding: the company stands in the register, with its licence.
    private static async Task<Founding> FoundedAsync(TongbanApp app)
    {
        var founding = await Founding.BeginAsync(app);
        await founding.SubmitAsync();
        await founding.FinishAsync(1);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        founding.Form = "/onething/OT-CLOSE/form";
        founding.People = [("a.legal_rep", "王建国")];
        founding.DeskOf = new Dictionary<int, string> { [1] = "approver-d03", [3] = "approver-d02", [4] = "approver-d06", [5] = "partner-d19", [6] = "approver-d09" };
        return founding;
    }

    private static async Task<HttpResponseMessage> UseAsync(Founding founding, string material) =>
        await founding.Founder.FollowAsync(await founding.Founder.SubmitRawAsync(await founding.Founder.PageAsync(founding.Form), new(Answers) { ["material"] = material }, "form#one-form", "Use"));

    private static async Task FinishAsync(Founding founding, int step, (string Field, string Value) gives)
    {
        Assert.Null((await founding.DoAsync(step, "accept")).RefusalCode());
        Assert.Null((await founding.DoAsync(step, "finish", new() { [$"Given[{gives.Field}]"] = gives.Value }, "form#finish")).RefusalCode());
    }

    private static async Task FollowAsync(Browser founder, string address, string material, int files)
    {
        var page = await founder.PageAsync(address);
        Assert.NotNull(page.QuerySelector($"#to-follow input[name='{material}']"));
        Assert.Equal("case.no-file", (await founder.SubmitFilesAsync(address, [], [], "#to-follow form")).RefusalCode());
        Assert.Equal("case.material-not-asked", (await founder.SubmitFilesAsync(address, [], [Upload.Pdf("file.MS03-M02")], "#to-follow form")).RefusalCode());
        Assert.Null((await founder.SubmitFilesAsync(address, [], [.. Enumerable.Range(0, files).Select(n => Upload.Pdf(material, $"page {n}"))], "#to-follow form")).RefusalCode());
    }

    private static async Task<string?> AgainAsync(Founding founding, Dictionary<string, string> answers, Upload[] uploads)
    {
        await founding.SaveAsync(answers);
        return (await founding.SendAsync(answers, "submit", uploads)).RefusalCode();
    }

    private static async Task<MaterialState> StateAsync(TongbanApp app, Founding founding, string material)
    {
        var id = (await founding.BundleAsync()).Step(3).CaseId;
        return (await app.WithDbAsync(db => db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == id))).Material(material).State;
    }
}
