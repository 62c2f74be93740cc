using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;

namespace Tongban.Tests.Cases;

public sealed class CaseUploadTests
{
    [Fact]
    public async Task Too_large_mislabelled_unknown_and_empty_files_are_refused_and_change_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        (Upload File, string Code)[] bad =
        [
            (new("file.M1", "big.pdf", [.. "%PDF-"u8, .. new byte[11 * 1024 * 1024]]), "file.too-large"),
            (new("file.M1", "photo.png", [0xFF, 0xD8, 0xFF, 0xE0, 1]), "file.mislabelled"),
            (new("file.M1", "page.pdf", "<html><script>alert(1)</script>"u8.ToArray()), "file.type"),
            (new("file.M1", "empty.pdf", []), "file.empty"),
            (Upload.Pdf("file.M9"), "case.unknown-material"),
        ];

        foreach (var (file, code) in bad)
        {
            var response = await app.NewBrowser().SubmitFilesAsync(CaseDesk.Apply, CaseDesk.Person, [file], "form#apply");
            Assert.Equal((code, HttpStatusCode.UnprocessableEntity), (response.RefusalCode(), response.StatusCode));
        }

        Assert.Equal((0, 0), await app.WithDbAsync(async db => (await db.Set<Case>().CountAsync(), await db.Set<CaseFile>().CountAsync())));
        Assert.NotNull(desk);
    }

    [Fact]
    public async Task A_download_is_an_attachment_that_no_cache_keeps()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var citizen = app.NewBrowser();
        await citizen.SubmitFilesAsync(CaseDesk.Apply, CaseDesk.Person, [Upload.Pdf("file.M1")], "form#apply");
        var it = await desk.TheCaseAsync();
        var file = await app.WithDbAsync(db => db.Set<CaseFile>().SingleAsync());

        var response = await citizen.GetAsync($"/progress/{it.Number}/files/{file.Id}");

        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.OK, (await desk.Clerk.GetAsync($"/staff/cases/{it.Id}/files/{file.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Officer.GetAsync($"/staff/inbox/{it.Id}/files/{file.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewBrowser().GetAsync($"/progress/{it.Number}/files/{file.Id}")).StatusCode);
    }

    [Fact]
    public async Task Equal_contents_lie_in_the_store_once()
    {
        await using var app = await TongbanApp.StartAsync();
        await CaseDesk.OpenAsync(app);
        await app.NewBrowser().SubmitFilesAsync(CaseDesk.Apply, CaseDesk.Person, [Upload.Pdf("file.M1"), Upload.Pdf("file.M2")], "form#apply");

        Assert.Single(Directory.GetFiles(app.Settings.FilesFolder, "*", SearchOption.AllDirectories));
        Assert.Equal(2, await app.WithDbAsync(db => db.Set<CaseFile>().CountAsync()));
    }

    [Theory]
    [InlineData("Form.IdNumber", "110105194912310021", "id.check-digit")]
    [InlineData("Form.Phone", "1380000123", "mobile.format")]
    [InlineData("Form.Phone", "", "case.phone-missing")]
    [InlineData("Form.Uscc", "91350100M000100Y44", "uscc.check-digit")]
    public async Task Wrong_numbers_of_people_are_refused(string field, string value, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        await CaseDesk.OpenAsync(app);

        var response = await app.NewBrowser().SubmitFilesAsync(CaseDesk.Apply, new(CaseDesk.Person) { [field] = value }, [], "form#apply");

        Assert.Equal(code, response.RefusalCode());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Case>().CountAsync()));
    }

    [Fact]
    public async Task Markup_in_a_name_and_a_very_long_one_are_told_and_open_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        await CaseDesk.OpenAsync(app);
        var tooLong = await app.NewBrowser().SubmitFilesAsync(CaseDesk.Apply, new(CaseDesk.Person) { ["Form.Name"] = new string('王', 61) }, [], "form#apply");
        Assert.NotNull((await tooLong.PageAsync()).QuerySelector("[role=alert]"));

        var markup = await app.NewBrowser().SubmitFilesAsync(CaseDesk.Apply, new(CaseDesk.Person) { ["Form.Name"] = "<b>王</b>" }, [], "form#apply");

        Assert.Equal("name.markup", markup.RefusalCode());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Case>().CountAsync()));
    }
}
