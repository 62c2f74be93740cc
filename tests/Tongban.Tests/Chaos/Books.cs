using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Commands;
using Tongban.Queue;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Chaos;

/// <summary>What must be so whenever anybody looks, and what was promised to anybody.</summary>
internal static class Books
{
    /// <summary>
    /// Sent again with its key, every acknowledged command gets the same answer as told before, not done anew; and what
    /// nobody got an answer to gets one now.
    /// </summary>
    public static async Task KeepWordAsync(BusyHall hall, Crowd crowd)
    {
        using var sender = new Sender(hall.Addresses);
        var broken = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(crowd.Acknowledged, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (told, _) =>
        {
            var again = await sender.SendUntilAnsweredAsync(told.Command, 0);
            if (again.Status != told.Answer.Status || !again.IsReplayed || Essence(again) != Essence(told.Answer))
            {
                broken.Enqueue($"{told.Command.Method} {told.Command.Path}: {told.Answer.Status} {Essence(told.Answer)} became {again.Status} {again.Body}");
            }
        });
        await Parallel.ForEachAsync(crowd.Unknown, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (command, _) =>
        {
            var answer = await sender.SendUntilAnsweredAsync(command, 1);
            if (!answer.IsGood && !answer.IsRefused)
            {
                broken.Enqueue($"{command.Method} {command.Path} has no answer: {answer.Status} {answer.Body}");
            }
        });
        Assert.True(broken.IsEmpty, $"{broken.Count} of {crowd.Acknowledged.Count}:\n{string.Join('\n', broken.Take(3))}");
        Assert.True(crowd.Strange.IsEmpty, $"{string.Join('\n', crowd.Strange.Take(3))}\n{string.Join('\n', hall.Nodes.Select(node => node.Said))}");
    }

    public static async Task AgreeAsync(TongbanSettings settings)
    {
        await using var db = BackupCommand.OpenDb(settings);
        var (slots, appointments) = (await db.Set<Slot>().AsNoTracking().ToListAsync(), await db.Set<Appointment>().AsNoTracking().ToListAsync());
        var (visits, legs) = (await db.Set<Visit>().AsNoTracking().IgnoreAutoIncludes().ToListAsync(), await db.Set<Leg>().AsNoTracking().ToListAsync());
        PlacesAgree(slots, appointments);
        OneWindowEach(legs);
        NoNumberIsMissing(visits, await db.Set<NumberSeries>().AsNoTracking().Select(series => series.Last).ToListAsync());
        var facts = (await db.Facts.AsNoTracking().Select(fact => new { fact.SubjectId, fact.SubjectVersion }).ToListAsync()).ToLookup(fact => fact.SubjectId, fact => fact.SubjectVersion);
        var torn = appointments.Select(one => (one.Id, one.Version)).Concat(visits.Select(one => (one.Id, one.Version))).Concat(legs.Select(one => (one.Id, one.Version)))
            .Where(one => !facts[one.Id].Order().SequenceEqual(Enumerable.Range(1, one.Version)));
        Assert.Empty(torn);
    }

    // Taken is what is really kept, and never more than there is.
    private static void PlacesAgree(List<Slot> slots, List<Appointment> appointments)
    {
        var kept = appointments.Where(a => a.Status is not (AppointmentStatus.Cancelled or AppointmentStatus.Expired)).SelectMany(a => a.SlotIds).ToLookup(id => id);
        Assert.All(slots, slot => Assert.Equal(kept[slot.Id].Count(), slot.Taken));
        Assert.All(slots, slot => Assert.InRange(slot.Taken, 0, slot.Capacity));
    }

    // A ticket is at one window, a window has one ticket; no two calls have one number.
    private static void OneWindowEach(List<Leg> legs)
    {
        var atWindow = legs.FindAll(leg => leg.IsAtWindow);
        Assert.Equal(atWindow.Count, atWindow.DistinctBy(leg => leg.VisitId).Count());
        Assert.Equal(atWindow.Count, atWindow.DistinctBy(leg => leg.WindowId).Count());
        var calls = legs.Where(leg => leg.CallSeq is not null).Select(leg => leg.CallSeq!.Value).ToList();
        Assert.Equal(calls.Count, calls.Distinct().Count());
    }

    // Every number up to the last that was given has its ticket: none was lost, none given twice.
    private static void NoNumberIsMissing(List<Visit> visits, List<int> lasts)
    {
        var numbers = visits.Select(visit => int.Parse(visit.Number[1..], null)).Order().ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        Assert.True(numbers.Count == 0 || lasts.Contains(numbers.Count));
    }

    // What stays the same of an answer that is read anew: how many wait before somebody does not.
    private static string Essence(Answer answer) =>
        answer.Body.Contains("\"token\"", StringComparison.Ordinal) ? answer.Text("token")
        : answer.Body.Contains("\"number\"", StringComparison.Ordinal) && !answer.Body.Contains("\"window\"", StringComparison.Ordinal) ? answer.Text("number")
        : answer.Body;
}
