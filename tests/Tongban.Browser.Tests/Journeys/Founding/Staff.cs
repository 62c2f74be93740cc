using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys.Founding;

/// <summary>The clerk of window 5, who works by keyboard.</summary>
internal sealed class Clerk(IPage desk)
{
    private static readonly string[] Handed = ["企业登记（备案）申请书", "法定代表人、董事、监事和经理的任职文件", "法定代表人（负责人）身份证", "自然人股东（合伙人）身份证", "出租房屋的产权证明"];

    /// <summary>What is missing, and why.</summary>
    public IReadOnlyDictionary<string, string> Told { get; } = new Dictionary<string, string>
    {
        ["公司章程"] = "第三条出资时间空着，全体股东没有签字",
        ["房屋租赁合同"] = "没有带来；租期不少于半年",
    };

    public async Task OpenWindowAsync(string window)
    {
        await desk.SignInAsync($"w0{window}", "/desk");
        await desk.Locator("main button.btn-primary").GetByText($"{window} 号窗口").First.ClickAsync();
        await desk.ArrivesAtAsync("/desk");
    }

    public async Task CallAsync(string number)
    {
        await PressAsync("F2");
        await desk.Locator(".who .no").Expect().ToHaveTextAsync(number);
    }

    /// <summary>Asks the same questions as the guide, takes in what there is, and tells once all that is missing.</summary>
    public async Task TellWhatIsMissingAsync()
    {
        await PressAsync("F10");
        var receive = desk.GetByRole(AriaRole.Link, new() { Name = "收件" });
        await receive.ShowsAsync();
        await Row("法定代表人（负责人）身份证").Expect().ToContainTextAsync("复印件 1 份");
        await desk.ScreenshotForDocsAsync("founding-desk");
        await receive.ClickAsync();
        await desk.AnswerAsync();
        await desk.FillAsync("#Form_Name", "郑东小禾餐饮有限公司");
        await desk.Locator("#Form_Handler").Expect().ToHaveValueAsync(Citizen.Name);
        await desk.FillAsync("#Form_IdNumber", Citizen.IdNumber);
        await desk.FillAsync("#Form_Phone", Citizen.Phone);
        await CheckAsync();
        await desk.ShouldBeAccessibleAsync();
        await desk.Button("出一次告知单").ClickAsync();
        await ShowNoticeAsync();
    }

    public async Task FinishAsync()
    {
        await desk.GotoAsync("/desk");
        await desk.Locator(".who .no").ShowsAsync();
        await PressAsync("F10");
        await desk.ShowsAsync("没有人等");
    }

    /// <summary>What came online is checked and accepted.</summary>
    public async Task AcceptAsync()
    {
        await desk.GotoAsync("/staff/cases");
        await desk.GetByRole(AriaRole.Link, new() { Name = "企业设立登记" }).First.ClickAsync();
        foreach (var material in Told.Keys)
        {
            await desk.GetByRole(AriaRole.Link, new() { Name = $"{material}.pdf" }).ShowsAsync();
        }

        await desk.Button("材料齐了，受理").ClickAsync();
        await desk.GetByRole(AriaRole.Link, new() { Name = "受理通知书" }).First.ShowsAsync();
    }

    private async Task CheckAsync()
    {
        foreach (var material in Handed)
        {
            await Row(material).GetByText("收到").ClickAsync();
        }

        await Row("公司章程").GetByText("不合格").ClickAsync();
        foreach (var (material, why) in Told)
        {
            await Row(material).Locator("input.form-control").First.FillAsync(why);
        }
    }

    private async Task ShowNoticeAsync()
    {
        await desk.GetByRole(AriaRole.Link, new() { Name = "一次性告知单" }).First.ClickAsync();
        var rows = desk.Locator("main table tbody tr");
        await rows.Expect().ToHaveCountAsync(Told.Count);
        foreach (var (material, why) in Told)
        {
            await rows.Filter(new() { HasText = material }).Expect().ToContainTextAsync(why);
        }

        await desk.ScreenshotForDocsAsync("founding-notice");
    }

    private ILocator Row(string material) => desk.Locator("main table tbody tr").Filter(new() { Has = desk.Locator("th", new() { HasText = material }) });

    private async Task PressAsync(string key)
    {
        await desk.Locator($"[data-key={key}]").Expect().ToBeEnabledAsync(new() { Timeout = 30_000 });
        await desk.Keyboard.PressAsync(key);
    }
}

/// <summary>An officer of the department of market supervision.</summary>
internal sealed class Officer(IPage desk)
{
    public const string Licence = "91410100MA9F0A1B0J";

    /// <summary>The first step: claim, examine, agree.</summary>
    public async Task ExamineAsync()
    {
        await ClaimAsync("approver-d02", "founding-inbox");
        await desk.FillAsync("#step textarea", "材料齐全，符合规定，建议准予登记。");
        await desk.ShouldBeAccessibleAsync();
        await desk.ScreenshotForDocsAsync("founding-handle");
        await desk.Button("同意，到下一步").ClickAsync();
        await desk.ShowsAsync("第 2 步，共 2 步");
    }

    /// <summary>The last step: decide, record the licence.</summary>
    public async Task DecideAsync()
    {
        await ClaimAsync("head-d02", null);
        await desk.FillAsync("#step textarea", "准予登记。");
        await desk.Locator("#step button[value=agree]").ClickAsync();
        await desk.FillAsync("#ResultNumber", Licence);
        await desk.SetInputFilesAsync("#Document", Browsing.Pdf("licence.pdf", Licence));
        await desk.Locator("button[value=close]").ClickAsync();
        await desk.Locator("main .tb-tag").First.Expect().ToContainTextAsync("已办结");
    }

    private async Task ClaimAsync(string name, string? picture)
    {
        await desk.SignInAsync(name, "/staff/inbox");
        var found = desk.GetByRole(AriaRole.Link, new() { Name = "企业设立登记" }).First;
        await found.ShowsAsync();
        if (picture is not null)
        {
            await desk.ScreenshotForDocsAsync(picture);
        }

        await found.ClickAsync();
        await desk.Button("我来办").ClickAsync();
        await desk.Locator("#step").ShowsAsync();
    }
}
