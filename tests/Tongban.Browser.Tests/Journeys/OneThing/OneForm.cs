using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys.OneThing;

/// <summary>The one form of founding a company, as a founder fills it in.</summary>
public static class OneForm
{
    public const string Company = "郑州云栖里餐饮管理有限公司";
    private const string Id = "11010519491231002X";

    public static FilePayload Scan() => new() { Name = "scan.pdf", MimeType = "application/pdf", Buffer = [.. "%PDF-1.7 scan\nstartxref\n0\n%%EOF\n"u8] };

    /// <summary>Signs in with the code that the phone gets, and is led to the form.</summary>
    public static async Task OpenAsync(IPage page, TongbanServer server, string phone)
    {
        await page.GotoAsync("/me/sign-in?ReturnUrl=%2Fonething%2FOT-STARTUP%2Fform");
        await page.FillAsync("[name=Phone]", phone);
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync("[name=Digits]");
        await page.FillAsync("[name=Digits]", (await server.MessageAsync(new Regex($"^{phone} .*验证码 (\\d{{6}})"))).Groups[1].Value);
        await page.ClickAsync("#enter button");
        await page.ArrivesInAsync("/form");
    }

    /// <summary>What decides how the form goes on, and the rest of the questions.</summary>
    public static async Task FillAsync(IPage page)
    {
        foreach (var (field, option) in new[] { ("entity_type", "ltd"), ("industry", "H"), ("articles", "model"), ("seal_choice", "yes"), ("bank_choice", "ceb"), ("SU01.holder", "natural"), ("SU01.prem", "own"), ("SU01.agent", "no"), ("SU01.prelic", "no") })
        {
            // Others may be asked only when the one before has been answered.
            if (await page.Locator($"[name='a.{field}']").CountAsync() > 0)
            {
                await page.CheckAsync($"[name='a.{field}'][value='{option}']");
            }
        }
    }

    public static async Task FillRestAsync(IPage page)
    {
        await FillAsync(page);
        // What is to be handed in hangs on the answers: a person looks at the list that has come.
        await StandsStillAsync(page);
        foreach (var (field, answer) in new[] { ("entity_name", Company), ("address", "郑东新区商务外环路 1 号"), ("capital", "50"), ("business_scope", "餐饮服务"), ("delivery_address", "郑东新区商务外环路 1 号"), ("staff_list", $"王建国 {Id}"), ("visit_on", "2026-11-25") })
        {
            await TypeAsync(page, $"[name='a.{field}']", answer);
        }

        foreach (var (field, name) in new[] { ("legal_rep", "王建国"), ("finance_officer", "李会计"), ("invoice_clerk", "赵小票") })
        {
            await TypeAsync(page, $"#a_{field}", name);
            await TypeAsync(page, $"#a_{field}-id", Id);
            await TypeAsync(page, $"#a_{field}-phone", "13800001234");
        }

        await page.CheckAsync("#a_consent_share_bank");
        foreach (var input in await page.Locator("input[type=file]").AllAsync())
        {
            await input.SetInputFilesAsync(Scan());
        }

        await TypeAsync(page, "[name='Applicant.Name']", "王建国");
        await TypeAsync(page, "[name='Applicant.IdNumber']", Id);
    }

    /// <summary>Waits until no answer is on its way, as somebody does who looks at what is asked next.</summary>
    public static Task StandsStillAsync(IPage page) =>
        Assertions.Expect(page.Locator("#one-form[data-sending]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.FillAsync(field, text);
        Assert.Equal(text, await page.InputValueAsync(field));
    }
}
