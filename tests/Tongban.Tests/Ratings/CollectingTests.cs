using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tongban.Cases;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Notices;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Ratings.Figures;
using Tongban.Tests.Mending;

namespace Tongban.Tests.Ratings;

/// <summary>Ratings that come by other ways than evaluator and phone: plate, call, paper, record, terminal, and none at all.</summary>
public sealed class CollectingTests
{
    private const string Left = "13900007777";

    [Fact]
    public async Task The_plate_of_a_window_sends_the_link_to_the_phone_that_was_left_and_tells_nobody_else_anything()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (service, phone) = (await ServedWithPhoneAsync(app, hall), app.NewBrowser());
        const string Plate = "/rate/at/H01/W01";

        var stranger = await (await phone.SubmitAsync(Plate, new() { ["Phone"] = "13811112222" }, "#link")).PageAsync();
        Assert.Empty(await MessagesAsync(app));
        var owner = await (await phone.SubmitAsync(Plate, new() { ["Phone"] = Left }, "#link")).PageAsync();
        Assert.Equal(stranger.QuerySelector("main")!.TextContent, owner.QuerySelector("main")!.TextContent);
        var message = Assert.Single(await MessagesAsync(app));
        Assert.Equal(Left, message.To);
        Assert.Contains($"/rate/{service.Token}?via=qr", message.Text, StringComparison.Ordinal);

        Assert.Equal("mobile.format", (await phone.SubmitAsync(Plate, new() { ["Phone"] = "1" }, "#link")).RefusalCode());
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync("/rate/at/H01/W99")).StatusCode);
        // The way stands in the link under our hand; what somebody types instead is only a device.
        var typed = (await phone.PageAsync($"/rate/{service.Token}?via=sms")).QuerySelector("[name='Form.Via']")!.GetAttribute("value");
        Assert.True(string.IsNullOrEmpty(typed), typed);
        await phone.SubmitAsync(message.Text[message.Text.IndexOf("/rate/", StringComparison.Ordinal)..], Served.Form(RatingLevel.Satisfied));
        Assert.Equal(RatingChannel.QrCode, (await app.WithDbAsync(db => db.Set<Rating>().SingleAsync())).Channel);

        // Rated: no more links; and a number is not sent a fourth in one day.
        await phone.SubmitAsync(Plate, new() { ["Phone"] = Left }, "#link");
        await phone.SubmitAsync(Plate, new() { ["Phone"] = Left }, "#link");
        Assert.Equal("rating.link-often", (await phone.SubmitAsync(Plate, new() { ["Phone"] = Left }, "#link")).RefusalCode());
        Assert.Single(await MessagesAsync(app));
    }

    [Fact]
    public async Task Asked_on_the_phone_by_somebody_else_and_written_down_as_such_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        var rated = await hall.SignedInAsync("rated", Role.HallManager);
        var ratedId = (await app.WithDbAsync(db => db.Users.SingleAsync(user => user.UserName == "rated"))).Id;
        var (service, other) = (await ServedWithPhoneAsync(app, hall, ratedId, "1"), await ServedWithPhoneAsync(app, hall, ratedId, "2"));
        var path = $"/staff/ratings/ask/{service.Id}";

        Assert.Equal(2, (await guide.PageAsync("/staff/ratings/ask")).QuerySelectorAll("#to-ask li").Length);
        Assert.Empty((await rated.PageAsync("/staff/ratings/ask")).QuerySelectorAll("#to-ask li"));
        Assert.Equal(HttpStatusCode.NotFound, (await rated.GetAsync(path)).StatusCode);
        Assert.DoesNotContain("7777", (await guide.PageAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("rating.call-first", (await guide.SubmitAsync(path, new(Served.Form(RatingLevel.Dissatisfied, "214")) { ["Do"] = "rate" }, "#said")).RefusalCode());
        var looked = await (await guide.SubmitAsync(path, new() { ["Do"] = "phone" }, "#look")).PageAsync();
        Assert.Equal(Left, looked.QuerySelector("#phone")!.TextContent);

        await guide.SubmitAsync(path, new(Served.Form(RatingLevel.Dissatisfied, "214")) { ["Do"] = "rate", ["Form.CallMe"] = "true" }, "#said");
        await guide.SubmitAsync($"/staff/ratings/ask/{other.Id}", new() { ["Do"] = "phone" }, "#look");
        await guide.SubmitAsync($"/staff/ratings/ask/{other.Id}", new() { ["Do"] = "in-vain" }, "#said");

        var rating = await app.WithDbAsync(db => db.Set<Rating>().SingleAsync());
        var guideId = (await app.WithDbAsync(db => db.Users.SingleAsync(user => user.UserName == "guide"))).Id;
        Assert.Equal((RatingChannel.Phone, guideId, true), (rating.Channel, rating.WrittenDownById, rating.MayCallBack));
        Assert.Empty((await guide.PageAsync("/staff/ratings/ask")).QuerySelectorAll("#to-ask li"));
        Assert.Equal(2, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == Service.PhoneSeen)));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Tongban.Mending.Rectification>().CountAsync()));
    }

    [Fact]
    public async Task A_paper_form_counts_when_two_people_have_read_the_same()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (first, second) = (await hall.SignedInAsync("first", Role.Guide), await hall.SignedInAsync("second", Role.Guide));
        var (visit, _) = await Served.AtAsync(app, hall, hall.Windows[0]);
        const string Path = "/staff/ratings/paper";
        Dictionary<string, string> Ticket(RatingLevel level, string tag, string text) => new(Served.Form(level, tag, text)) { ["TicketNumber"] = visit.Number, ["TicketCode"] = visit.Code };

        Assert.Equal("file.type", (await first.SubmitFilesAsync(Path, Ticket(RatingLevel.Satisfied, "413", ""), [new Upload("Scan", "x.png", [1, 2])], "#enter")).RefusalCode());
        Assert.Equal("rating.tag-of-another-level", (await first.SubmitAsync(Path, Ticket(RatingLevel.Satisfied, "413", "").With("tags-4", "214"), "#enter")).RefusalCode());
        await first.SubmitFilesAsync(Path, Ticket(RatingLevel.Satisfied, "413", "挺好"), [new Upload("Scan", "表.png", MendingDesk.Png)], "#enter");
        Assert.Equal("paper-form.there-already", (await second.SubmitAsync(Path, Ticket(RatingLevel.Satisfied, "413", "挺好"), "#enter")).RefusalCode());
        var again = $"{Path}/{(await app.WithDbAsync(db => db.Set<PaperForm>().SingleAsync())).Id}";

        Assert.Equal("paper-form.by-two", (await first.SubmitAsync(again, new(Served.Form(RatingLevel.Satisfied, "413", "挺好")) { ["Do"] = "agree" }, "#again")).RefusalCode());
        var blind = await second.PageAsync(again);
        Assert.Empty(blind.QuerySelectorAll("[checked]"));
        Assert.DoesNotContain("挺好", blind.Body!.TextContent, StringComparison.Ordinal);
        var differs = await second.SubmitAsync(again, new(Served.Form(RatingLevel.VerySatisfied, null, "挺 好")) { ["Do"] = "agree" }, "#again");
        Assert.Equal("paper-form.differs", differs.RefusalCode());
        Assert.Contains("满意程度、勾选的选项", (await differs.PageAsync()).QuerySelector(".tb-errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Rating>().CountAsync()));

        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => second.PageAsync(again)));
        var answers = await Task.WhenAll(pages.Select(page => Task.Run(() => second.SubmitRawAsync(page, new(Served.Form(RatingLevel.Satisfied, "413", "挺 好")) { ["Do"] = "agree" }, "#again"))));

        Assert.Equal((1, 3), (answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect), answers.Count(answer => answer.RefusalCode() == "paper-form.done")));
        var rating = await app.WithDbAsync(db => db.Set<Rating>().SingleAsync());
        Assert.Equal(RatingChannel.PaperForm, rating.Channel);
        Assert.True(rating.WrittenDownById is not null && rating.CheckedById is not null && rating.WrittenDownById != rating.CheckedById);
    }

    [Fact]
    public async Task What_no_window_records_is_recorded_and_can_be_rated()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        const string Path = "/staff/ratings/record";

        Assert.Equal("service.kind-needed", (await guide.SubmitAsync(Path, new() { ["Kind"] = "AtWindow" }, "#record")).RefusalCode());
        await guide.SubmitAsync(Path, new() { ["Kind"] = "Hotline", ["ItemCode"] = hall.Item.Code, ["Phone"] = Left }, "#record");
        var hotline = await app.WithDbAsync(db => db.Set<Service>().SingleAsync());
        Assert.Contains($"/rate/{hotline.Token}?via=sms", Assert.Single(await MessagesAsync(app)).Text, StringComparison.Ordinal);
        Assert.Contains("热线", (await app.NewBrowser().PageAsync($"/rate/{hotline.Token}")).QuerySelector(".tb-step")!.TextContent, StringComparison.Ordinal);

        var shown = await (await guide.SubmitAsync(Path, new() { ["Kind"] = "DoorToDoor" }, "#record")).PageAsync();
        Assert.NotNull(shown.QuerySelector(".tb-qr"));
        var message = Assert.Single(await MessagesAsync(app)).Text;

        // The channel is how the rating came, whatever was served: by the message, by the code that was shown, or by neither.
        var visit = await app.WithDbAsync(db => db.Set<Service>().SingleAsync(one => one.Moment == ServiceMoment.DoorToDoor));
        await app.NewBrowser().SubmitAsync(message[message.IndexOf("/rate/", StringComparison.Ordinal)..], Served.Form(RatingLevel.Satisfied));
        await app.NewBrowser().SubmitAsync($"/rate/{visit.Token}?via={app.Services.GetRequiredService<RatingVia>().Sign(visit.Token, RatingVia.Qr)}", Served.Form(RatingLevel.Satisfied));
        await guide.SubmitAsync(Path, new() { ["Kind"] = "Agency" }, "#record");
        var errand = await app.WithDbAsync(db => db.Set<Service>().SingleAsync(one => one.Moment == ServiceMoment.Agency));
        await app.NewBrowser().SubmitAsync($"/rate/{errand.Token}?via=sms", Served.Form(RatingLevel.Satisfied));
        var channels = await app.WithDbAsync(db => db.Set<Rating>().Join(db.Set<Service>(), rating => rating.ServiceId, one => one.Id, (rating, one) => new { one.Moment, rating.Channel }).ToDictionaryAsync(one => one.Moment, one => one.Channel));
        Assert.Equal((RatingChannel.TextMessage, RatingChannel.QrCode, RatingChannel.Computer), (channels[ServiceMoment.Hotline], channels[ServiceMoment.DoorToDoor], channels[ServiceMoment.Agency]));
    }

    [Fact]
    public async Task At_a_terminal_a_ticket_is_rated_once_and_the_screen_forgets()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (visit, service) = await Served.AtAsync(app, hall, hall.Windows[0]);
        var kiosk = app.NewBrowser();
        await kiosk.SubmitAsync("/device", new() { ["kind"] = nameof(DeviceKind.Kiosk), ["place"] = DevicePlaces.Value(new DevicePlace(hall.Site.Id, hall.Zone.Id, null)) }, "#demo");

        Assert.Equal("rating.ticket-not-found", (await kiosk.SubmitAsync("/kiosk/rate", new() { ["Slip"] = visit.Number + "00000000" }, "#find")).RefusalCode());
        var found = await kiosk.SubmitAsync("/kiosk/rate", new() { ["Slip"] = $"{visit.Number} {visit.Code}" }, "#find");
        var page = await found.PageAsync();
        Assert.Empty(page.QuerySelectorAll("[checked]"));
        Assert.EndsWith(service.Token, (await kiosk.SubmitAsync("/kiosk/rate", new() { ["Slip"] = $"https://hall.example/t/{visit.Token}?x=1" }, "#find")).RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("rating.tag-needed", (await kiosk.SubmitAsync($"/kiosk/rate/{service.Token}", Served.Form(RatingLevel.Dissatisfied), "#rate")).RefusalCode());
        await kiosk.SubmitAsync($"/kiosk/rate/{service.Token}", Served.Form(RatingLevel.Dissatisfied, "214"), "#rate");

        Assert.Equal(RatingChannel.SelfService, (await app.WithDbAsync(db => db.Set<Rating>().SingleAsync())).Channel);
        Assert.Null((await kiosk.PageAsync($"/kiosk/rate/{service.Token}")).QuerySelector("#rate"));
        Assert.Equal("rating.already-rated", (await kiosk.SubmitRawAsync(page, Served.Form(RatingLevel.Satisfied), "#rate")).RefusalCode());
    }

    [Fact]
    public async Task Not_rated_stays_not_rated_unless_a_place_switches_a_default_on_and_then_it_counts_nowhere()
    {
        await using (var off = await TongbanApp.StartAsync())
        {
            var hall = await Hall.BuildAsync(off);
            await Served.ServiceAsync(off, hall);
            off.Time.Advance(TimeSpan.FromDays(9));
            Assert.Equal(0, await FillInAsync(off));
        }

        var local = new ConfigurationBuilder().AddInMemoryCollection([new("Tongban:Ratings:defaultStars", "4")]).Build();
        await using var app = await TongbanApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton(RatingRules.Parse(EvaluationTagsTests.Table("codes", "rating-rules.json"), local))));
        var place = await Hall.BuildAsync(app);
        var service = await Served.ServiceAsync(app, place);
        app.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await FillInAsync(app));
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), (await FillInAsync(app), await FillInAsync(app)));

        var rating = await app.WithDbAsync(db => db.Set<Rating>().SingleAsync());
        Assert.Equal((true, RatingChannel.SystemDefault, RatingLevel.Satisfied), (rating.IsDefault, rating.Channel, rating.Level));
        await Served.CountAsync(app);
        var figures = await app.WithAsync(services => services.GetRequiredService<RatingFigures>().TotalAsync(app.Clock.Today.AddDays(-20), app.Clock.Today));
        Assert.Equal((0L, 1L, 1L), (figures.Given, figures.Services, figures.Defaults));
        Assert.Null((await app.NewBrowser().PageAsync($"/rate/{service.Token}?more=true")).QuerySelector("main form[method=post]"));
        app.Time.Advance(TimeSpan.FromDays(60));
        Assert.Equal(0, (await app.WithAsync(services => services.GetRequiredService<RatingCounts>().PublicAsync())).Given);
    }

    private static Task<int> FillInAsync(TongbanApp app) => app.WithAsync(services => services.GetRequiredService<DefaultRatings>().RunAsync());

    // Served at the window, where a case was handed in with a phone.
    private static async Task<Service> ServedWithPhoneAsync(TongbanApp app, Hall hall, Guid? staffId = null, string sequence = "1")
    {
        var (_, service) = await Served.AtAsync(app, hall, hall.Windows[0], staffId);
        return await app.WithAsync(async services =>
        {
            var (db, personal) = (services.GetRequiredService<TongbanDb>(), services.GetRequiredService<PersonalData>());
            var applicant = new Applicant("李某", personal.Seal(Sealed.Phone, Left), personal.Seal(Sealed.IdNumber, "410105188001010018"), null, null);
            var opening = new CaseOpening($"11410100000000019W20261124000{sequence}", "QK7H3M9P", hall.Item.Id, hall.Version.Id, hall.Department.Id, hall.Site.Id, service.LegId, CaseChannel.Window, "{}", DeliveryWay.PickUp, null, []);
            db.Add(new Case(db.CentreId, opening, applicant, new CaseMoment(app.Clock.Now, app.Clock.Today, Actor.System, services.GetRequiredService<WorkCalendar>())));
            await db.SaveChangesAsync();
            return service;
        });
    }

    private static async Task<IReadOnlyList<LocalMessage>> MessagesAsync(TongbanApp app)
    {
        await app.WithAsync(services => services.GetRequiredService<Delivery>().RunAsync(20, TestContext.Current.CancellationToken));
        return [.. LocalSink.Read(app.Settings.MessagesFolder, 20)];
    }
}

internal static class Fields
{
    public static Dictionary<string, string> With(this Dictionary<string, string> fields, string name, string value) => new(fields) { [name] = value };
}
