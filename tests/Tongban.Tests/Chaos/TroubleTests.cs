using System.Diagnostics;
using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Tongban.Tests.Appointments;

namespace Tongban.Tests.Chaos;

/// <summary>A clock that is wrong, a disk that is slow or full, a line that is full: said in a sentence, and nothing is lost.</summary>
[Collection(nameof(Chaos))]
[Trait("Suite", "Chaos")]
public sealed class TroubleTests(SharedCluster shared)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_node_whose_clock_is_seven_seconds_ahead_says_so_and_loses_nothing()
    {
        var faketime = Directory.Exists("/usr/lib") ? Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 }).FirstOrDefault() : null;
        Assert.SkipWhen(faketime is null, "not run: there is no libfaketime here.");
        var cluster = await shared.StartedAsync();
        await using var hall = await BusyHall.OpenAsync(cluster);
        hall.Nodes.Add(await TongbanProcess.StartAsync(hall.NodeSettings, change: start => SetAhead(start, faketime!, TimeSpan.FromSeconds(7)), ready: "/health/live"));

        using var crowd = new Crowd(hall);
        using var stop = new CancellationTokenSource();
        var working = crowd.RunAsync(stop.Token);
        using var reader = new Sender(hall.Addresses);
        var (right, wrong) = (await reader.GetAsync("/health/ready", 0), await reader.GetAsync("/health/ready", 1));
        await DoneAsync(crowd, 20);
        await stop.CancelAsync();
        await working;

        Assert.Equal(200, right.Status);
        Assert.Equal(503, wrong.Status);
        Assert.Matches("This machine's clock is [67]\\.\\d s ahead of the database's", wrong.Body);
        await Books.KeepWordAsync(hall, crowd);
        await Books.AgreeAsync(hall.Settings);
    }

    [Fact]
    public async Task When_the_disk_is_slow_and_the_line_full_the_rest_is_told_at_once_to_come_again_and_who_was_served_stays_so()
    {
        var shim = await ShimAsync();
        await using var hall = await BusyHall.OpenAsync(cluster: null, withStaff: false, change: start =>
        {
            start.Environment["LD_PRELOAD"] = shim;
            start.Environment["TONGBAN_TEST_FSYNC_MS"] = "250";
            start.Environment["Tongban__Rush__MostWaiting"] = "20";
            start.Environment["Tongban__Rush__MostInBatch"] = "10";
        });
        using var sender = new Sender(hall.Addresses);

        var asked = Enumerable.Range(0, 150).Select(_ => HoldOn(hall)).ToList();
        var answers = await Task.WhenAll(asked.Select(command => sender.SendAsync(command, 0)));

        Assert.All(answers, answer => Assert.True(answer is { Status: 201 } or { IsToComeAgain: true, Code: "api.busy" }, $"{answer.Status} {answer.Body}"));
        var turnedAway = answers.Where(answer => answer.Status == 503).ToList();
        Assert.NotEmpty(turnedAway);
        Assert.All(turnedAway, answer => Assert.InRange(answer.Took, TimeSpan.Zero, AtOnce));
        Assert.True(answers.Count(answer => answer.IsGood) >= 20);
        await hall.Nodes[0].KillAsync();
        await hall.Nodes[0].StartAsync();
        await SameAgainAsync(sender, asked.Zip(answers).Where(one => one.Second.IsGood));
        await Books.AgreeAsync(hall.Settings);
    }

    [Fact]
    public async Task When_the_disk_is_full_a_sentence_says_so_and_when_there_is_room_again_work_goes_on()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 48);
        await using var hall = await BusyHall.OpenAsync(cluster: null, folder: disk.Folder("data"), withStaff: false);
        using var sender = new Sender(hall.Addresses);
        using var guest = hall.Nodes[0].NewBrowser();
        var guests = await ReadersOfTimesAsync(hall, 20);
        var kept = new List<(Command, Answer)>();

        disk.Fill();
        var refused = await UntilRefusedAsync(hall, sender, kept);
        var page = await FirstRefusedAsync(hall, guests);
        var read = await guest.GetAsync(Guest.TimesOf(hall.Hall));
        disk.MakeRoom();
        var after = await sender.SendAsync(HoldOn(hall), 0);

        Assert.Equal((503, "api.no-room", true), (refused.Status, refused.Code, refused.RetryAfter is not null));
        Assert.Equal(503, (int)page.StatusCode);
        Assert.Contains("系统的存储空间满了", (await page.PageAsync()).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(200, (int)read.StatusCode);
        Assert.Equal(201, after.Status);
        await hall.Nodes[0].KillAsync();
        await hall.Nodes[0].StartAsync();
        await SameAgainAsync(sender, kept);
        await Books.AgreeAsync(hall.Settings);
    }

    private static Command HoldOn(BusyHall hall) => new(HttpMethod.Post, "/bookings", new { slotId = hall.Slots[0], items = new[] { hall.Hall.Item.Code } }, Visa.Anybody);

    // What the log has room for already is still taken.
    private static async Task<Answer> UntilRefusedAsync(BusyHall hall, Sender sender, List<(Command, Answer)> kept)
    {
        for (var tries = 0; tries < 5000; tries++)
        {
            var command = HoldOn(hall);
            var answer = await sender.SendAsync(command, 0);
            if (!answer.IsGood)
            {
                return answer;
            }

            kept.Add((command, answer));
        }

        throw new InvalidOperationException("The disk does not get full.");
    }

    private static async Task<List<(Browser Who, IDocument Times)>> ReadersOfTimesAsync(BusyHall hall, int count)
    {
        var all = new List<(Browser, IDocument)>();
        for (var n = 0; n < count; n++)
        {
            var who = hall.Nodes[0].NewBrowser();
            all.Add((who, await who.PageAsync(Guest.TimesOf(hall.Hall))));
        }

        return all;
    }

    // Carrying the log over may have made room for one more meanwhile.
    private static async Task<HttpResponseMessage> FirstRefusedAsync(BusyHall hall, List<(Browser Who, IDocument Times)> guests)
    {
        foreach (var (who, times) in guests)
        {
            var answer = await who.SubmitRawAsync(times, new() { ["slot"] = hall.Slots[0].ToString() });
            if (answer.StatusCode != HttpStatusCode.Found)
            {
                return answer;
            }
        }

        throw new InvalidOperationException("The disk has room for every page.");
    }

    private static async Task SameAgainAsync(Sender sender, IEnumerable<(Command, Answer)> told)
    {
        foreach (var (command, answer) in told)
        {
            var again = await sender.SendAsync(command, 0);
            Assert.Equal((201, true, answer.Text("token")), (again.Status, again.IsReplayed, again.Text("token")));
        }
    }

    private static async Task DoneAsync(Crowd crowd, int times)
    {
        for (var waited = Stopwatch.StartNew(); crowd.Done.GetValueOrDefault("hold") < times || crowd.Done.GetValueOrDefault("finish") < times; await Task.Delay(20))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), crowd.Told);
        }
    }

    // The hall's time is set by --at and would not notice: it is put ahead as well.
    private static void SetAhead(ProcessStartInfo start, string faketime, TimeSpan by)
    {
        start.Environment["LD_PRELOAD"] = faketime;
        start.Environment["FAKETIME"] = string.Create(CultureInfo.InvariantCulture, $"+{by.TotalSeconds}s");
        start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = start.Environment["DONT_FAKE_MONOTONIC"] = "1";
        start.Environment["Tongban__PublicWrites__PerMinute"] = "1000000";
        start.Environment["Tongban__Codes__PerAddressAndDay"] = start.Environment["Tongban__Codes__AttemptsPerAddressAndDay"] = "1000000";
        start.ArgumentList[^1] = $"{DateTime.Parse(start.ArgumentList[^1], CultureInfo.InvariantCulture) + by:yyyy-MM-ddTHH:mm:ss}";
    }

    // Every fsync takes so much longer, as on a disk that is worn or shared.
    private static async Task<string> ShimAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "gcc"))), "not run: the shim that slows the disk down is made by gcc on Linux.");
        var folder = Directory.CreateTempSubdirectory("tongban-fsync-").FullName;
        var (source, library) = (Path.Combine(folder, "slow.c"), Path.Combine(folder, "slow.so"));
        await File.WriteAllTextAsync(source, """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <stdlib.h>
            #include <time.h>
            static int slow(const char *name, int fd) {
              int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
              struct timespec t = { 0, atol(getenv("TONGBAN_TEST_FSYNC_MS")) * 1000000L };
              nanosleep(&t, 0);
              return real(fd);
            }
            int fsync(int fd) { return slow("fsync", fd); }
            int fdatasync(int fd) { return slow("fdatasync", fd); }
            """);
        using var gcc = Process.Start("gcc", ["-shared", "-fPIC", "-o", library, source, "-ldl"]);
        await gcc.WaitForExitAsync();
        Assert.Equal(0, gcc.ExitCode);
        return library;
    }
}
