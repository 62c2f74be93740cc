using System.Text.RegularExpressions;
using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys.Founding;

/// <summary>Who founds the company, on a phone; text messages are read as the server sent them.</summary>
internal sealed partial class Citizen(IPage phone, TongbanServer server)
{
    public const string Name = "陈小禾";
    public const string IdNumber = "41010419900307002X";
    public const string Phone = "13800138000";

    /// <summary>Finds the matter by its official name and answers the questions.</summary>
    public async Task FindWhatToBringAsync()
    {
        await phone.GotoAsync("/");
        await phone.FillAsync("#q", "企业设立登记");
        await phone.Keyboard.PressAsync("Enter");
        await phone.Locator("main .tb-list a").First.Expect().ToContainTextAsync("正式名称：企业设立登记");
        await phone.Locator("main .tb-list a").First.ClickAsync();
        await phone.AnswerAsync();
        await phone.Locator("#answer").Expect().ToContainTextAsync("照您的情况");
        await phone.Locator(".tb-mat").First.Expect().ToContainTextAsync("公司章程");
        await phone.EvaluateAsync("scrollTo(0, 0)");
        await phone.ScreenshotForDocsAsync("founding-guide");
    }

    /// <summary>Books the first time as a guest.</summary>
    /// <returns>What a scanner reads off the phone, and the code that can be typed instead.</returns>
    public async Task<(string Qr, string Code)> BookAsync()
    {
        await phone.Locator(".tb-bottom").GetByText("网上办，不用来").Expect().ToBeVisibleAsync();
        await phone.Locator("aside").GetByText("想到大厅办，预约").ClickAsync();
        await phone.Button("选时间").ClickAsync();
        await phone.Locator(".tb-slots input:enabled").First.CheckAsync();
        await phone.ScreenshotForDocsAsync("founding-times");
        await phone.Button("就这个时间").ClickAsync();
        await phone.FillAsync("#Form_Name", Name);
        await phone.FillAsync("#Form_Number", IdNumber);
        await phone.FillAsync("#Form_Phone", Phone);
        await phone.Button("发验证码到手机").ClickAsync();
        await phone.ArrivesInAsync("/code");
        await phone.FillAsync("#Digits", (await server.MessageAsync(Code())).Groups[1].Value);
        await phone.Button("确认预约").ClickAsync();
        await phone.ShowsAsync("约好了");
        await phone.ShouldBeAccessibleAsync();
        await phone.ScreenshotForDocsAsync("founding-booking");

        return (await phone.Locator(".tb-qr").ReadQrAsync(), (await server.MessageAsync(Booked())).Groups[1].Value);
    }

    /// <summary>From the booking that was scanned to the number that came of it.</summary>
    public async Task OpenTicketAsync(string number, string printed)
    {
        await phone.ReloadAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = $"您的号是 {number}" }).ClickAsync();
        await Ticket("next").ShowsAsync();
        Assert.Equal(printed, phone.Url);
        await phone.MarkAsync();
    }

    public async Task IsCalledToAsync(string window)
    {
        await Ticket("called").ShowsAsync();
        await phone.Locator(".big").Expect().ToHaveTextAsync($"请到 {window} 号窗口");
        await phone.GetByText("不等了，取消这个号").Expect().ToBeHiddenAsync();
        await phone.ScreenshotForDocsAsync("founding-ticket");
    }

    public async Task IsDoneAtWindowAsync()
    {
        await Ticket("finished").ShowsAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "说说办得怎么样" }).ShowsAsync();
        Assert.True(await phone.HasStayedAsync(), "The ticket was loaded anew.");
    }

    /// <summary>The message leads to the case; it asks for these materials, for these reasons, and for nothing else.</summary>
    public async Task SupplementAsync(IReadOnlyDictionary<string, string> told)
    {
        var code = (await server.MessageAsync(QueryCode())).Groups[1].Value;
        await phone.GotoAsync((await server.MessageAsync(Told())).Groups[1].Value);
        await phone.FillAsync("#Code", code);
        await phone.Button("查进度").ClickAsync();
        await phone.ShowsAsync($"还差 {told.Count} 份材料");
        await phone.Locator("#supplement input[type=file]").Expect().ToHaveCountAsync(told.Count);
        foreach (var (material, why) in told)
        {
            await phone.Locator("#supplement").Expect().ToContainTextAsync(why);
            await phone.GetByLabel(material).SetInputFilesAsync(Browsing.Pdf($"{material}.pdf", material.Length.ToString("D", null)));
        }

        await phone.ShouldBeAccessibleAsync();
        await phone.ScreenshotForDocsAsync("founding-asked");
        await phone.Button("拍照或上传").ClickAsync();
        await phone.ShowsAsync("补的材料收到了，正在核对");
    }

    public async Task SeesTheClockAsync()
    {
        await phone.ReloadAsync();
        await phone.ShowsAsync("还有 1 个工作日");
        await phone.Locator(".tb-clock").Expect().ToBeVisibleAsync();
        await phone.ScreenshotForDocsAsync("founding-clock");
    }

    public async Task DownloadAsync(string licence)
    {
        await phone.GotoAsync((await server.MessageAsync(Ended())).Groups[1].Value);
        await phone.ShowsAsync("办结了");
        await phone.ShowsAsync(licence);
        var download = await phone.RunAndWaitForDownloadAsync(() => phone.Button("下载结果").ClickAsync());
        var file = await File.ReadAllTextAsync((await download.PathAsync())!);
        Assert.Contains(licence, file, StringComparison.Ordinal);
        await phone.Locator("#result").ScrollIntoViewIfNeededAsync();
        await phone.ScreenshotForDocsAsync("founding-result");
    }

    public async Task RateAsync()
    {
        await phone.ClickAsync("#rate");
        await phone.CheckAsync("#l5");
        await phone.ShouldBeAccessibleAsync();
        await phone.ScreenshotForDocsAsync("founding-rating");
        await phone.Button("提交评价").ClickAsync();
        await phone.ShowsAsync("您的评价：非常满意");
    }

    private ILocator Ticket(string state) => phone.Locator($".tb-myticket[data-state={state}]");

    [GeneratedRegex(@"验证码 (\d{6})")]
    private static partial Regex Code();

    [GeneratedRegex("预约号 (\\w{8})")]
    private static partial Regex Booked();

    [GeneratedRegex("【政务服务】“企业设立登记”.*查询码 (\\w{8})")]
    private static partial Regex QueryCode();

    [GeneratedRegex("还差 2 样材料，.*(http\\S+/progress\\S+)")]
    private static partial Regex Told();

    [GeneratedRegex("有结果了，.*(http\\S+/progress\\S+)")]
    private static partial Regex Ended();
}
