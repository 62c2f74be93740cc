using CsCheck;
using Tongban.Queue;
using Tongban.Queue.Ordering;

namespace Tongban.Tests.Queue;

public sealed class CallingOrderTests
{
    internal static readonly DateTime Now = new(2026, 11, 24, 2, 24, 0, DateTimeKind.Utc);

    [Fact]
    public void Ten_visitors_are_called_in_this_order_and_each_jump_has_its_reason()
    {
        Waiter[] ten =
        [
            Came("C026", 44),
            Came("C027", 43),
            Came("C024", 52),
            Booked("C037", arrived: 9, due: -9),
            Booked("C038", arrived: 6, due: 6),
            Booked("C039", arrived: 30, due: 40),
            Booked("C040", arrived: 10, due: -25),
            Came("C041", 18) with { Precedence = Precedence.Elderly },
            Came("C029", 40) with { ReturnedAt = Now.AddMinutes(-3) },
            Came("C030", 20) with { Transferred = true },
        ];

        var line = CallingOrder.Line(CallingRule.Usual, ten, Now);

        Assert.Equal(
            [
                ("C024", CallReason.WaitedLongest),
                ("C037", CallReason.AppointmentDue),
                ("C041", CallReason.Precedence),
                ("C029", CallReason.Returned),
                ("C030", CallReason.Transferred),
                ("C038", CallReason.AppointmentSoon),
                ("C026", CallReason.Ordinary),
                ("C027", CallReason.Ordinary),
                ("C039", CallReason.Ordinary),
                ("C040", CallReason.Ordinary),
            ],
            line.Select(place => (place.Who.Number, place.Reason)));
    }

    [Fact]
    public void Those_past_the_bound_take_turns_with_those_who_have_precedence()
    {
        Waiter[] waiting = [Came("A001", 60), Came("A002", 50), Booked("A003", 5, -1), Booked("A004", 5, 0), Came("A005", 5)];

        Assert.Equal(["A001", "A003", "A002", "A004", "A005"], Numbers(CallingOrder.Line(CallingRule.Usual, waiting, Now)));
        Assert.Equal(["A003", "A001", "A004", "A002", "A005"], Numbers(CallingOrder.Line(CallingRule.Usual, waiting, Now, new Turn(LongestHad: true, 0, 0))));
    }

    [Fact]
    public void A_thousandth_number_comes_after_the_nine_hundred_and_ninety_ninth() =>
        Assert.Equal(["A999", "A1000"], Numbers(CallingOrder.Line(CallingRule.Usual, [Came("A1000", 5), Came("A999", 5)], Now)));

    [Fact]
    public void No_walk_in_waits_longer_than_the_bound_and_a_service_however_many_bookings_come() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 3], Gen.Int[1, 4], Gen.Int[0, 100_000]).Sample((service, bookingsAMinute, windows, seed) =>
        {
            var waited = WaitOfTheWalkIn(CallingRule.Usual, service, windows, new Random(seed), (minute, now) => Enumerable.Range(0, bookingsAMinute).Select(n => new Waiter(Guid.NewGuid(), $"B{minute:000}{n}", Guid.Empty, now, now, DueAt: now)));
            Assert.True(waited <= 45 + service + 1, $"waited {waited} minutes");
        });

    [Fact]
    public void Everybody_is_in_the_line_once_whoever_they_are() =>
        AnyWaiters.Sample(waiters =>
        {
            var line = CallingOrder.Line(CallingRule.Usual, waiters, Now);
            Assert.Equal(waiters.Select(who => who.LegId).Order(), line.Select(place => place.Who.LegId).Order());
        });

    [Fact]
    public void Past_the_bound_nobody_who_came_later_without_precedence_is_called_before() =>
        AnyWaiters.Sample(waiters =>
        {
            var longest = CallingOrder.Line(CallingRule.Usual, waiters, Now).Where(place => place.Reason == CallReason.WaitedLongest).Select(place => place.Who.SinceAt);
            Assert.Equal(longest.Order(), longest);
        });

    internal static Gen<Waiter[]> AnyWaiters =>
        Gen.Select(Gen.Int[0, 120], Gen.Int[-60, 60], Gen.Int[0, 5]).Select((since, due, kind) => kind switch
        {
            0 => Booked("B", since, due),
            1 => Came("E", since) with { Precedence = Precedence.Disabled },
            2 => Came("R", since) with { ReturnedAt = Now.AddMinutes(-since / 2) },
            3 => Came("T", since) with { Transferred = true },
            4 => Came("G", since) with { Green = true },
            _ => Came("W", since),
        }).Array[0, 30];

    // One walk-in comes at minute 0; every minute brings others. Windows take whom the rule says, each in its own turn.
    internal static int WaitOfTheWalkIn(CallingRule rule, int service, int windows, Random chance, Func<int, DateTime, IEnumerable<Waiter>> others)
    {
        var walkIn = new Waiter(Guid.NewGuid(), "W001", Guid.Empty, Now, Now);
        List<Waiter> waiting = [walkIn];
        var freeAt = Enumerable.Range(0, windows).Select(_ => chance.Next(service + 1)).ToArray();
        var turns = new Turn[windows];
        for (var minute = 0; minute < 400; minute++)
        {
            var now = Now.AddMinutes(minute);
            waiting.AddRange(others(minute, now));
            foreach (var window in Enumerable.Range(0, windows).Where(window => freeAt[window] <= minute && waiting.Count > 0))
            {
                var line = CallingOrder.Line(rule, waiting, now, turns[window]);
                if (line.Count == 0 || line[0].Who == walkIn)
                {
                    return minute;
                }

                turns[window] = CallingOrder.After(line, line[0], now, turns[window]);
                waiting.Remove(line[0].Who);
                freeAt[window] = minute + service;
            }
        }

        return int.MaxValue;
    }

    internal static IEnumerable<string> Numbers(IEnumerable<Position> line) => line.Select(place => place.Who.Number);

    internal static Waiter Came(string number, int minutesAgo) =>
        new(Guid.NewGuid(), number, Guid.Empty, Now.AddMinutes(-minutesAgo), Now.AddMinutes(-minutesAgo));

    internal static Waiter Booked(string number, int arrived, int due) => Came(number, arrived) with { DueAt = Now.AddMinutes(due) };
}
