using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Ratings;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Ratings;

public sealed class RatingsApiTests
{
    [Fact]
    public async Task A_service_is_rated_once_and_the_public_reads_the_counts()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var service = await Served.ServiceAsync(app, hall);
        var phone = app.NewBrowser();

        Assert.False((await phone.ReadAsync("/ratings/figures").GoodAsync()).TryGetProperty("goodShare", out _));
        var open = await phone.ReadAsync($"/services/{service.Token}").GoodAsync();
        var level = open.GetProperty("levels")[0];
        Assert.True(open.GetProperty("isOpen").GetBoolean());
        Assert.Equal((5, "verySatisfied", 8), (level.GetProperty("stars").GetInt32(), level.Text("level"), level.GetProperty("tags").GetArrayLength()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () => (await phone.PostAsync($"/services/{service.Token}/ratings", new { stars = 5, tags = new[] { level.GetProperty("tags")[0].Text("code") } })).StatusCode)));

        Assert.Equal((1, 9), (answers.Count(status => status == HttpStatusCode.Created), answers.Count(status => status == HttpStatusCode.UnprocessableEntity)));
        Assert.Equal((422, "rating.already-rated"), await phone.PostAsync($"/services/{service.Token}/ratings", new { stars = 1, text = "差" }).ProblemAsync());
        Assert.False((await phone.ReadAsync($"/services/{service.Token}").GoodAsync()).GetProperty("isOpen").GetBoolean());
        await Served.CountAsync(app);

        // One alone is told to nobody, and a month that is none, or not over, is said to be so.
        app.Time.Advance(TimeSpan.FromDays(60));
        var figures = await phone.ReadAsync("/ratings/figures?from=2026-11-01").GoodAsync();
        Assert.Equal((0, "2026-12-31", false), (figures.GetProperty("total").GetInt32(), figures.Text("through"), figures.TryGetProperty("goodShare", out _)));
        Assert.Equal((422, "rating.month-unreadable"), await phone.ReadAsync("/ratings/figures?month=abc").ProblemAsync());
        Assert.Equal((422, "rating.month-not-published"), await phone.ReadAsync("/ratings/figures?month=2027-01").ProblemAsync());
        Assert.Equal("2026-11-01", (await phone.ReadAsync("/ratings/figures?month=2026-11").GoodAsync()).Text("from"));
    }

    [Theory]
    [InlineData("""{"stars":0}""", 422, "rating.unknown-level")]
    [InlineData("""{"stars":6}""", 422, "rating.unknown-level")]
    [InlineData("""{"stars":-2147483648}""", 422, "rating.unknown-level")]
    [InlineData("""{"stars":1}""", 422, "rating.reason-needed")]
    [InlineData("""{"stars":5,"tags":["<b>"]}""", 422, "rating.unknown-tag")]
    [InlineData("""{"stars":5,"tags":["110"]}""", 422, "rating.tag-of-another-level")]
    [InlineData("""{"stars":5,"callMe":true}""", 422, "rating.phone-needed")]
    [InlineData("""{"stars":5,"phone":"1"}""", 422, "mobile.format")]
    [InlineData("""{"stars":"5"}""", 400, "api.malformed")]
    [InlineData("""{"stars":5.5}""", 400, "api.malformed")]
    [InlineData("""{"stars":5,"text":null}""", 400, "api.malformed")]
    public async Task Bad_input_is_refused_and_changes_nothing(string body, int status, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var service = await Served.ServiceAsync(app, hall);
        var phone = app.NewBrowser();
        var request = new HttpRequestMessage(HttpMethod.Post, phone.AddressOf($"/api/v1/services/{service.Token}/ratings")) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "key-of-this-test");

        Assert.Equal((status, code), await phone.SendAsync(request).ProblemAsync());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Rating>().CountAsync()));
    }

    [Fact]
    public async Task A_link_to_nothing_is_told()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        var phone = app.NewBrowser();

        Assert.Equal((404, "api.not-found"), await phone.ReadAsync("/services/none").ProblemAsync());
        Assert.Equal((422, "rating.no-service"), await phone.PostAsync("/services/none/ratings", new { stars = 5 }).ProblemAsync());
    }
}
