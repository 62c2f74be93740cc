using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Catalogue;
using Tongban.Catalogue.Importing;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Network.Editing;

namespace Tongban.Tests.Catalogue;

public sealed class DistrictImportTests
{
    [Fact]
    public async Task Brings_the_whole_district_in()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy();

        var report = await ImportAsync(app, folder);

        Assert.Empty(report.Kept);
        Assert.Equal(104, await CountAsync<Item>(app));
        Assert.Equal(15, await CountAsync<Site>(app));
        Assert.Equal(54, await CountAsync<Window>(app));
        Assert.Equal(104, await app.WithDbAsync(db => db.Set<ItemVersion>().CountAsync(version => version.State == ItemVersionState.Published && version.EffectiveOn == new DateOnly(2019, 1, 1))));
    }

    [Fact]
    public async Task Changes_nothing_the_second_time()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy();
        await ImportAsync(app, folder);
        var facts = await FactsAsync(app);

        var report = await ImportAsync(app, folder);

        Assert.Equal((0, 0), (report.Added, report.Changed));
        Assert.Equal(facts, await FactsAsync(app));
    }

    [Fact]
    public async Task Changes_what_has_changed_in_the_files_and_publishes_a_new_version_from_today()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy();
        await ImportAsync(app, folder);
        folder.With("items.json", json => Item(json, "SU01")["summary_zh"] = "改过的说明。").With("sites.json", json => json["sites"]![0]!["phone"] = "0371-00000777");

        var report = await ImportAsync(app, folder);

        Assert.Equal((0, 2, 0), (report.Added, report.Changed, report.Kept.Count));
        var versions = await VersionsAsync(app, "SU01");
        Assert.Equal([1, 2], versions.Select(version => version.Number));
        Assert.Equal(app.Clock.Today, versions[1].EffectiveOn);
        Assert.Equal("改过的说明。", versions[1].Content.SummaryZh);
        Assert.Equal("0371-00000777", await app.WithDbAsync(db => db.Set<Site>().Where(site => site.Code == "H01").Select(site => site.Phone).SingleAsync()));
    }

    [Fact]
    public async Task Reports_what_staff_have_edited_since_and_leaves_it_alone()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy();
        await ImportAsync(app, folder);
        await app.WithDbAsync(async db =>
        {
            var site = await db.Set<Site>().SingleAsync(site => site.Code == "H01");
            site.Change(site.Facts with { Phone = "0371-11111111" }, app.Clock.Now, Actor.System);
            var item = await db.Set<Item>().SingleAsync(item => item.Code == "SU01");
            var version = await db.Set<ItemVersion>().SingleAsync(version => version.ItemId == item.Id);
            db.Add(new ItemVersion(db.CentreId, item.Id, 2, version.Content with { SummaryZh = "人工改的" }, app.Clock.Now, Actor.System));
            return await db.SaveChangesAsync();
        });
        folder.With("items.json", json => Item(json, "SU01")["summary_zh"] = "文件里改的").With("sites.json", json => json["sites"]![0]!["phone"] = "0371-00000777");

        var report = await ImportAsync(app, folder);

        Assert.Equal(["site H01: edited here since the import", "item SU01: edited here since the import"], report.Kept);
        Assert.Equal(2, (await VersionsAsync(app, "SU01")).Count);
        Assert.Equal("0371-11111111", await app.WithDbAsync(db => db.Set<Site>().Where(site => site.Code == "H01").Select(site => site.Phone).SingleAsync()));
    }

    [Fact]
    public async Task New_opening_hours_end_the_old_ones_today()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy();
        await ImportAsync(app, folder);
        folder.With("sites.json", json => json["sites"]![1]!["opening"]!["workday"] = new JsonArray(new JsonArray("08:30", "16:00")));

        Assert.Equal(1, (await ImportAsync(app, folder)).Changed);

        var calendar = await app.WithAsync(async services => await services.GetRequiredService<Openings>().OfAsync(await services.GetRequiredService<TongbanDb>().Set<Site>().Where(site => site.Code == "T01").Select(site => site.Id).SingleAsync()));
        Assert.Equal("8:30–16:00", string.Join(' ', calendar.SpansOf(app.Clock.Today)));
        Assert.Equal(2, calendar.SpansOf(app.Clock.Today.AddDays(-1)).Count);
        Assert.Equal(0, (await ImportAsync(app, folder)).Changed);
    }

    [Fact]
    public async Task Hours_and_exceptions_that_staff_have_set_stay_even_when_they_look_alike()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy();
        await ImportAsync(app, folder);
        await app.WithAsync(async services =>
        {
            var (db, editing) = (services.GetRequiredService<TongbanDb>(), services.GetRequiredService<NetworkEditing>());
            var site = await db.Set<Site>().SingleAsync(site => site.Code == "T01");
            await editing.SetHoursAsync(site, site.Version, new([new(new(8, 0), new(12, 0)), new(new(14, 0), new(18, 0))], [], []), app.Clock.Today, Actor.System);
            var exception = await db.Set<OpeningException>().FirstAsync();
            exception.Withdraw(app.Clock.Now, Actor.System);
            return await db.SaveChangesAsync();
        });
        folder.With("sites.json", json => json["sites"]![1]!["opening"]!["workday"] = new JsonArray(new JsonArray("08:30", "16:00")));

        var report = await ImportAsync(app, folder);

        Assert.Equal(0, report.Changed);
        Assert.Contains("opening hours T01: edited here since the import", report.Kept);
        Assert.Contains(report.Kept, line => line.StartsWith("opening exception ", StringComparison.Ordinal));
        Assert.Equal(0, (await ImportAsync(app, folder)).Changed);
    }

    [Fact]
    public async Task Tells_what_the_rules_warn_of_and_imports_it_all_the_same()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy();
        Assert.Empty((await ImportAsync(app, folder)).Warnings);
        folder.With("items.json", json => Item(json, "SU01")["faq"] = new JsonArray());

        var report = await ImportAsync(app, folder);

        var warning = Assert.Single(report.Warnings);
        Assert.Equal("items.json", warning.File);
        Assert.EndsWith("].faq", warning.Place, StringComparison.Ordinal);
        Assert.Equal(1, report.Changed);
    }

    [Fact]
    public async Task A_person_in_a_zone_is_no_edit()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy();
        await ImportAsync(app, folder);
        await app.WithDbAsync(db => db.Set<Zone>().ExecuteUpdateAsync(set => set.SetProperty(zone => zone.Inside, 3).SetProperty(zone => zone.Version, zone => zone.Version + 1)));
        folder.With("sites.json", json => json["sites"]![0]!["zones"]![0]!["capacity"] = 41);

        var report = await ImportAsync(app, folder);

        Assert.Equal((1, 0), (report.Changed, report.Kept.Count));
    }

    [Fact]
    public async Task One_fault_keeps_everything_out()
    {
        await using var app = await TongbanApp.StartAsync();
        using var folder = DistrictFolder.Copy().With("items.json", json => Item(json, "SU01")["department_id"] = "D99");

        await Assert.ThrowsAsync<FaultyDistrict>(() => ImportAsync(app, folder));

        Assert.Equal(0, await CountAsync<Centre>(app));
        Assert.Equal(0, await FactsAsync(app));
    }

    private static Task<ImportReport> ImportAsync(TongbanApp app, DistrictFolder folder) =>
        app.WithAsync(services => services.GetRequiredService<DistrictImport>().ImportAsync(folder.Path, TestContext.Current.CancellationToken));

    private static Task<int> CountAsync<T>(TongbanApp app)
        where T : class => app.WithDbAsync(db => db.Set<T>().CountAsync());

    private static Task<int> FactsAsync(TongbanApp app) => app.WithDbAsync(db => db.Facts.CountAsync());

    private static Task<List<ItemVersion>> VersionsAsync(TongbanApp app, string code) => app.WithDbAsync(db =>
        db.Set<ItemVersion>().Where(version => db.Set<Item>().Any(item => item.Id == version.ItemId && item.Code == code)).OrderBy(version => version.Number).ToListAsync());

    private static JsonNode Item(JsonNode json, string code) => json["items"]!.AsArray().Single(item => (string?)item!["id"] == code)!;
}
