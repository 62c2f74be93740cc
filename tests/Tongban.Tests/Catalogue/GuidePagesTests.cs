using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Tests.Catalogue;

public sealed class GuidePagesTests
{
    [Fact]
    public async Task Answers_in_one_sentence_once_the_questions_are_answered()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        var page = await browser.PageAsync("/guide/SU01?a-who=self&a-place=own");

        Assert.Equal("照您的情况：要带 2 样，来大厅 1 次，1 个工作日办完，不收费。", Text(page, "#answer"));
        Assert.Equal(["身份证", "公司章程"], Brought(page));
    }

    [Theory]
    [InlineData("a-who=agent&a-place=own", "身份证,公司章程,授权委托书")]
    [InlineData("a-who=self&a-place=rent", "身份证,公司章程,租赁合同")]
    [InlineData("a-who=agent&a-place=rent", "身份证,公司章程,授权委托书,租赁合同")]
    [InlineData("", "身份证,公司章程")]
    [InlineData("a-who=nobody&a-planet=mars", "身份证,公司章程")]
    public async Task Lists_exactly_what_these_answers_need(string query, string materials)
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        Assert.Equal(materials.Split(','), Brought(await browser.PageAsync("/guide/SU01?" + query)));
    }

    [Fact]
    public async Task Asks_first_and_prejudges_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        var page = await browser.PageAsync("/guide/SU01");

        Assert.StartsWith("答完下面的问题，就知道带什么。", Text(page, "#answer"), StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("fieldset").Length);
        Assert.Empty(page.QuerySelectorAll("input[type=radio][checked]"));
    }

    [Theory]
    [InlineData(0, "/apply/SU01?a-who=self", "/book/SU01?a-who=self&of=SU01")]
    [InlineData(1, "/book/SU01?a-who=self&of=SU01", "/apply/SU01?a-who=self")]
    public async Task Its_main_button_does_what_its_answer_says(int visits, string main, string other)
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app, content: Contents.StartCompany with { HallVisits = visits });
        using var browser = app.NewBrowser();

        var page = await browser.PageAsync("/guide/SU01?a-who=self");

        Assert.All([page.QuerySelector("aside .btn-primary")!, page.QuerySelector(".tb-bottom a")!], button => Assert.Equal(main, button.GetAttribute("href")));
        Assert.Single(page.QuerySelectorAll("aside .btn-primary"));
        Assert.Contains(other, page.QuerySelectorAll("aside .btn-outline").Select(button => button.GetAttribute("href")));
    }

    [Fact]
    public async Task A_question_that_hangs_on_another_is_asked_only_then()
    {
        var content = Contents.StartCompany;
        content = content with { Situations = [content.Situations[0], content.Situations[1] with { AskedWhen = [new Condition("who", ["agent"])] }] };
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app, content: content);
        using var browser = app.NewBrowser();

        Assert.Single((await browser.PageAsync("/guide/SU01?a-who=self&a-place=rent")).QuerySelectorAll("fieldset"));
        Assert.Equal(2, (await browser.PageAsync("/guide/SU01?a-who=agent")).QuerySelectorAll("fieldset").Length);
    }

    [Fact]
    public async Task Says_where_and_when()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app, windows: 3);
        using var browser = app.NewBrowser();

        Assert.Contains("A 区 1–3 号窗口", Text(await browser.PageAsync("/guide/SU01"), "aside"), StringComparison.Ordinal);
        Assert.Contains("开到 12:00 · 现在没人在等", Text(await browser.PageAsync("/guide/SU01"), "aside"), StringComparison.Ordinal);

        app.Time.Advance(TimeSpan.FromHours(10));
        Assert.Contains("明天 9:00 开", Text(await browser.PageAsync("/guide/SU01"), "aside"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speaks_english_completely()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        var page = await browser.PageAsync("/guide/SU01?lang=en&a-who=self&a-place=own");

        Assert.Equal("In your case: Bring 2 things, one visit to the hall, done in 1 working day, no fee.", Text(page, "#answer"));
        Assert.DoesNotContain(page.QuerySelector("main")!.TextContent, letter => letter is >= '\u4e00' and <= '\u9fff');
    }

    [Fact]
    public async Task Tells_other_programs_as_json_ld()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app, content: Contents.StartCompany with { NameZh = "登记</script><b>" });
        using var browser = app.NewBrowser();

        var json = JsonDocument.Parse((await browser.PageAsync("/guide/SU01")).QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;

        Assert.Equal("GovernmentService", json.GetProperty("@type").GetString());
        Assert.Equal("登记</script><b>", json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Json_ld_uses_only_what_schema_org_knows()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app, content: Contents.StartCompany with { Fees = [new("登记费", "Fee", 8000, "财税〔2016〕79号")], Channels = ["window", "online"] });
        using var browser = app.NewBrowser();

        var json = JsonDocument.Parse((await browser.PageAsync("/guide/SU01")).QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;

        Assert.Empty(Unknown(json, ""));
        Assert.Equal("80.00", json.GetProperty("offers")[0].GetProperty("price").GetString());
        Assert.Equal(["09:00", "13:00"], json.GetProperty("availableChannel")[0].GetProperty("serviceLocation").GetProperty("openingHoursSpecification").EnumerateArray().Select(hours => hours.GetProperty("opens").GetString()));
        Assert.EndsWith("/apply/SU01", json.GetProperty("availableChannel")[1].GetProperty("serviceUrl").GetString(), StringComparison.Ordinal);
    }

    // Types and properties as schema.org 29 defines them, inherited ones included; no others may stand in the page.
    private static readonly Dictionary<string, string[]> SchemaOrg = new()
    {
        ["GovernmentService"] = ["@context", "name", "alternateName", "description", "url", "identifier", "serviceOperator", "provider", "audience", "offers", "availableChannel"],
        ["GovernmentOrganization"] = ["name", "identifier"],
        ["PeopleAudience"] = [],
        ["BusinessAudience"] = [],
        ["Offer"] = ["name", "price", "priceCurrency"],
        ["ServiceChannel"] = ["serviceUrl", "servicePhone", "serviceLocation", "availableLanguage"],
        ["ContactPoint"] = ["telephone"],
        ["GovernmentOffice"] = ["name", "address", "telephone", "geo", "openingHoursSpecification"],
        ["GeoCoordinates"] = ["latitude", "longitude"],
        ["OpeningHoursSpecification"] = ["dayOfWeek", "opens", "closes"],
    };

    private static IEnumerable<string> Unknown(JsonElement element, string place) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(child => Unknown(child, place)),
        JsonValueKind.Object when element.TryGetProperty("@type", out var type) && SchemaOrg.TryGetValue(type.GetString()!, out var known) =>
            element.EnumerateObject().Where(property => property.Name != "@type").SelectMany(property =>
                known.Contains(property.Name) ? Unknown(property.Value, $"{place}/{property.Name}") : [$"{place}/{property.Name}"]),
        JsonValueKind.Object => [$"{place}: no type"],
        _ => [],
    };

    [Fact]
    public async Task Prints_the_same_list_with_a_way_back()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        var page = await browser.PageAsync("/guide/SU01/notice?a-who=agent&a-place=own");

        Assert.Equal("一次性告知单", Text(page, "h1"));
        Assert.Equal(["身份证", "公司章程", "授权委托书"], page.QuerySelectorAll("tbody td b").Select(cell => cell.TextContent));
        Assert.Contains("您的情况：谁来办？委托他人；地址是租的吗？自有。", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".tb-qr svg"));
        Assert.Equal("/guide/SU01?a-who=agent&a-place=own", page.QuerySelector(".tb-printbar a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Tells_the_version_that_holds_today()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.WithDbAsync(async db =>
        {
            var next = new ItemVersion(db.CentreId, hall.Item.Id, 2, Contents.StartCompany with { SummaryZh = "明天起的说明" }, app.Clock.Now, Actor.System);
            next.Publish(app.Clock.Today.AddDays(1), app.Clock.Now, Actor.System);
            db.Add(next);
            return await db.SaveChangesAsync();
        });
        using var browser = app.NewBrowser();

        Assert.DoesNotContain("明天起的说明", Text(await browser.PageAsync("/guide/SU01"), "main"), StringComparison.Ordinal);
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Contains("明天起的说明", Text(await browser.PageAsync("/guide/SU01"), "main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_know_an_item_that_is_not_there()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/guide/su01")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/guide/XX99")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/guide/XX99/notice")).StatusCode);
    }

    [Fact]
    public async Task Searches_and_says_kindly_that_nothing_was_found()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        Assert.NotNull((await browser.PageAsync("/guide?q=qysl")).QuerySelector("a[href='/guide/SU01']"));
        Assert.NotNull((await browser.PageAsync("/guide?who=legal")).QuerySelector("a[href='/guide/SU01']"));
        Assert.Null((await browser.PageAsync("/guide?who=personal")).QuerySelector("a[href='/guide/SU01']"));
        Assert.NotNull((await browser.PageAsync("/guide?department=D02")).QuerySelector("a[href='/guide/SU01']"));
        Assert.NotNull((await browser.PageAsync("/guide?q=qysl&who=personal")).QuerySelector(".tb-empty a[href='/guide?q=qysl']"));
        Assert.Contains("没有找到", Text(await browser.PageAsync("/guide?q=%3Cb%3E" + new string('x', 5000)), "main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Places_are_listed_and_sorted_by_distance()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        await app.WithDbAsync(async db =>
        {
            db.Add(new Site(db.CentreId, "T01", new(SiteKind.TownshipCentre, "远处", "Far", "远路 1 号", "1 Far Road", "", "", "0371-00000201", 35.76, 113.72, []), app.Clock.Now, Actor.System));
            return await db.SaveChangesAsync();
        });
        using var browser = app.NewBrowser();

        Assert.Equal(["/sites/T01", "/sites/H01"], Places(await browser.PageAsync("/sites?near=T01")));
        Assert.Equal(["/sites/H01", "/sites/T01"], Places(await browser.PageAsync("/sites?lat=34.7&lon=113.7")));
        Assert.Equal(2, Places(await browser.PageAsync("/sites?lat=north&lon=999")).Count());
        Assert.Contains("坡道", Text(await browser.PageAsync("/sites/H01"), "main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/sites/X")).StatusCode);
    }

    [Fact]
    public async Task Home_shows_only_what_is_counted()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        var empty = await browser.PageAsync("/");
        Assert.Null(empty.QuerySelector("#d3"));
        Assert.Null(empty.QuerySelector("#rt"));
        Assert.Contains("暂无窗口叫号", Text(empty, "main"), StringComparison.Ordinal);
        await app.WithDbAsync(async db =>
        {
            db.Add(new Tongban.Windows.WindowSession(hall.Windows[0], Guid.CreateVersion7(), app.Clock.Now, Actor.System));
            return await db.SaveChangesAsync();
        });
        app.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("随到随办", Text(await browser.PageAsync("/"), "main"), StringComparison.Ordinal);

        await app.WithDbAsync(async db =>
        {
            var starts = app.Clock.At(app.Clock.Today.AddDays(1), new(10, 0));
            db.Add(new Tongban.Appointments.Slot(db.CentreId, hall.Site.Id, hall.Group.Id, app.Clock.Today.AddDays(1), starts, starts.AddMinutes(30), 7, 0, app.Clock.Now, Actor.System));
            return await db.SaveChangesAsync();
        });
        Assert.Contains("余 7", Text(await browser.PageAsync("/"), "main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_whose_pages_these_are_and_when_the_hall_is_open()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        await app.WithDbAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"update centre set name_zh = '郑东新区政务服务中心', name_en = 'Zhengdong Government-service Centre'");
            return 0;
        });
        using var browser = app.NewBrowser();

        Assert.Equal("郑东新区政务服务", Text(await browser.PageAsync("/"), ".tb-brand span + span"));
        Assert.Contains("郑东新区政务服务中心 · 周一至周五 9:00–12:00，13:00–17:00", Text(await browser.PageAsync("/"), ".tb-foot"), StringComparison.Ordinal);
        Assert.StartsWith("Zhengdong", Text(await browser.PageAsync("/?lang=en"), ".tb-brand span + span"), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Places(IDocument page) => page.QuerySelectorAll("main .tb-list a").Select(link => link.GetAttribute("href"));

    private static IEnumerable<string> Brought(IDocument page) => page.QuerySelectorAll("ol.tb-mat h3").Select(heading => heading.TextContent);

    private static string Text(IDocument page, string selector) => string.Join(' ', page.QuerySelector(selector)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
