using System.Diagnostics;
using System.Net;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Chaos;

/// <summary>A hall with eight windows, places to book and a kiosk, served by real processes that may be killed at any moment.</summary>
internal sealed class BusyHall : IAsyncDisposable
{
    public const int Windows = 8;
    private readonly List<CookieContainer> clerks = [];

    private BusyHall(TongbanSettings settings, Cluster? cluster) => (Settings, Cluster) = (settings, cluster);

    /// <summary>Folder and database, as the test itself reaches them.</summary>
    public TongbanSettings Settings { get; }

    /// <summary>As a node reaches them.</summary>
    public TongbanSettings NodeSettings { get; private set; } = null!;

    public Cluster? Cluster { get; }

    public List<TongbanProcess> Nodes { get; } = [];

    public IReadOnlyList<Guid> Slots { get; private set; } = [];

    public Hall Hall { get; private set; } = null!;

    public Visa Kiosk { get; } = new(Device: DeviceKey.New());

    public Visa Board { get; } = new(Device: DeviceKey.New());

    public IReadOnlyList<Visa> Clerks { get; private set; } = [];

    public IReadOnlyList<Uri> Addresses => [.. Nodes.Select(node => node.Address)];

    /// <param name="cluster">The PostgreSQL; null for SQLite.</param>
    /// <param name="nodes">How many processes.</param>
    /// <param name="folder">Where the data lie.</param>
    /// <param name="wire">What the nodes reach PostgreSQL by; null for directly.</param>
    /// <param name="withStaff">Whether clerks sit at the windows.</param>
    /// <param name="change">The nodes' environment.</param>
    public static async Task<BusyHall> OpenAsync(Cluster? cluster, int nodes = 1, string? folder = null, Wire? wire = null, bool withStaff = true, Action<ProcessStartInfo>? change = null)
    {
        folder ??= Directory.CreateTempSubdirectory("tongban-chaos-").FullName;
        var database = cluster is null ? null : await cluster.NewDatabaseAsync();
        // The test's own connections are not kept: the server at their other end may have been killed meanwhile.
        var settings = new TongbanSettings(folder, database is null ? null : $"{database};Pooling=false", TimeSpan.Zero);
        var hall = new BusyHall(settings, cluster);
        try
        {
            await hall.LayAsync();
            var reached = settings with { Postgres = wire is null ? database : new Npgsql.NpgsqlConnectionStringBuilder(database) { Port = wire.Port }.ToString() };
            hall.NodeSettings = reached;
            for (var node = 0; node < nodes; node++)
            {
                hall.Nodes.Add(await TongbanProcess.StartAsync(reached, change: start => Prepare(start, change)));
            }

            if (withStaff)
            {
                await hall.SitDownAsync();
            }

            return hall;
        }
        catch
        {
            await hall.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
        Directory.Delete(Settings.DataFolder, recursive: true);
    }

    // Limits on one network address are not what is tried here.
    private static void Prepare(ProcessStartInfo start, Action<ProcessStartInfo>? change)
    {
        start.Environment["Tongban__PublicWrites__PerMinute"] = "1000000";
        start.Environment["Tongban__Codes__PerAddressAndDay"] = "1000000";
        start.Environment["Tongban__Codes__AttemptsPerAddressAndDay"] = "1000000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__Console__FormatterName"] = "simple";
        start.Environment["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ";
        change?.Invoke(start);
    }

    private async Task LayAsync()
    {
        await using var app = await TongbanApp.StartOnAsync(Settings);
        Hall = await Hall.BuildAsync(app, Windows);
        var slots = new List<Guid>();
        foreach (var (at, capacity) in new[] { ("10:00", 1_000_000), ("10:30", 40), ("11:00", 1_000_000), ("14:00", 60) })
        {
            slots.Add((await Hall.SlotAsync(capacity, at)).Id);
        }

        Slots = slots;
        for (var window = 0; window < Windows; window++)
        {
            await Hall.StaffAsync($"clerk{window}", Role.Clerk, Hall.Windows[window]);
        }

        await app.WithDbAsync(db =>
        {
            var place = new DevicePlace(Hall.Site.Id, null, null);
            db.Add(new Device(CurrentCentre.First, DeviceKind.Kiosk, "西门取号机", place, DeviceKey.Hash(Kiosk.Device!), isDemo: false, app.Clock.Now, Actor.System));
            db.Add(new Device(CurrentCentre.First, DeviceKind.Display, "大厅屏", place, DeviceKey.Hash(Board.Device!), isDemo: false, app.Clock.Now, Actor.System));
            return db.SaveChangesAsync();
        });
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private async Task SitDownAsync()
    {
        using var sender = new Sender(Addresses);
        for (var window = 0; window < Windows; window++)
        {
            var cookies = new CookieContainer();
            using var browser = new Browser(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, Nodes[0].Address, cookies);
            Assert.Null((await browser.SubmitAsync("/staff/sign-in", new() { ["Name"] = $"clerk{window}", ["Password"] = Hall.Password })).RefusalCode());
            clerks.Add(cookies);
            Clerks = [.. clerks.Select(jar => new Visa(Cookie: jar.GetCookieHeader(Nodes[0].Address)))];
            var sat = await sender.SendAsync(new(HttpMethod.Put, "/window", new { window = Hall.Windows[window].Code }, Clerks[window]), 0);
            Assert.True(sat.IsGood, sat.Body);
        }
    }
}
