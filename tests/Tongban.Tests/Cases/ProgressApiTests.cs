using Tongban.Cases;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Cases;

public sealed class ProgressApiTests
{
    [Fact]
    public async Task Number_and_query_code_open_the_progress_and_nothing_else_does()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var program = app.NewBrowser();

        var shown = await program.ReadAsync($"/cases/{it.Number}/progress", ("Query-Code", it.QueryCode)).GoodAsync();
        var inEnglish = await program.ReadAsync($"/cases/{it.Number[^12..]}/progress?lang=en", ("Query-Code", it.QueryCode.ToLowerInvariant())).GoodAsync();

        Assert.Equal((it.Number, "received"), (shown.Text("number"), shown.Text("status")));
        Assert.EndsWith("+08:00", shown.Text("receivedAt"), StringComparison.Ordinal);
        Assert.Equal("ok", shown.GetProperty("timeline")[0].Text("state"));
        Assert.Equal("Registration of a company", inEnglish.Text("item"));
        Assert.DoesNotContain("110101", shown.GetRawText(), StringComparison.Ordinal);

        Assert.Equal((422, "progress.wrong"), await program.ReadAsync($"/cases/{it.Number}/progress").ProblemAsync());
        Assert.Equal((422, "progress.wrong"), await program.ReadAsync($"/cases/{it.Number}/progress", ("Query-Code", "WRONG234")).ProblemAsync());
        Assert.Equal((422, "progress.wrong"), await program.ReadAsync("/cases/999999999999/progress", ("Query-Code", it.QueryCode)).ProblemAsync());
    }

    [Fact]
    public async Task Guesses_are_counted_and_then_refused()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var program = app.NewBrowser();

        for (var guess = 0; guess < Looking.TriesPerNumber; guess++)
        {
            Assert.Equal((422, "progress.wrong"), await program.ReadAsync($"/cases/{it.Number}/progress", ("Query-Code", $"WRONG23{guess}")).ProblemAsync());
        }

        Assert.Equal((422, "progress.too-many"), await program.ReadAsync($"/cases/{it.Number}/progress", ("Query-Code", it.QueryCode)).ProblemAsync());
    }
}
