using Microsoft.EntityFrameworkCore;
using Tongban.Commands;
using Tongban.Importing;
using Tongban.Mending;
using Tongban.Ratings;
using Tongban.Shared.Setup;
using Tongban.Tests.Importing;

namespace Tongban.Tests.Ratings;

/// <summary>Services and ratings of a year from another system.</summary>
public sealed class PastYearTests
{
    private const string At = "2020-01-02T10:00:00";

    [Fact]
    public async Task Each_comes_in_as_it_stands_and_every_fault_has_its_code()
    {
        await using var app = await YearFolder.StartAsync();
        using var folder = YearFolder.Empty();
        folder.Write(YearFolder.Services, [YearFolder.HeaderOf(YearFolder.Services), .. ServiceRows().Select(row => row.Row)]);
        folder.Write(YearFolder.Ratings, [YearFolder.HeaderOf(YearFolder.Ratings), .. RatingRows().Select(row => row.Row)]);

        await folder.ImportAsync(app);

        Assert.Equal([.. Wanted(YearFolder.Services, ServiceRows()), .. Wanted(YearFolder.Ratings, RatingRows())], await YearFolder.RejectsAsync(app));
        Assert.Equal(["S1", "S2", "S3", "S4"], await app.WithDbAsync(db => db.Set<Service>().OrderBy(one => one.SourceId).Select(one => one.SourceId).ToListAsync()));
        Assert.Equal([ServiceMoment.AtWindow, ServiceMoment.Accepted, ServiceMoment.SelfService, ServiceMoment.Closed], await app.WithDbAsync(db => db.Set<Service>().OrderBy(one => one.SourceId).Select(one => one.Moment).ToListAsync()));

        var first = await app.WithDbAsync(db => db.Set<Rating>().SingleAsync(one => one.SourceId == "R1"));
        Assert.Equal(("511,516", RatingChannel.HallTablet, true, "P07"), (first.Tags, first.Channel, first.IsNamedThere, first.StaffCode));
        Assert.Equal("=HYPERLINK(1)<script>alert(1)</script>\n𠮷 ", await app.WithDbAsync(db => db.Set<Rating>().Where(one => one.SourceId == "R2").Select(one => one.Text).SingleAsync()));
        Assert.True(await app.WithDbAsync(db => db.Set<Rating>().Where(one => one.SourceId == "R5").Select(one => one.IsDefault).SingleAsync()));

        // What was bad then was worked on then.
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Rectification>().CountAsync()));
    }

    [Fact]
    public async Task Broken_off_after_every_batch_it_ends_as_if_it_had_never_stopped()
    {
        using var folder = YearFolder.Rated(2100);
        await using var straight = await YearFolder.StartAsync();
        await folder.ImportAsync(straight);
        await using var broken = await YearFolder.StartAsync();
        var runs = 0;
        for (var isDone = false; !isDone; runs++)
        {
            using var stop = new CancellationTokenSource();
            isDone = await Record.ExceptionAsync(() => folder.ImportAsync(broken, progress => StopAt(progress, stop), stop.Token)) is null;
        }

        Assert.True(runs > 3, $"It ran only {runs} times.");
        Assert.Equal(await AllAsync(straight), await AllAsync(broken));

        // The command looks through what it has taken in and says what is odd and where that is judged.
        using var said = new StringWriter();
        await ImportYearCommand.ImportAsync(straight.Services, new(folder.Path, ShippedData.Folder("district"), Path.Combine(folder.Path, "rejects.csv")), said, TestContext.Current.CancellationToken);
        Assert.Contains("/staff/ratings/alerts: 1", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("“满意”从未被使用", said.ToString(), StringComparison.Ordinal);

        static void StopAt(ImportProgress progress, CancellationTokenSource stop)
        {
            if (!progress.IsFinished)
            {
                stop.Cancel();
            }
        }
    }

    // Without the ids and tokens that each import makes anew.
    private static Task<string> AllAsync(TongbanApp app) => app.WithDbAsync(async db =>
    {
        var services = await db.Set<Service>().OrderBy(one => one.SourceId).Select(one => $"{one.SourceId} {one.CaseNumber} {one.CaseSequence} {one.On} {one.StaffCode} {one.DeviceCode}").ToListAsync();
        var ratings = await db.Set<Rating>().OrderBy(one => one.SourceId).Select(one => $"{one.SourceId} {one.Number} {one.Level} {one.Tags} {one.Text} {one.RatedAt:O}").ToListAsync();
        var facts = await db.Facts.GroupBy(fact => fact.What).OrderBy(what => what.Key).Select(what => $"{what.Key} {what.Count()}").ToListAsync();
        return string.Join('\n', [.. services, .. ratings, .. facts]);
    });

    private static string Served(string id, string number = "ZD1", string seq = "1", string stage = "3", string item = "410199020001", string channel = "window", string site = "H01", string window = "W17", string device = "", string staff = "P07", string applicant = "1", string at = At, string seconds = "300") =>
        string.Join(',', id, number, seq, stage, item, channel, site, window, device, staff, applicant, at, seconds);

    private static string Rated(string id, string service = "S1", string number = "1", string pf = "4", string star = "5", string tags = "", string text = "", string anonymous = "1", string isDefault = "0", string at = "2020-01-02T10:06:00") =>
        string.Join(',', id, service, number, pf, star, tags, text, anonymous, isDefault, at);

    // Null is a row that comes in.
    private static (string Row, string? Code)[] ServiceRows() =>
    [
        (Served("S1"), null),
        (Served("S2", "ZD2", stage: "2", channel: "online", window: "", staff: "", at: "2020-01-02T03:00:00"), null),
        (Served("S90") + ",more", "COLUMN_COUNT"),
        (Served("S91", ""), "MISSING"),
        (Served("S92", seq: "3"), "BAD_ENUM"),
        (Served("S93", stage: "1"), "BAD_ENUM"),
        (Served("S94", channel: "fax"), "BAD_ENUM"),
        (Served("S95", applicant: "7"), "BAD_ENUM"),
        (Served("S96", at: "2020-01-32T10:00:00"), "BAD_DATE"),
        (Served("S97", seconds: "5m"), "BAD_NUMBER"),
        (Served("S98", seconds: "-1"), "OUT_OF_RANGE"),
        (Served("S99", seconds: "9223372036854775807"), "OUT_OF_RANGE"),
        (Served("S1", "ZD9"), "DUP_ID"),
        (Served("S100", "ZD9", item: "410199020999"), "UNKNOWN_REF"),
        (Served("S101", "ZD9", site: "X01"), "UNKNOWN_REF"),
        (Served("S102", "ZD9", window: "W99"), "UNKNOWN_REF"),
        (Served("S103", "ZD9", window: ""), "UNKNOWN_REF"),
        (Served("S104", "ZD9", staff: "P99"), "UNKNOWN_REF"),
        (Served("S105", "ZD9", channel: "self_service", window: "", staff: "", device: "TX-27"), "UNKNOWN_REF"),
        (Served("S106"), "DUP_KEY"),
        (Served("S107", "ZD9", at: "2020-01-02T12:30:00"), "OUTSIDE_HOURS"),
        (Served("S108", "ZD9", at: "2030-01-02T10:00:00", channel: "online", window: ""), "TIME_ORDER"),
        (Served("S3", "ZD9", channel: "self_service", window: "", staff: "", device: "SH-3", at: "2020-01-02T05:00:00"), null),
        (Served("S4", "ZD1", seq: "2", channel: "online", window: "", staff: ""), null),
    ];

    private static (string Row, string? Code)[] RatingRows() =>
    [
        (Rated("R1", tags: "511;516", anonymous: "0"), null),
        (Rated("R2", number: "2", star: "1", text: "\"=HYPERLINK(1)<script>alert(1)</script>\n𠮷 \"", at: "2020-01-09T10:06:00"), null),
        (Rated("R90", number: "3"), "BAD_ENUM"),
        (Rated("R91", pf: "8"), "BAD_ENUM"),
        (Rated("R92", star: "0"), "BAD_ENUM"),
        (Rated("R93", star: "6"), "BAD_ENUM"),
        (Rated("R94", text: new string('长', 2001)), "TEXT_TOO_LONG"),
        (Rated("R95", anonymous: "yes"), "BAD_ENUM"),
        (Rated("R96", at: "yesterday"), "BAD_DATE"),
        (Rated("R1", "S2"), "DUP_ID"),
        (Rated("R97", "S90"), "UNKNOWN_REF"),
        (Rated("R98", "S2", "2"), "UNKNOWN_REF"),
        (Rated("R99", "S2", tags: "599"), "TAG_UNKNOWN"),
        (Rated("R100", "S2", tags: "511;108"), "TAG_LEVEL"),
        (Rated("R101"), "DUP_RATING"),
        (Rated("R102", "S2", star: "2", text: "\"  \""), "NO_REASON"),
        (Rated("R103", "S4", at: "2020-01-02T10:04:59"), "TIME_ORDER"),
        (Rated("R104", "S4", at: "2030-01-02T10:04:59"), "TIME_ORDER"),

        // A tag that has since been retired is still read.
        (Rated("R3", "S2", tags: "501"), null),
        (Rated("R4", "S4", star: "2", tags: "208"), null),
        (Rated("R5", "S3", star: "4", isDefault: "1"), null),
    ];

    private static IEnumerable<string> Wanted(string file, (string Row, string? Code)[] rows)
    {
        var line = 2;
        foreach (var (row, code) in rows)
        {
            if (code is not null)
            {
                yield return $"{file} {line} {row.Split(',')[0]} {code}";
            }

            line += row.Count(character => character == '\n') + 1;
        }
    }
}
