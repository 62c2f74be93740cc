namespace Tongban.Tests.Windows;

public sealed class DeskUndoTests
{
    [Fact]
    public async Task A_wrong_call_is_taken_back_by_a_button_with_its_key_and_the_seconds_that_are_left()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await new Counter(app, hall).WalkInAsync();
        var clerk = await DeskPageTests.SeatedAsync(hall, "li", 0);
        var called = await DeskPageTests.PressAsync(clerk, "Next");

        var button = called.QuerySelector("#undo button[data-key=F1]")!;
        Assert.Contains("撤回：叫 A001", button.TextContent, StringComparison.Ordinal);
        Assert.Equal("10", button.QuerySelector("[data-left]")!.TextContent);
        var after = await (await clerk.SubmitAsync("/desk", new() { ["leg"] = button.GetAttribute("value")! }, "#undo")).PageAsync();

        Assert.Null(after.QuerySelector(".who"));
        await DeskPageTests.PressAsync(clerk, "Next");
        app.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null((await clerk.PageAsync("/desk")).QuerySelector("#undo"));
    }

    [Fact]
    public async Task A_number_that_cannot_be_called_stays_in_its_field_and_the_refusal_is_one_plain_sentence()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await DeskPageTests.SeatedAsync(hall, "li", 0);

        var answer = await clerk.SubmitAsync("/desk", new() { ["number"] = "Z99" }, "form:has(#number)");
        var page = await answer.PageAsync();

        Assert.Equal("ticket.not-of-today", answer.RefusalCode());
        Assert.Equal("Z99", page.QuerySelector("#number")!.GetAttribute("value"));
        Assert.Equal("今天没有 Z99 这个号", page.QuerySelector(".tb-errors")!.TextContent.Trim());
    }
}
