using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Ratings;

namespace Tongban.Tests.Ratings;

public sealed class RatingRaceTests
{
    [Fact]
    public async Task Of_ten_taps_on_evaluator_and_phone_at_once_one_rates()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var service = await Served.ServiceAsync(app, hall);

        // Every one has the page before them, half on the evaluator, half on phones, each with a form of its own.
        var ready = await Task.WhenAll(Enumerable.Range(0, 10).Select(async n =>
        {
            var browser = n % 2 == 0 ? await Served.EvaluatorAsync(app, hall, hall.Windows[0]) : app.NewBrowser();
            return (Browser: browser, Page: await browser.PageAsync(n % 2 == 0 ? $"/evaluator/rate/{service.Token}" : $"/rate/{service.Token}"));
        }));
        var answers = await Task.WhenAll(ready.Select((one, n) =>
            Task.Run(() => one.Browser.SubmitRawAsync(one.Page, Served.Form(n % 3 == 0 ? RatingLevel.Satisfied : RatingLevel.VerySatisfied)))));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(9, answers.Count(answer => answer.RefusalCode() == "rating.already-rated"));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Rating>().CountAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "rating.given")));
    }

    [Fact]
    public async Task Of_ten_bad_taps_at_once_one_rates_and_opens_one_rectification()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var service = await Served.ServiceAsync(app, hall);
        var ready = await Task.WhenAll(Enumerable.Range(0, 10).Select(async n =>
        {
            var browser = n % 2 == 0 ? await Served.EvaluatorAsync(app, hall, hall.Windows[0]) : app.NewBrowser();
            return (Browser: browser, Page: await browser.PageAsync(n % 2 == 0 ? $"/evaluator/rate/{service.Token}" : $"/rate/{service.Token}"));
        }));

        var answers = await Task.WhenAll(ready.Select(one => Task.Run(() => one.Browser.SubmitRawAsync(one.Page, Served.Form(RatingLevel.VeryDissatisfied, "115")))));

        Assert.Equal((1, 9), (answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect), answers.Count(answer => answer.RefusalCode() == "rating.already-rated")));
        var rating = await app.WithDbAsync(db => db.Set<Rating>().SingleAsync());
        Assert.Equal(rating.Id, (await app.WithDbAsync(db => db.Set<Rectification>().SingleAsync())).RatingId);
    }

    [Fact]
    public async Task The_same_form_sent_five_times_is_one_rating_and_the_same_answer()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var service = await Served.ServiceAsync(app, hall);
        var browser = app.NewBrowser();
        var page = await browser.PageAsync($"/rate/{service.Token}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            Task.Run(() => browser.SubmitRawAsync(page, Served.Form(RatingLevel.Satisfied)))));

        Assert.All(answers, answer => Assert.Equal($"/rate/{service.Token}/thanks", answer.Headers.Location?.ToString(), ignoreCase: true));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Rating>().CountAsync()));
    }
}
