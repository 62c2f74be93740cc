using Microsoft.EntityFrameworkCore;
using Tongban.Commands;
using Tongban.Kernel;
using Tongban.Queue;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Tests.Chaos;

/// <summary>Eight windows of two processes reach for the same line, again and again.</summary>
[Collection(nameof(Chaos))]
[Trait("Suite", "Chaos")]
public sealed class LongLineTests(SharedCluster shared)
{
    [Fact]
    public async Task Eight_windows_at_two_processes_call_every_ticket_once_and_in_the_order_of_the_rule()
    {
        // ./test --chaos 50: a hundred rounds of eight hundred tickets.
        var (rounds, tickets) = Rounds.IsLong ? (2 * Rounds.Count, 800) : (Rounds.Count, 80);
        var cluster = await shared.StartedAsync();
        await using var hall = await BusyHall.OpenAsync(cluster, nodes: 2);
        Rounds.Chance($"{rounds} rounds of {BusyHall.Windows} windows on {tickets} tickets");
        for (var round = 1; round <= rounds; round++)
        {
            var expected = await QueueUpAsync(hall, round, tickets);

            var called = await Task.WhenAll(Enumerable.Range(0, BusyHall.Windows).Select(window => Task.Run(() => EmptyTheLineAsync(hall, window))));

            Assert.Equal(expected.Order(StringComparer.Ordinal), called.SelectMany(numbers => numbers).Order(StringComparer.Ordinal));
            Assert.All(called, numbers => Assert.NotEmpty(numbers));
            Assert.Equal(expected, await InCallOrderAsync(hall, round));
            Rounds.Done(round, rounds);
        }
    }

    // Every tenth is elderly: they come first, then all others by number.
    private static async Task<List<string>> QueueUpAsync(BusyHall hall, int round, int tickets)
    {
        await using var db = BackupCommand.OpenDb(hall.Settings);
        var now = TongbanApp.TuesdayMorning.UtcDateTime;
        var visits = Enumerable.Range(1, tickets).Select(n =>
        {
            var visit = new Visit(CurrentCentre.First, hall.Hall.Site.Id, DateOnly.FromDateTime(TongbanApp.TuesdayMorning.Date), $"A{round:000}{n:000}", Codes.Token(), null, null, n % 10 == 0 ? Precedence.Elderly : Precedence.None, null, now, Actor.Guest);
            visit.Wait(hall.Hall.Group.Id, hall.Hall.Item.Id, now, Actor.Guest);
            return visit;
        }).ToList();
        db.AddRange(visits);
        await db.SaveChangesAsync();
        return [.. visits.OrderBy(visit => visit.Precedence == Precedence.None).ThenBy(visit => visit.Number, StringComparer.Ordinal).Select(visit => visit.Number)];
    }

    private static async Task<List<string>> EmptyTheLineAsync(BusyHall hall, int window)
    {
        using var sender = new Sender(hall.Addresses);
        var numbers = new List<string>();
        while (await GoodAsync(sender, new(HttpMethod.Post, "/window/calls", new { }, hall.Clerks[window]), window) is { Status: 200 } called)
        {
            numbers.Add(System.Text.Json.JsonDocument.Parse(called.Body).RootElement.GetProperty("visitor").GetProperty("number").GetString()!);
            await GoodAsync(sender, new(HttpMethod.Put, "/window/calls/current/begun", null, hall.Clerks[window]), window);
            await GoodAsync(sender, new(HttpMethod.Put, "/window/calls/current/finished", null, hall.Clerks[window]), window);
        }

        return numbers;
    }

    // No lost race, no deadlock and no fault reaches anybody: where others are in the way the answer is "busy", which fails here.
    // On a machine with more to do than it can, the database itself may be too slow: who is told so comes again with the same key.
    private static async Task<Answer> GoodAsync(Sender sender, Command command, int node)
    {
        var answer = await sender.SendUntilAnsweredAsync(command, node, "api.away");
        Assert.True(answer.IsGood, $"{command.Path}: {answer.Status} {answer.Body}");
        return answer;
    }

    private static async Task<List<string>> InCallOrderAsync(BusyHall hall, int round)
    {
        await using var db = BackupCommand.OpenDb(hall.Settings);
        var prefix = $"A{round:000}";
        return await (from leg in db.Set<Leg>() join visit in db.Set<Visit>() on leg.VisitId equals visit.Id where visit.Number.StartsWith(prefix) orderby leg.CallSeq select visit.Number).ToListAsync();
    }
}
