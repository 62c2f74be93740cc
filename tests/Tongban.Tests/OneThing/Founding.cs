using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Commands;
using Tongban.OneThing;
using Tongban.Tests.Appointments;

namespace Tongban.Tests.OneThing;

/// <summary>The demonstration's district, a founder on the phone and the bodies at their desks.</summary>
internal sealed class Founding(TongbanApp app)
{
    public const string Address = "/onething/OT-STARTUP/form";
    public const string Uscc = "91410100MA0000015B";
    public const string SealCodes = "4101050000001 4101050000002 4101050000003 4101050000004 4101050000005";
    private readonly Dictionary<string, Browser> desks = [];

    public TongbanApp App => app;

    /// <summary>The form that is filled in.</summary>
    public string Form { get; set; } = Address;

    /// <summary>Whose desk works on which step; a founding's unless another thing is done.</summary>
    public IReadOnlyDictionary<int, string> DeskOf { get; set; } = Desks;

    /// <summary>Of the persons that the form asks for.</summary>
    public IReadOnlyList<(string Field, string Name)> People { get; set; } = [("a.legal_rep", "王建国"), ("a.finance_officer", "李会计"), ("a.invoice_clerk", "赵小票")];

    public Browser Founder { get; private set; } = null!;

    public static Dictionary<string, string> Answers { get; } = new()
    {
        ["a.entity_name"] = "郑州云栖里餐饮管理有限公司",
        ["a.entity_type"] = "ltd",
        ["a.address"] = "郑州市郑东新区商务外环路 1 号",
        ["a.capital"] = "50",
        ["a.industry"] = "H",
        ["a.business_scope"] = "餐饮服务",
        ["a.articles"] = "model",
        ["a.seal_choice"] = "yes",
        ["a.delivery_address"] = "郑州市郑东新区商务外环路 1 号",
        ["a.staff_list"] = "王建国 11010519491231002X",
        ["a.bank_choice"] = "ceb",
        ["a.visit_on"] = "2026-11-25",
        ["a.consent_share_bank"] = "yes",
        ["a.SU01.holder"] = "natural",
        ["a.SU01.prem"] = "own",
        ["a.SU01.agent"] = "no",
        ["a.SU01.prelic"] = "no",
        ["Applicant.Name"] = "王建国",
        ["Applicant.IdNumber"] = "11010519491231002X",
        ["Applicant.Delivery"] = "PickUp",
    };

    /// <summary>What each step gives.</summary>
    public static IReadOnlyDictionary<int, Dictionary<string, string>> Given { get; } = new Dictionary<int, Dictionary<string, string>>
    {
        [1] = new() { ["uscc"] = Uscc, ["licence_no"] = "豫东-2026-0001", ["registered_at"] = "2026-11-24" },
        [2] = new() { ["seal_codes"] = SealCodes },
        [3] = new() { ["tax_id_confirmed"] = "T-1", ["invoice_quota"] = "25" },
        [4] = new() { ["social_insurance_no"] = "S-1" },
        [5] = new() { ["bank_account_no"] = "6226000000000001" },
        [6] = new() { ["housing_fund_no"] = "H-1" },
        [7] = new() { ["medical_insurance_no"] = "M-1" },
        [8] = new() { ["employment_reg_no"] = "E-1" },
    };

    /// <summary>Who works on each step.</summary>
    public static IReadOnlyDictionary<int, string> Desks { get; } = new Dictionary<int, string>
    {
        [1] = "approver-d02",
        [2] = "partner-d20",
        [3] = "approver-d03",
        [4] = "approver-d06",
        [5] = "partner-d18",
        [6] = "approver-d08",
        [7] = "approver-d07",
        [8] = "approver-d05",
    };

    public static async Task<Founding> BeginAsync(TongbanApp app)
    {
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<DemoDistrict>().SetUpAsync(TestContext.Current.CancellationToken);
            return true;
        });
        var founding = new Founding(app) { Founder = app.NewBrowser() };
        await founding.SignInAsync();
        return founding;
    }

    /// <summary>Fills the form in and hands it in: the bundle that runs.</summary>
    public async Task<Bundle> SubmitAsync(params (string Field, string Answer)[] other)
    {
        var fields = new Dictionary<string, string>(Answers) { ["Do"] = "submit" };
        other.ToList().ForEach(one => fields[one.Field] = one.Answer);
        // First the answers that decide what is asked, as a browser with or without script sends them.
        Assert.Null((await SaveAsync(fields)).RefusalCode());
        var answer = await SendAsync(fields, "submit", Upload.Pdf("file.SU01-M05", "id"), Upload.Pdf("file.SU01-M06", "holders"), Upload.Pdf("file.SU07-M02", "contract"));
        Assert.Null(answer.RefusalCode());
        Assert.StartsWith("/onething/mine/", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        return await BundleAsync();
    }

    public Task<HttpResponseMessage> SaveAsync(Dictionary<string, string> fields) => SendAsync(fields, "save");

    public async Task<HttpResponseMessage> SendAsync(Dictionary<string, string> fields, string act, params Upload[] files)
    {
        var page = await Founder.PageAsync(Form);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(field => field.Key != "Do").Append(new("Do", act)))
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (name, person) in People.Where(one => !fields.ContainsKey(one.Item1)))
        {
            foreach (var part in new[] { person, "11010519491231002X", "13800001234" })
            {
                content.Add(new StringContent(part), name);
            }
        }

        foreach (var hidden in new[] { "__RequestVerificationToken", "request-key" })
        {
            content.Add(new StringContent(page.QuerySelector($"#one-form input[name='{hidden}']")!.GetAttribute("value")!), hidden);
        }

        foreach (var file in files)
        {
            content.Add(new ByteArrayContent(file.Content), file.Field, file.Name);
        }

        var address = Founder.AddressOf(act == "save" ? Form + "?handler=Save" : Form);
        return await Founder.FollowAsync(await Founder.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content }));
    }

    public Task<Bundle> BundleAsync() => app.WithDbAsync(db => db.Set<Bundle>().AsNoTracking().OrderByDescending(bundle => bundle.TouchedAt).FirstAsync());

    /// <summary>The desk of the body that works on a step, signed in.</summary>
    public async Task<Browser> DeskAsync(string name)
    {
        if (!desks.TryGetValue(name, out var desk))
        {
            desks[name] = desk = app.NewBrowser();
            Assert.Null((await desk.SubmitAsync("/staff/sign-in", new() { ["Name"] = name, ["Password"] = DemoStaff.Password })).RefusalCode());
        }

        return desk;
    }

    /// <summary>Presses a button of a step at its body's desk.</summary>
    public async Task<HttpResponseMessage> DoAsync(int step, string what, Dictionary<string, string>? more = null, string form = "form#check")
    {
        var bundle = await BundleAsync();
        return await (await DeskAsync(DeskOf[step])).SubmitAsync($"/staff/steps/{bundle.Step(step).CaseId}", new(more ?? []) { ["Do"] = what }, form);
    }

    /// <summary>A step of which the body says yes; at the bank after a visit that both agreed to.</summary>
    public async Task FinishAsync(int step, Dictionary<string, string>? more = null)
    {
        Assert.Null((await DoAsync(step, "accept")).RefusalCode());
        if (step == 5)
        {
            await AgreeAsync(step, "2026-11-24T16:30");
        }

        var given = Given[step].ToDictionary(one => $"Given[{one.Key}]", one => one.Value);
        var done = await DoAsync(step, "finish", more is null ? given : given.Concat(more).ToDictionary(), "form#finish");
        Assert.True(done.RefusalCode() is null && done.StatusCode == HttpStatusCode.OK, $"{step}: {done.RefusalCode()}");
    }

    public async Task AgreeAsync(int step, string when)
    {
        Assert.Null((await DoAsync(step, "propose", new() { ["When"] = when }, "form#meeting")).RefusalCode());
        Assert.Null((await Founder.SubmitAsync($"/onething/mine/{(await BundleAsync()).Number}", [], $"#meeting-{step} form.d-grid")).RefusalCode());
    }

    private async Task SignInAsync()
    {
        var sent = await Founder.SubmitAsync("/me/sign-in", new() { ["Phone"] = Guest.Phone });
        await Founder.SubmitAsync(sent.RequestMessage!.RequestUri!.PathAndQuery, new() { ["Digits"] = await app.LastCodeAsync(Guest.Phone) }, "#enter");
    }
}
