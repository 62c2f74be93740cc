using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Catalogue.Editing;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Tests.Catalogue;

public sealed class ItemEditingTests
{
    private const string Draft = "/staff/items/SU01/versions/2";

    [Fact]
    public async Task A_draft_becomes_the_guide_on_its_day_and_not_before()
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);
        var saved = await editor.SubmitAsync(Draft + "/edit", new() { ["Form.SummaryZh"] = "新的说明", ["Form.Materials[4].Id"] = "M5", ["Form.Materials[4].NameZh"] = "照片", ["Form.Materials[4].NameEn"] = "Photo", ["Form.Materials[4].ReasonZh"] = "制证用", ["Form.Materials[4].Originals"] = "1" });

        Assert.Equal(Draft, saved.RequestMessage!.RequestUri!.AbsolutePath, ignoreCase: true);
        var changes = (await saved.PageAsync()).QuerySelector("main")!.TextContent;
        Assert.Contains("新的说明", changes, StringComparison.Ordinal);
        Assert.Contains("M5 › nameZh", changes, StringComparison.Ordinal);
        Assert.Null((await editor.SubmitAsync(Draft, new() { ["From"] = app.Clock.Today.AddDays(1).ToString("yyyy-MM-dd") })).RefusalCode());

        using var citizen = app.NewBrowser();
        Assert.DoesNotContain("新的说明", (await citizen.PageAsync("/guide/SU01")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        app.Time.Advance(TimeSpan.FromDays(1));
        var page = await citizen.PageAsync("/guide/SU01");
        Assert.Contains("新的说明", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("照片", page.QuerySelectorAll("ol.tb-mat h3").Select(heading => heading.TextContent));
    }

    [Fact]
    public async Task Who_may_apply_where_and_what_they_receive_can_be_changed()
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);

        var saved = await editor.SubmitAsync(Draft + "/edit", new() { ["Form.Audience"] = "personal", ["Form.Channels"] = "online", ["Form.Results"] = "证照 | Licence | 11100000MB0341032Y001", ["Form.StatutoryInCalendarDays"] = "true", ["Form.SpecialProcedures"] = "听证" });

        Assert.Null(saved.RefusalCode());
        var content = await app.WithDbAsync(async db => (await db.Set<ItemVersion>().SingleAsync(version => version.Number == 2)).Content);
        Assert.Equal(["personal"], content.Audience);
        Assert.Equal(["online"], content.Channels);
        Assert.Equal(["听证"], content.SpecialProcedures);
        Assert.Equal(new ItemResult("证照", "Licence", "11100000MB0341032Y001"), Assert.Single(content.Results));
        Assert.True(content.StatutoryInCalendarDays);
        Assert.Equal(["H01"], content.Sites);
    }

    [Theory]
    [InlineData("Form.LifeEvent", "party", "item-form.life-event")]
    [InlineData("Form.Sites", "X99", "item-form.site")]
    public async Task A_choice_that_is_none_is_refused(string field, string value, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);

        Assert.Equal(code, (await editor.SubmitAsync(Draft + "/edit", new() { [field] = value })).RefusalCode());
    }

    [Fact]
    public async Task Saving_without_a_change_changes_nothing_of_the_content()
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);

        await editor.SubmitAsync(Draft + "/edit", []);

        var versions = await app.WithDbAsync(db => db.Set<ItemVersion>().OrderBy(version => version.Number).ToListAsync());
        Assert.Empty(ContentDiff.Between(versions[0].Content, versions[1].Content));
    }

    [Fact]
    public async Task Only_the_editor_sees_a_draft()
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);
        await editor.SubmitAsync(Draft + "/edit", new() { ["Form.SummaryZh"] = "还没发布" });
        using var citizen = app.NewBrowser();

        Assert.Contains("还没发布", (await editor.PageAsync("/guide/SU01?version=2")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("还没发布", (await citizen.PageAsync("/guide/SU01?version=2")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_rules_refuse_is_not_published()
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);
        await editor.SubmitAsync(Draft + "/edit", new() { ["Form.PromisedDays"] = "9" });

        var page = await editor.PageAsync(Draft);
        Assert.Contains("承诺时限不能比法定时限长", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("item-version.inconsistent", (await editor.SubmitAsync(Draft, new() { ["From"] = "2026-12-01" })).RefusalCode());
        Assert.Equal(1, await PublishedAsync(app));
    }

    [Theory]
    [InlineData("2026-11-23", "item-version.in-the-past")]
    [InlineData("", "item-version.day-missing")]
    public async Task A_day_that_cannot_be_is_refused(string from, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);

        Assert.Equal(code, (await editor.SubmitAsync(Draft, new() { ["From"] = from })).RefusalCode());
        Assert.Equal(1, await PublishedAsync(app));
    }

    [Fact]
    public async Task A_condition_that_is_none_is_refused_and_what_was_typed_stays()
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);

        var response = await editor.SubmitAsync(Draft + "/edit", new() { ["Form.Materials[0].AppliesWhen"] = "who", ["Form.SummaryZh"] = "打了一半" });

        Assert.Equal("item-form.condition", response.RefusalCode());
        Assert.Equal("打了一半", (await response.PageAsync()).QuerySelector("#Form_SummaryZh")!.TextContent.Trim());
    }

    [Fact]
    public async Task Of_two_who_save_the_second_is_told()
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);
        var (first, second) = (await editor.PageAsync(Draft + "/edit"), await editor.PageAsync(Draft + "/edit"));

        await editor.SubmitRawAsync(first, new() { ["Form.SummaryZh"] = "先存的" });
        var response = await editor.SubmitRawAsync(second, new() { ["Form.SummaryZh"] = "后存的" });

        Assert.Equal("request.changed-meanwhile", response.RefusalCode());
        Assert.Equal("先存的", await app.WithDbAsync(async db => (await db.Set<ItemVersion>().SingleAsync(version => version.Number == 2)).Content.SummaryZh));
    }

    [Fact]
    public async Task Two_who_begin_at_once_make_one_draft()
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        var pages = new[] { await editor.PageAsync("/staff/items/SU01"), await editor.PageAsync("/staff/items/SU01") };

        await Task.WhenAll(pages.Select(page => editor.SubmitRawAsync(page, [])));

        Assert.Equal(2, await app.WithDbAsync(db => db.Set<ItemVersion>().CountAsync()));
    }

    [Fact]
    public async Task A_published_version_cannot_be_edited()
    {
        await using var app = await TongbanApp.StartAsync();
        using var editor = await EditorAsync(app);
        await editor.SubmitAsync("/staff/items/SU01", []);
        var form = await editor.PageAsync(Draft + "/edit");
        await editor.SubmitAsync(Draft, new() { ["From"] = "2026-11-24" });

        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync(Draft + "/edit")).StatusCode);
        Assert.NotNull((await editor.SubmitRawAsync(form, [])).RefusalCode());
    }

    [Theory]
    [InlineData("/staff/items")]
    [InlineData("/staff/items/SU01")]
    [InlineData("/staff/items/SU01/versions/1")]
    [InlineData("/staff/items/SU01/versions/1/edit")]
    public async Task Others_are_kept_out(string path)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var clerk = await hall.SignedInAsync("clerk", Role.Clerk);
        using var stranger = app.NewBrowser();

        Assert.DoesNotContain(await Task.WhenAll(clerk.GetFollowingAsync(path), stranger.GetFollowingAsync(path)), response => response.RequestMessage!.RequestUri!.AbsolutePath == path && response.IsSuccessStatusCode);
    }

    private static Task<int> PublishedAsync(TongbanApp app) => app.WithDbAsync(db => db.Set<ItemVersion>().CountAsync(version => version.State == ItemVersionState.Published));

    private static async Task<Browser> EditorAsync(TongbanApp app) => await (await Hall.BuildAsync(app)).SignedInAsync("editor", Role.CatalogueEditor);
}
