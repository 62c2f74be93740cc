using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys.OneThing;

/// <summary>
/// A founder opens a company from the phone with one form; four desks, a seal maker and a bank finish the eight steps in
/// browsers of their own, one of them after it was mended; one window hands everything out.
/// </summary>
public sealed class AtOneGoTests(SharedServer shared, Browsers browsers) : BrowserTest(shared, browsers)
{
    private const string Phone = "13700137111";

    private static readonly (int Step, string Desk, (string Field, string Value)[] Gives)[] Desks =
    [
        (1, "approver-d02", [("uscc", "91410100MA0000015B"), ("licence_no", "豫东-1"), ("registered_at", "2026-11-24")]),
        (2, "partner-d20", [("seal_codes", "4101050000001 4101050000002 4101050000003 4101050000004 4101050000005")]),
        (3, "approver-d03", [("tax_id_confirmed", "T-1"), ("invoice_quota", "25")]),
        (4, "approver-d06", [("social_insurance_no", "S-1")]),
        (6, "approver-d08", [("housing_fund_no", "H-1")]),
        (7, "approver-d07", [("medical_insurance_no", "M-1")]),
        (8, "approver-d05", [("employment_reg_no", "E-1")]),
        (5, "partner-d18", [("bank_account_no", "6226000000000001")]),
    ];

    [Fact]
    public async Task A_company_is_founded_with_one_form_at_eight_desks_and_handed_out_at_one_window()
    {
        var founder = await OpenAsync(Screen.Phone);
        await OneForm.OpenAsync(founder, await SharedAsync(), Phone);
        var address = await ApplyAsync(founder);

        foreach (var (step, name, gives) in Desks)
        {
            var desk = await OpenAsync(Screen.Desktop);
            await LivedInServer.SignInStaffAsync(desk, name);
            if (step == 2)
            {
                await ReturnAsync(desk);
                await MendAsync(founder, address);
                await desk.GotoAsync("/staff/steps");
            }

            await AcceptAsync(desk);
            if (step == 5)
            {
                await MeetAsync(desk, founder, address);
            }

            await FinishAsync(desk, gives);
            await desk.Context.CloseAsync();
        }

        await founder.GotoAsync(address);
        Assert.Equal(8, await founder.Locator("tr[data-state=Done]").CountAsync());
        Assert.Contains("91410100MA0000015B", await founder.InnerTextAsync("#results"), StringComparison.Ordinal);
        await HandOutAsync();
    }

    // Checked as it is typed: the wrong capital is told before anything is handed in, and what was typed is kept.
    private static async Task<string> ApplyAsync(IPage page)
    {
        await page.FillAsync("#a_capital", "五十万");
        await page.Locator("#a_capital").BlurAsync();
        await page.WaitForSelectorAsync("#a_capital-error");
        await page.CheckAsync("[name='a.entity_type'][value='ltd']");
        await page.WaitForSelectorAsync("[name='a.SU01.holder']");
        await OneForm.FillRestAsync(page);
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#form-body button[formaction]').length >= 3");
        await page.ClickAsync("#do-submit");
        await page.ArrivesInAsync("/onething/mine/");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task ReturnAsync(IPage desk)
    {
        await desk.GotoAsync("/staff/steps");
        await desk.ClickAsync("td a.b");
        await desk.CheckAsync("[name=Marked][value=legal_rep]");
        await desk.FillAsync("[name='Wrong[legal_rep]']", "手机号打不通");
        await desk.CheckAsync("#rest");
        await desk.ClickAsync("button[value=return]");
        await desk.WaitForSelectorAsync("text=等申请人改");
    }

    private static async Task MendAsync(IPage founder, string address)
    {
        await founder.GotoAsync(address);
        Assert.Contains("手机号打不通", await founder.InnerTextAsync("#returned-2"), StringComparison.Ordinal);
        await founder.ScreenshotForDocsAsync("onething-phone");
        await founder.FillAsync("#m2_legal_rep-phone", "13900005678");
        await founder.ClickAsync("#returned-2 button");
        await founder.WaitForFunctionAsync("() => !document.querySelector('#returned-2')");
    }

    // The bank names a time, the founder agrees; before that no account is opened.
    private static async Task MeetAsync(IPage desk, IPage founder, string address)
    {
        await desk.FillAsync("#meeting [name=When]", "2026-11-24T16:30");
        await desk.ClickAsync("#meeting button[value=propose]");
        await desk.WaitForSelectorAsync("text=等申请人确认");
        await founder.GotoAsync(address);
        await founder.ClickAsync("#meeting-5 form.d-grid button");
        await founder.WaitForFunctionAsync("() => !document.querySelector('#meeting-5 form.d-grid')");
        await desk.ReloadAsync();
        Assert.Equal(0, await desk.Locator("#visit-first").CountAsync());
    }

    private static async Task AcceptAsync(IPage desk)
    {
        await desk.GotoAsync("/staff/steps");
        await desk.ClickAsync("td a.b");
        while (await desk.Locator("button[value=see]").CountAsync() is > 0 and var left)
        {
            await desk.Locator("button[value=see]").First.ClickAsync();
            await desk.WaitForFunctionAsync($"() => document.querySelectorAll('button[value=see]').length < {left}");
        }

        await desk.ClickAsync("button[value=accept]");
        await desk.WaitForSelectorAsync("#finish");
    }

    private static async Task FinishAsync(IPage desk, (string Field, string Value)[] gives)
    {
        foreach (var (field, value) in gives)
        {
            await desk.FillAsync($"[name='Given[{field}]']", value);
        }

        await desk.ClickAsync("button[value=finish]");
        await desk.WaitForSelectorAsync("#finish", new() { State = WaitForSelectorState.Detached });
    }

    private async Task HandOutAsync()
    {
        var clerk = await OpenAsync(Screen.Desktop);
        await LivedInServer.SignInStaffAsync(clerk, "w05");
        await clerk.GotoAsync("/staff/bundles");
        var mine = clerk.Locator("section", new() { HasText = OneForm.Company });
        await mine.Locator("[name=Note]").FillAsync("居民身份证");
        await mine.Locator("button").ClickAsync();
        await clerk.WaitForFunctionAsync($"() => !document.querySelector('main').textContent.includes('{OneForm.Company}')");
    }
}
