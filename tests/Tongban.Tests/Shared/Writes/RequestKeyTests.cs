using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Tests.Cases;

namespace Tongban.Tests.Shared.Writes;

public sealed class RequestKeyTests
{
    [Fact]
    public async Task Another_file_of_the_same_name_and_length_is_other_content()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var citizen = app.NewBrowser();
        var key = new Dictionary<string, string>(CaseDesk.Person) { ["request-key"] = "one-key" };

        var first = await citizen.SubmitFilesAsync(CaseDesk.Apply, key, [Upload.Pdf("file.M1", "aaaa")], "form#apply");
        var other = await citizen.SubmitFilesAsync(CaseDesk.Apply, key, [Upload.Pdf("file.M1", "bbbb")], "form#apply");

        Assert.Null(first.RefusalCode());
        Assert.Equal("request.key-reused", other.RefusalCode());
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Case>().CountAsync()));
    }
}
