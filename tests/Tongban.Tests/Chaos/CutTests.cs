using System.Diagnostics;

namespace Tongban.Tests.Chaos;

/// <summary>The network between a node and its database is cut: said within five seconds, and over by itself.</summary>
[Collection(nameof(Chaos))]
[Trait("Suite", "Chaos")]
[Trait("Load", "Alone")]
public sealed class CutTests(SharedCluster shared)
{
    private static readonly TimeSpan Said = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(10);

    // A node that has just started compiles what it is asked for the first time; how long that takes is not what is tried here.
    private static readonly TimeSpan FirstDone = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task While_the_database_cannot_be_reached_everybody_is_told_within_five_seconds_and_afterwards_work_goes_on()
    {
        var cluster = await shared.StartedAsync();
        var chance = Rounds.Chance($"network cut for {Rounds.Cut.TotalSeconds} s");
        using var wire = new Wire(cluster.Port);
        await using var hall = await BusyHall.OpenAsync(cluster, wire: wire);
        using var reader = new Sender(hall.Addresses);
        for (var round = 0; round < Rounds.Cuts; round++)
        {
            using var crowd = new Crowd(hall);
            using var stop = new CancellationTokenSource();
            var working = crowd.RunAsync(stop.Token);
            await GoesOnAsync(hall, crowd, reader, FirstDone);
            await Task.Delay(chance.Next(300, 900), TestContext.Current.CancellationToken);

            var began = Stopwatch.StartNew();
            crowd.WaitsFromNow();
            wire.Cut();
            await EverybodyIsToldAsync(hall, reader);

            wire.Mend(forget: round % 2 == 0);
            await GoesOnAsync(hall, crowd, reader, Back);
            await stop.CancelAsync();
            await working;
            Console.WriteLine($"chaos: cut of {Rounds.Cut.TotalSeconds} s, work again after {began.Elapsed.TotalSeconds:0.0} s; {crowd.Told}");
            Assert.True(crowd.Longest < Said, $"Somebody waited {crowd.LongestTold}\n{hall.Nodes[0].Said}");
            Assert.Contains(crowd.ComeAgain, answer => answer.Code == "api.away");
            await Books.KeepWordAsync(hall, crowd);
            await Books.AgreeAsync(hall.Settings);
        }
    }

    private static async Task EverybodyIsToldAsync(BusyHall hall, Sender reader)
    {
        var page = $"/book/{hall.Hall.Item.Code}/times?site={hall.Hall.Site.Code}&item={hall.Hall.Item.Code}";
        var told = 0;
        for (var lasts = Stopwatch.StartNew(); lasts.Elapsed < Rounds.Cut;)
        {
            var answers = await Task.WhenAll(
                reader.GetAsync(page), reader.GetAsync(page + "&lang=en"), reader.GetAsync("/staff"), reader.GetAsync($"/api/v1/sites/{hall.Hall.Site.Code}/places?item={hall.Hall.Item.Code}"), reader.GetAsync("/health/ready"));
            Assert.All(answers, answer => Assert.True(answer.Took < Said, $"{answer.Took.TotalSeconds:0.0} s for {answer.Status}\n{hall.Nodes[0].Said}"));
            if (lasts.Elapsed > Said)
            {
                told++;
                Assert.Equal((503, true), (answers[0].Status, answers[0].RetryAfter is not null));
                Assert.Contains("后台数据库暂时连不上", answers[0].Body, StringComparison.Ordinal);
                Assert.Contains("The database cannot be reached at present", answers[1].Body, StringComparison.Ordinal);
                Assert.Equal((503, "api.away"), (answers[3].Status, answers[3].Code));
                Assert.Equal(503, answers[4].Status);
                Assert.Contains("The database does not answer.", answers[4].Body, StringComparison.Ordinal);
            }

            await Task.Delay(100);
        }

        Assert.True(told > 5, $"Asked {told} times only.");
    }

    private static async Task GoesOnAsync(BusyHall hall, Crowd crowd, Sender reader, TimeSpan within)
    {
        var (since, before) = (Stopwatch.StartNew(), crowd.Done.ToDictionary());
        string[] kinds = ["hold", "number", "finish"];
        while (kinds.Any(kind => crowd.Done.GetValueOrDefault(kind) == before.GetValueOrDefault(kind)) || (await reader.GetAsync("/health/ready")).Status != 200)
        {
            Assert.True(since.Elapsed < within, $"Not all work within {within.TotalSeconds} s while the network is there:\n{hall.Nodes[0].Said}");
            await Task.Delay(20);
        }
    }
}
