using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Catalogue;

public sealed class ItemsApiTests
{
    [Fact]
    public async Task Lists_searches_and_pages_the_items()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await hall.ItemAsync("SU02", 10);
        await hall.ItemAsync("SU03", 10);
        var program = app.NewBrowser();

        var first = await program.ReadAsync("/items?limit=2").GoodAsync();
        var rest = await program.ReadAsync($"/items?limit=2&cursor={first.Text("next")}").GoodAsync();
        var found = await program.ReadAsync("/items?q=qysldj").GoodAsync();
        var none = await program.ReadAsync("/items?audience=personal").GoodAsync();

        Assert.Equal(["SU01", "SU02"], first.GetProperty("items").EnumerateArray().Select(item => item.Text("code")));
        Assert.Equal(["SU03"], rest.GetProperty("items").EnumerateArray().Select(item => item.Text("code")));
        Assert.False(rest.TryGetProperty("next", out _));
        Assert.Equal("企业设立登记", found.GetProperty("items")[0].Text("name"));
        Assert.Empty(none.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_guide_lists_exactly_what_these_answers_need()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var program = app.NewBrowser();

        var open = await program.ReadAsync("/items/su01").GoodAsync();
        var answered = await program.ReadAsync("/items/SU01?a-who=agent&a-place=own&a-nothing=x&lang=en").GoodAsync();

        Assert.False(open.GetProperty("isComplete").GetBoolean());
        Assert.Equal(2, open.GetProperty("questions").GetArrayLength());
        Assert.True(answered.GetProperty("isComplete").GetBoolean());
        Assert.Equal(["M1", "M2", "M3"], answered.GetProperty("materials").EnumerateArray().Select(material => material.Text("id")));
        Assert.Equal("Letter of authority", answered.GetProperty("materials")[2].Text("name"));
        Assert.Equal(20, answered.GetProperty("handlingMinutes").GetInt32());
    }
}
