using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings;

namespace Tongban.Tests.Ratings;

public sealed class RatePageTests : IAsyncLifetime
{
    private TongbanApp app = null!;
    private Hall hall = null!;
    private Service service = null!;
    private Browser phone = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TongbanApp.StartAsync();
        hall = await Hall.BuildAsync(app);
        service = await Served.ServiceAsync(app, hall);
        phone = app.NewBrowser();
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Nothing_is_chosen_beforehand()
    {
        var page = await phone.PageAsync($"/rate/{service.Token}");

        Assert.Equal(5, page.QuerySelectorAll("[type=radio]").Length);
        Assert.Empty(page.QuerySelectorAll("[checked]"));
        Assert.Contains("1 号窗口", page.QuerySelector(".tb-step")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("企业设立登记", page.QuerySelector(".tb-step")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_tags_stand_open_and_five_behind_more()
    {
        var page = await phone.PageAsync($"/rate/{service.Token}");

        Assert.Equal(3, page.QuerySelectorAll(".t5 > label").Length);
        Assert.Equal(5, page.QuerySelectorAll(".t5 details label").Length);
    }

    [Fact]
    public async Task A_rating_is_kept_and_thanked_for()
    {
        var thanks = await phone.SubmitAsync($"/rate/{service.Token}", Served.Form(RatingLevel.VerySatisfied, "517", "很快"));
        var rating = await OnlyAsync();

        Assert.Contains("非常满意", (await thanks.PageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((RatingLevel.VerySatisfied, "517", "很快", RatingChannel.Computer), (rating.Level, rating.Tags, rating.Text, rating.Channel));
        Assert.True(rating.IsAnonymous);
    }

    [Fact]
    public async Task The_link_shows_nobody_afterwards_what_was_rated()
    {
        await phone.SubmitAsync($"/rate/{service.Token}", Served.Form(RatingLevel.VeryDissatisfied, text: "很慢"));

        foreach (var path in new[] { $"/rate/{service.Token}", $"/rate/{service.Token}/thanks" })
        {
            var text = (await app.NewBrowser().PageAsync(path)).QuerySelector("main")!.TextContent;
            Assert.DoesNotContain("很慢", text, StringComparison.Ordinal);
            Assert.DoesNotContain("非常不满意", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_second_rating_is_refused_politely()
    {
        var open = await phone.PageAsync($"/rate/{service.Token}");
        await phone.SubmitAsync($"/rate/{service.Token}", Served.Form(RatingLevel.Satisfied));

        var second = await phone.SubmitRawAsync(open, Served.Form(RatingLevel.Dissatisfied, "214"));

        Assert.Equal("rating.already-rated", second.RefusalCode());
        Assert.Contains("已经评过", (await second.PageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(RatingLevel.Satisfied, (await OnlyAsync()).Level);
    }

    [Fact]
    public async Task A_named_bad_rating_says_by_when_somebody_calls()
    {
        var form = Served.Form(RatingLevel.Dissatisfied, "214");
        (form["Form.Phone"], form["Form.CallMe"]) = ("138 0000 0000", "true");

        var thanks = await (await phone.SubmitAsync($"/rate/{service.Token}", form)).PageAsync();
        var rating = await OnlyAsync();

        Assert.Contains("11月25日", thanks.QuerySelector(".tb-time")!.TextContent, StringComparison.Ordinal);
        Assert.True(rating.MayCallBack && !rating.IsAnonymous);
        Assert.DoesNotContain("00000000", rating.ContactCipher, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "", "", "rating.choose-level")]
    [InlineData("0", "", "", "", "rating.unknown-level")]
    [InlineData("6", "", "", "", "rating.unknown-level")]
    [InlineData("x", "", "", "", "rating.choose-level")]
    [InlineData("2", "", "", "", "rating.reason-needed")]
    [InlineData("5", "214", "", "", "rating.tag-of-another-level")]
    [InlineData("5", "502", "", "", "rating.tag-retired")]
    [InlineData("5", "999", "", "", "rating.unknown-tag")]
    [InlineData("5", "", "12345", "", "mobile.format")]
    [InlineData("5", "", "", "true", "rating.phone-needed")]
    public async Task Bad_input_is_refused_and_changes_nothing(string level, string tag, string phoneNumber, string callMe, string code)
    {
        var form = new Dictionary<string, string> { ["Form.Level"] = level, [$"tags-{level}"] = tag, ["Form.Phone"] = phoneNumber, ["Form.CallMe"] = callMe, ["Form.Text"] = "" };
        foreach (var empty in form.Where(field => field.Value.Length == 0).ToList())
        {
            form.Remove(empty.Key);
        }

        var answer = await phone.SubmitAsync($"/rate/{service.Token}", form);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.StatusCode, answer.RefusalCode()));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Rating>().CountAsync()));
    }

    [Fact]
    public async Task What_was_typed_is_kept_after_a_refusal_and_html_stays_text()
    {
        var text = "<script>alert(1)</script>" + new string('慢', Rating.MaxText);
        var again = await (await phone.SubmitAsync($"/rate/{service.Token}", Served.Form(RatingLevel.Dissatisfied, "214", text))).PageAsync();

        Assert.Equal(text, again.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Equal("l2", again.QuerySelector("[type=radio][checked]")!.Id);
        Assert.Equal("214", again.QuerySelector("[type=checkbox][checked]")!.GetAttribute("value"));
        Assert.True(again.QuerySelector(".t2 details")!.HasAttribute("open"));
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(Rating.MaxText + 1)]
    public async Task A_text_without_end_is_refused_with_its_length_and_changes_nothing(int length)
    {
        var answer = await phone.SubmitAsync($"/rate/{service.Token}", Served.Form(RatingLevel.Dissatisfied, "214", new string('慢', length)));

        Assert.Equal("rating.text-too-long", answer.RefusalCode());
        Assert.Contains($"现在是 {length} 个", (await answer.PageAsync()).QuerySelector(".tb-errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Rating>().CountAsync()));
    }

    [Fact]
    public async Task After_the_window_of_days_it_is_too_late()
    {
        var open = await phone.PageAsync($"/rate/{service.Token}");
        app.Time.Advance(TimeSpan.FromDays(7));
        Assert.NotNull((await phone.PageAsync($"/rate/{service.Token}")).QuerySelector("form[action*=rate]"));
        app.Time.Advance(TimeSpan.FromDays(1));

        Assert.Null((await phone.PageAsync($"/rate/{service.Token}")).QuerySelector("form[action*=rate]"));
        Assert.Equal("rating.too-late", (await phone.SubmitRawAsync(open, Served.Form(RatingLevel.Satisfied))).RefusalCode());
    }

    [Theory]
    [InlineData("/rate/0123456789abcdef0123456789abcdef")]
    [InlineData("/rate/0123456789abcdef0123456789abcdef/thanks")]
    [InlineData("/rate/nonsense")]
    public async Task A_link_to_nothing_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(path)).StatusCode);

    [Fact]
    public async Task The_tickets_own_code_leads_to_its_service()
    {
        var (visit, served) = await Served.AtAsync(app, hall, hall.Windows[0]);

        Assert.Contains("form", (await phone.PageAsync($"/rate/{visit.Token}")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        var found = await phone.SubmitAsync("/rate", new() { ["TicketNumber"] = visit.Number.ToLowerInvariant(), ["TicketCode"] = visit.Code }, "#by-ticket");
        Assert.EndsWith($"/rate/{served.Token}", found.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("A999", "00000000")]
    [InlineData("A999", "%")]
    [InlineData("", "")]
    public async Task A_wrong_ticket_is_refused(string number, string code)
    {
        var answer = await phone.SubmitAsync("/rate", new() { ["TicketNumber"] = number, ["TicketCode"] = code }, "#by-ticket");

        Assert.Equal("rating.ticket-not-found", answer.RefusalCode());
    }

    [Fact]
    public async Task A_case_is_found_by_number_and_query_code_once_something_is_done()
    {
        var one = await CaseAsync();
        var fields = new Dictionary<string, string> { ["CaseNumber"] = $" {one.Number} ", ["QueryCode"] = one.QueryCode.ToLowerInvariant() };
        Assert.Equal("rating.nothing-done-yet", (await phone.SubmitAsync("/rate", fields, "#by-case")).RefusalCode());

        var accepted = await app.WithDbAsync(async db =>
        {
            var done = new Service(db.CentreId, one.Id, one.ItemId, hall.Site.Id, Tongban.Shared.Codes.Token(), app.Clock.Now, Actor.System, ServiceMoment.Accepted);
            db.Add(done);
            await db.SaveChangesAsync();
            return done;
        });
        var found = await phone.SubmitAsync("/rate", fields, "#by-case");

        Assert.EndsWith($"/rate/{accepted.Token}", found.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("rating.case-not-found", (await phone.SubmitAsync("/rate", new() { ["CaseNumber"] = one.Number, ["QueryCode"] = "WRONG" }, "#by-case")).RefusalCode());
    }

    [Fact]
    public async Task The_pages_speak_English()
    {
        var page = await phone.PageAsync($"/rate/{service.Token}?lang=en");

        Assert.Contains("How did it go?", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Friendly and efficient service", page.QuerySelector(".t5")!.TextContent, StringComparison.Ordinal);
    }

    private Task<Rating> OnlyAsync() => app.WithDbAsync(db => db.Set<Rating>().SingleAsync());

    private Task<Case> CaseAsync() => app.WithAsync(async services =>
    {
        var (db, personal) = (services.GetRequiredService<TongbanDb>(), services.GetRequiredService<PersonalData>());
        var applicant = new Applicant("李某", personal.Seal(Sealed.Phone, "19900000001"), personal.Seal(Sealed.IdNumber, "410105188001010018"), null, null);
        var moment = new CaseMoment(app.Clock.Now, app.Clock.Today, Actor.System, services.GetRequiredService<WorkCalendar>());
        var opening = new CaseOpening("11410100000000019W202611240001", "QK7H3M9P", hall.Item.Id, hall.Version.Id, hall.Department.Id, hall.Site.Id, null, CaseChannel.Online, "{}", DeliveryWay.PickUp, null, []);
        var one = new Case(db.CentreId, opening, applicant, moment);
        db.Add(one);
        await db.SaveChangesAsync();
        return one;
    });
}
