using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.People;

namespace Tongban.Tests.Cases;

/// <summary>A hall with a clerk, two officers and a leader, and the ways in which cases come in.</summary>
internal sealed class CaseDesk(TongbanApp app, Hall hall)
{
    public const string Apply = "/apply/SU01?a-who=self&a-place=own";
    private const string New = "/staff/cases/new?item=SU01&a-who=self&a-place=own";

    public Browser Clerk { get; private set; } = null!;

    public Browser Officer { get; private set; } = null!;

    public Browser Colleague { get; private set; } = null!;

    public Browser Leader { get; private set; } = null!;

    public TongbanApp App => app;

    public Hall Hall => hall;

    public static Dictionary<string, string> Person { get; } = new()
    {
        ["Form.Name"] = "如意健身有限公司",
        ["Form.Handler"] = "王建国",
        ["Form.IdNumber"] = "11010519491231002X",
        ["Form.Phone"] = "13800001234",
        ["Form.Delivery"] = "Download",
    };

    public static async Task<CaseDesk> OpenAsync(TongbanApp app, ItemContent? content = null)
    {
        var hall = await Hall.BuildAsync(app, content: content);
        return new CaseDesk(app, hall)
        {
            Clerk = await hall.SignedInAsync("clerk", Role.Clerk, hall.Windows[0]),
            Officer = await hall.SignedInAsync("officer", Role.Approver),
            Colleague = await hall.SignedInAsync("colleague", Role.Approver),
            Leader = await hall.SignedInAsync("leader", Role.DepartmentHead),
        };
    }

    /// <summary>Received at the window with these findings; M1 and M2 are on the list.</summary>
    public async Task<Case> ReceiveAsync(string then, string m1 = "Received", string m2 = "Received", string why = "没有签名", string path = New)
    {
        var fields = new Dictionary<string, string>(Person) { ["Do"] = then, ["Findings[M1].State"] = m1, ["Findings[M1].Reason"] = why };
        if (path.Contains("a-who", StringComparison.Ordinal))
        {
            (fields["Findings[M2].State"], fields["Findings[M2].Reason"]) = (m2, why);
        }

        var response = await Clerk.SubmitAsync(path, fields, "form#receive");
        Assert.Null(response.RefusalCode());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TheCaseAsync();
    }

    /// <summary>The case that came last.</summary>
    public Task<Case> TheCaseAsync() => app.WithDbAsync(db => db.Set<Case>().AsNoTracking().OrderByDescending(c => c.ReceivedAt).FirstAsync());

    public static Task<HttpResponseMessage> DoAsync(Browser who, Case on, string what, string form, Dictionary<string, string>? more = null) =>
        who.SubmitAsync($"/staff/inbox/{on.Id}", new(more ?? []) { ["Do"] = what }, form);

    /// <summary>A stranger's browser that has opened the progress page with number and code.</summary>
    public async Task<Browser> ApplicantAsync(Case of)
    {
        var browser = app.NewBrowser();
        var response = await browser.SubmitAsync("/progress", new() { ["Number"] = of.Number, ["Code"] = of.QueryCode }, "form#find");
        Assert.Null(response.RefusalCode());
        return browser;
    }

    /// <summary>Through both steps to the closed case.</summary>
    public async Task CloseAsync(Case it, string? number = null)
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await DoAsync(Officer, it, "claim", "form#claim");
            await DoAsync(Officer, it, "agree", "form#step", new() { ["Text"] = "材料齐全" });
        }

        var response = await DoAsync(Officer, it, "close", "form#close", number is null ? null : new() { ["ResultNumber"] = number });
        Assert.Null(response.RefusalCode());
    }
}
