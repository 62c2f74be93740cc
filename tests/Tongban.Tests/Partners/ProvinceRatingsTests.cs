using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Partners;
using Tongban.Partners.Exchange;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Ratings.Province;
using Tongban.Shared.Sm;
using Tongban.Tests.Ratings;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Partners;

/// <summary>The exchange of ratings with a province that answers as one would: signed, in pages, and asked again when an answer was lost.</summary>
public sealed class ProvinceRatingsTests
{
    private const string Phone = "13812345678";
    private static readonly (byte[] Private, byte[] Public) Province = Sm2.NewKeys();

    [Fact]
    public async Task Ratings_given_here_go_there_in_its_fields_with_what_counts_no_more_and_the_days_agree()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);

        // Given before the province is registered, and told when somebody says so.
        var good = await GivenAsync(app, hall, RatingLevel.VerySatisfied, "510", "很快");
        var province = await ProvinceAsync(app);
        Assert.Empty(await RecordsAsync(province));
        Assert.Null((await boss.SubmitAsync($"/staff/partners/{province.Id}/ratings", [], "#tell")).RefusalCode());
        Assert.Null((await boss.PageAsync($"/staff/partners/{province.Id}/ratings")).QuerySelector("#tell"));
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var bad = await GivenAsync(app, hall, RatingLevel.VeryDissatisfied, "115", "太慢", Phone);
        await app.WithDbAsync(async db =>
        {
            var service = await Served.ServiceAsync(app, hall);
            db.Add(new Rating(service, 1, new Opinion(RatingLevel.Satisfied, [], ""), RatingChannel.PaperForm, null, app.Clock.Now, Actor.Guest));
            return await db.SaveChangesAsync();
        });

        var records = await RecordsAsync(province);
        Assert.Equal(["rating.given", "rating.given"], records.Select(one => one.Text("type")));
        Assert.Equal((1, "115", "太慢", 2), Evaluate(records[1], one => (one.GetProperty("satisfaction").GetInt32(), one.Text("evalDetail"), one.Text("writingEvaluation"), one.GetProperty("anonymityFlag").GetInt32())));
        Assert.Equal(("11410100000000019W4410199020001", "3"), (records[0].GetProperty("content").GetProperty("service").Text("taskCode"), records[0].GetProperty("content").GetProperty("service").Text("proStatus")));
        Assert.All(records, one => Assert.False(one.GetRawText().Contains(Phone, StringComparison.Ordinal)));
        await ReceiptAsync(app, province, records);

        // A supervisor takes one out: the platform is told that it counts no more.
        await app.WithDbAsync(async db =>
        {
            (await db.Set<Rating>().SingleAsync(rating => rating.Id == good)).Exclude(app.Clock.Now, Actor.Staff(Guid.NewGuid()));
            return await db.SaveChangesAsync();
        });
        var changed = Assert.Single(await RecordsAsync(province));
        Assert.Equal(("rating.excluded", 0, 2), (changed.Text("type"), Evaluate(changed, one => one.GetProperty("effectivEvalua").GetInt32()), changed.GetProperty("sequence").GetInt32()));

        var page = await boss.PageAsync($"/staff/partners/{province.Id}/ratings");
        Assert.Contains("纸质评价表", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["2", "3", "2", "0", "1", "0", "0", "0"], page.QuerySelectorAll("#days tbody td.r").Select(cell => cell.TextContent));
        Assert.NotNull(page.QuerySelector("#days tbody [data-s=wait]"));
        await ReceiptAsync(app, province, [changed]);
        Assert.NotNull((await boss.PageAsync($"/staff/partners/{province.Id}/ratings")).QuerySelector("#days tbody [data-s=ok]"));
        Assert.NotEqual(Guid.Empty, bad);
        Assert.Equal(HttpStatusCode.OK, (await boss.GetAsync($"/staff/partners/{province.Id}")).StatusCode);
    }

    [Fact]
    public async Task Ratings_of_the_provinces_pages_are_taken_once_and_what_is_not_known_here_is_refused_and_listed()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var there = await Receiver.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var province = await ProvinceAsync(app);
        var boss = await hall.SignedInAsync("boss", Role.Administrator);
        Assert.Equal("partner.address", (await boss.SubmitAsync($"/staff/partners/{province.Id}/ratings", new() { ["RatingsAddress"] = "nowhere" }, "#ratings-address")).RefusalCode());
        Assert.Null((await boss.SubmitAsync($"/staff/partners/{province.Id}/ratings", new() { ["RatingsAddress"] = there.Address }, "#ratings-address")).RefusalCode());
        var (one, two) = (await Served.ServiceAsync(app, hall), await Served.ServiceAsync(app, hall));
        object[] first = [Given("p1", one, 5, "1", "510"), Given("p2", two, 1, "2", "115", "等了两个钟头"), Given("p3", null, 4, "2")];
        object[] second = [Given("p4", one, 3, "2", number: 2), Given("p5", one, 5, "1"), Given("p6", two, 0, "2", number: 2), "nonsense"];

        // Nothing of what is not signed for this very question.
        there.Answers = got => (200, Page(got, Sm2.NewKeys().Private, first, "1"));
        Assert.Equal(0, await PullAsync(app));
        there.Answers = got => (200, Page(got, Province.Private, first, "1", id: "another"));
        Assert.Equal(0, await PullAsync(app));
        Assert.Contains("signature", (await boss.PageAsync($"/staff/partners/{province.Id}/ratings")).QuerySelector("#pulled")!.TextContent, StringComparison.Ordinal);
        there.Answers = _ => (503, "");
        Assert.Equal(0, await PullAsync(app));

        // Two pages; the answer to the first is lost once; two nodes ask at once; the province repeats itself. Each counts once.
        there.Answers = got => After(got) switch { "" => (200, Page(got, Province.Private, first, "1", more: true)), "1" => (200, Page(got, Province.Private, [.. second, .. first], "2")), _ => (200, Page(got, Province.Private, [], "2")) };
        await Task.WhenAll(PullAsync(app), PullAsync(app));
        await PullAsync(app);
        Assert.All(there.Got, got => Assert.True(Read(got.Body).IsFrom(Convert.FromHexString(province.Told.Signing))));

        var ratings = await app.WithDbAsync(db => db.Set<Rating>().AsNoTracking().OrderBy(rating => rating.ServiceId).ThenBy(rating => rating.Number).ToListAsync());
        Assert.Equal([(one.Id, 1, RatingLevel.VerySatisfied, RatingChannel.Computer), (one.Id, 2, RatingLevel.BasicallySatisfied, RatingChannel.Mobile), (two.Id, 1, RatingLevel.VeryDissatisfied, RatingChannel.Mobile)],
            ratings.OrderBy(rating => rating.ServiceId == two.Id).ThenBy(rating => rating.Number).Select(rating => (rating.ServiceId, rating.Number, rating.Level, rating.Channel)));
        Assert.Equal("等了两个钟头", ratings.Single(rating => rating.ServiceId == two.Id).Text);
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Rectification>().CountAsync()));
        Assert.DoesNotContain(await province.EventsAsync(), told => told.Type == "rating.given");

        var page = await boss.PageAsync($"/staff/partners/{province.Id}/ratings");
        Assert.Equal(["p3", "p5", "p6"], page.QuerySelectorAll("#refused-ratings tbody td:first-child").Select(cell => cell.TextContent.Trim()).Order(StringComparer.Ordinal));
        Assert.Equal(["rating.already-rated", "rating.no-service", "rating.unknown-level"], await app.WithDbAsync(db => db.Set<ProvinceRating>().Where(row => row.RatingId == null).Select(row => row.Code).OrderBy(code => code).ToListAsync()));
        Assert.Null((await boss.SubmitAsync($"/staff/partners/{province.Id}/ratings", [], "#take-again")).RefusalCode());
        Assert.Equal((3, 3), await app.WithDbAsync(async db => (await db.Set<Rating>().CountAsync(), await db.Set<ProvinceRating>().CountAsync(row => row.RatingId == null))));
    }

    [Fact]
    public async Task Where_the_provinces_page_is_the_only_one_every_entry_leads_there_or_refuses_and_only_its_ratings_are_there()
    {
        await using var app = await TongbanApp.StartAsync(services => services.AddSingleton(Options.Create(new ProvinceSettings { OnlyThere = true, Page = "https://pj.example.gov.cn/rate?no={projectNo}&n={serviceNumber}&task={taskCode}&area={areaCode}" })));
        await using var there = await Receiver.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var province = await ProvinceAsync(app);
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<PartnerAdministration>().PullFromAsync(province.Id, there.Address, Actor.System);
            return true;
        });
        var service = await Served.ServiceAsync(app, hall);
        var (phone, guide) = (app.NewBrowser(), await hall.SignedInAsync("guide", Role.Guide));

        var link = (await phone.PageAsync($"/rate/{service.Token}")).QuerySelector("#there")!.GetAttribute("href")!;
        Assert.Equal($"https://pj.example.gov.cn/rate?no=S{service.Id:N}&n=1&task=11410100000000019W4410199020001&area=C", link);
        Assert.Equal((422, "rating.only-there"), await phone.PostAsync($"/services/{service.Token}/ratings", new { stars = 5 }).ProblemAsync());
        Assert.Equal((422, "rating.only-there"), await phone.PostAsync($"/services/{service.Token}/additional-ratings", new { stars = 5 }).ProblemAsync());
        var evaluator = await Served.EvaluatorAsync(app, hall, hall.Windows[0]);
        var atWindow = await evaluator.PageAsync($"/evaluator/rate/{service.Token}");
        Assert.NotNull(atWindow.QuerySelector(".tb-qr"));
        Assert.Null(atWindow.QuerySelector("#rate"));
        var kiosk = app.NewBrowser();
        await kiosk.SubmitAsync("/device", new() { ["kind"] = nameof(DeviceKind.Kiosk), ["place"] = DevicePlaces.Value(new DevicePlace(hall.Site.Id, hall.Zone.Id, null)) }, "#demo");
        Assert.NotNull((await kiosk.PageAsync($"/kiosk/rate/{service.Token}")).QuerySelector(".tb-qr"));
        Assert.Null((await guide.PageAsync("/staff/ratings/paper")).QuerySelector("#enter"));
        Assert.Equal("rating.only-there", (await Assert.ThrowsAsync<Refusal>(() => app.WithAsync(services => services.GetRequiredService<PaperForms>().EnterAsync(service, new Opinion(RatingLevel.Satisfied, [], ""), null, null, Actor.Staff(Guid.NewGuid()))))).Code);
        Assert.NotNull((await guide.PageAsync("/staff/ratings/ask")).QuerySelector("#only-there"));
        Assert.Contains("全省统一评价页", (await phone.PageAsync("/rate")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Rating>().CountAsync()));

        // It knows what may be rated, and what was rated there is the only rating.
        var record = (await RecordsAsync(province)).Single(one => one.Text("type") == "service.ended");
        Assert.Equal($"S{service.Id:N}", record.GetProperty("content").Text("projectNo"));
        there.Answers = got => (200, Page(got, Province.Private, After(got).Length > 0 ? [] : [Given("p1", service, 4, "3")], "1"));
        Assert.Equal(1, await PullAsync(app));
        Assert.Equal(RatingChannel.QrCode, (await app.WithDbAsync(db => db.Set<Rating>().SingleAsync())).Channel);
    }

    private static async Task<Outside> ProvinceAsync(TongbanApp app)
    {
        var province = await Outside.RegisterAsync(app, PartnerKind.Province, null);
        await province.SignInAsync();
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<PartnerAdministration>().TrustAsync(province.Id, Convert.ToHexString(Province.Public), Actor.System);
            return true;
        });
        return province;
    }

    private static async Task<Guid> GivenAsync(TongbanApp app, Hall hall, RatingLevel level, string tag, string text, string? phone = null)
    {
        var service = await Served.ServiceAsync(app, hall);
        var form = Served.Form(level, tag, text);
        if (phone is not null)
        {
            (form["Form.Phone"], form["Form.CallMe"]) = (phone, "true");
        }

        Assert.Null((await app.NewBrowser().SubmitAsync($"/rate/{service.Token}", form)).RefusalCode());
        app.Time.Advance(TimeSpan.FromSeconds(1));
        return await app.WithDbAsync(db => db.Set<Rating>().Where(rating => rating.ServiceId == service.Id).Select(rating => rating.Id).SingleAsync());
    }

    private static async Task<List<JsonElement>> RecordsAsync(Outside province) =>
        [.. (await province.ReadAsync("/exchange/records?limit=100").GoodAsync()).EnumerateArray().Select(one => JsonDocument.Parse(one.Text("payload")).RootElement)];

    private static async Task ReceiptAsync(TongbanApp app, Outside province, IReadOnlyList<JsonElement> records) => await province.PostAsync("/exchange/receipts", SignedExchange.Of(
        JsonSerializer.Serialize(new { id = Guid.NewGuid(), time = app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), receipts = records.Select(one => new RecordReceipt(one.Text("id"), true, "R-1")) }, JsonSerializerOptions.Web), Province.Private)).GoodAsync();

    private static T Evaluate<T>(JsonElement record, Func<JsonElement, T> read) => read(record.GetProperty("content").GetProperty("evaluate"));

    private static Task<int> PullAsync(TongbanApp app) => app.WithAsync(services => services.GetRequiredService<RatingsPull>().RunAsync(TestContext.Current.CancellationToken));

    private static object Given(string id, Service? of, int stars, string pf, string tags = "", string text = "", int number = 1) => new
    {
        id,
        projectNo = of is null ? "4101…not-here" : $"S{of.Id:N}",
        serviceNumber = 1,
        assessNumber = number,
        satisfaction = stars,
        pf,
        evalDetail = tags,
        writingEvaluation = text,
        assessTime = TongbanApp.TuesdayMorning.DateTime.AddMinutes(number).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        isdefault = 0,
        effectivEvalua = 1,
        anonymityFlag = 1,
    };

    private static string Page(Received got, byte[] key, object[] ratings, string next, bool more = false, string? id = null)
    {
        var question = JsonDocument.Parse(Read(got.Body).Payload).RootElement;
        return JsonSerializer.Serialize(SignedExchange.Of(JsonSerializer.Serialize(new { id = id ?? question.Text("id"), time = question.GetProperty("time").GetDateTimeOffset(), ratings, next, more }, JsonSerializerOptions.Web), key), JsonSerializerOptions.Web);
    }

    private static string After(Received got) => JsonDocument.Parse(Read(got.Body).Payload).RootElement.Text("after");

    private static SignedExchange Read(string body) => JsonSerializer.Deserialize<SignedExchange>(body, JsonSerializerOptions.Web)!;
}
