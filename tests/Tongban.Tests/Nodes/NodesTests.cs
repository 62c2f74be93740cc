using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tongban.Commands;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Data;
using Tongban.Shared.Live;
using Tongban.Shared.Setup;
using Tongban.Tests.Appointments;
using Tongban.Tests.Commands;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Nodes;

/// <summary>Nodes of one PostgreSQL are the same to everybody: no browser needs to come back to the one it began with.</summary>
public sealed class NodesTests
{
    private const string OneNode = "SQLite has one process, one node.";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_citizen_holds_at_one_node_is_booked_at_the_other_with_the_same_cookies()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, OneNode);
        await using var first = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(first);
        await using var second = await first.StartSecondNodeAsync();
        using var here = first.NewBrowser();
        using var there = second.Lead(here);

        var hold = await here.HoldAsync(hall);
        Assert.Null((await there.SubmitAsync(hold, Guest.Identity())).RefusalCode());
        var code = await second.LastCodeAsync(Guest.Phone);
        var form = await here.PageAsync($"{hold}/code");
        var booked = await there.FollowAsync(await there.SubmitRawAsync(form, new() { ["Digits"] = code }, "#confirm"));

        Assert.Null(booked.RefusalCode());
        Assert.Contains("/bookings/", booked.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await here.GetFollowingAsync(booked.RequestMessage.RequestUri.PathAndQuery)).StatusCode);
    }

    [Fact]
    public async Task Who_signed_in_at_one_node_works_at_the_other_whose_board_hears_the_call()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, OneNode);
        await using var first = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(first);
        await using var second = await first.StartSecondNodeAsync();
        using var clerk = await DeskPageTests.SeatedAsync(hall, "li", 0);
        using var manager = second.Lead(await hall.SignedInAsync("manager", Role.HallManager));
        await new Counter(first, hall).WalkInAsync();
        var stream = await manager.GetAsync("/wall/H01/events");
        await using var body = await stream.Content.ReadAsStreamAsync(Stop);
        using var lines = new StreamReader(body);
        await ListensAsync(first, second, hall.Site.Id);

        await DeskPageTests.PressAsync(clerk, "Next");
        Assert.Contains("A001", await CallAsync(lines), StringComparison.Ordinal);

        // The form was opened at the first node; the second knows its key, its token and who sends it.
        var desk = await clerk.PageAsync("/desk");
        using var there = second.Lead(clerk);
        Assert.Null((await DeskPageTests.Press(there, desk, "Begin")).RefusalCode());
        Assert.Equal("Serving", await first.WithDbAsync(db => db.Set<Leg>().Select(leg => leg.Status.ToString()).SingleAsync(Stop)));
        Assert.Equal(1, await first.WithDbAsync(db => db.DataProtectionKeys.CountAsync(Stop)));
    }

    [Fact]
    public async Task Two_nodes_that_start_at_once_where_no_database_is_make_one_and_one_set_of_keys()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, OneNode);
        var settings = new TongbanSettings(Directory.CreateTempSubdirectory("tongban-nodes-").FullName, TestDatabase.Nowhere(), TimeSpan.Zero);

        var nodes = await Task.WhenAll(TongbanProcess.StartAsync(settings), TongbanProcess.StartAsync(settings), TongbanProcess.StartAsync(settings));

        await using (var db = BackupCommand.OpenDb(settings))
        {
            Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(Stop));
            Assert.Equal(1, await db.DataProtectionKeys.CountAsync(Stop));
        }

        Assert.Equal([settings.KeyFile], Directory.EnumerateFiles(Path.GetDirectoryName(settings.KeyFile)!));
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        await AnotherFolderIsToldAsync(settings);
        await TestDatabase.DropAsync(settings.Postgres);
        Directory.Delete(settings.DataFolder, recursive: true);
    }

    [Fact]
    public async Task Of_nodes_that_come_to_the_cookie_keys_at_once_one_makes_them()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, OneNode);
        var folder = Directory.CreateTempSubdirectory("tongban-nodes-");
        var settings = new TongbanSettings(folder.FullName, await TestDatabase.CreateAsync(folder.FullName), TimeSpan.Zero);
        var nodes = Enumerable.Range(0, 6).Select(_ => Built(settings)).ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => OfflineWork.MigrateAsync(node.Services, Stop))));

        await using (var db = BackupCommand.OpenDb(settings))
        {
            Assert.Equal(1, await db.DataProtectionKeys.CountAsync(Stop));
        }

        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        await TestDatabase.LeaveAsync(settings.Postgres);
        folder.Delete(recursive: true);
    }

    private static WebApplication Built(TongbanSettings settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.AddTongban(settings);
        return builder.Build();
    }

    // A node with a data folder of its own would seal what the others cannot read.
    private static async Task AnotherFolderIsToldAsync(TongbanSettings settings)
    {
        var other = settings with { DataFolder = Directory.CreateTempSubdirectory("tongban-nodes-").FullName };
        for (var before = 0; before < 2; before++)
        {
            var (code, said) = await ServeTests.RunAsync(["migrate", "--data", other.DataFolder], start => start.Environment["TONGBAN_POSTGRES"] = settings.Postgres);

            Assert.Equal(1, code);
            Assert.Contains("was sealed with another key file", said, StringComparison.Ordinal);
            Assert.Equal(before == 1, File.Exists(other.KeyFile));
            PersonalData.FromKeyFile(other.KeyFile);
        }

        Directory.Delete(other.DataFolder, recursive: true);
    }

    // The relay listens a moment after the start: what is told before passes it by.
    private static async Task ListensAsync(TongbanApp first, TongbanApp second, Guid siteId)
    {
        while (second.Services.GetRequiredService<LiveFeed>().ChangesOf(siteId) == 0)
        {
            first.Services.GetRequiredService<LiveFeed>().Publish(new LiveChange(CurrentCentre.First, siteId, LiveChange.Changed));
            await Task.Delay(50, Stop);
        }
    }

    private static async Task<string> CallAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(Stop) != "event: call")
        {
        }

        return await lines.ReadLineAsync(Stop) ?? "";
    }
}
