using CsCheck;
using Tongban.Kernel;
using Tongban.Queue;
using Tongban.Queue.Ordering;

namespace Tongban.Tests.Queue;

/// <summary>Calling profiles as data: any order that may be saved is total, fair within its bound and keeps its ratio.</summary>
public sealed class CallingRuleTests
{
    private static readonly Guid Companies = Guid.NewGuid();

    private static DateTime Now => CallingOrderTests.Now;

    /// <summary>Case 26: the same ten people by two profiles.</summary>
    [Fact]
    public void Ten_visitors_are_called_in_the_order_of_the_profile_that_the_window_follows()
    {
        Waiter[] ten =
        [
            CallingOrderTests.Came("C026", 44),
            CallingOrderTests.Came("C027", 43) with { Green = true },
            CallingOrderTests.Came("C024", 52),
            CallingOrderTests.Booked("C037", arrived: 9, due: -9),
            CallingOrderTests.Booked("C038", arrived: 6, due: 6),
            CallingOrderTests.Booked("C039", arrived: 30, due: 40),
            CallingOrderTests.Came("C042", 5) with { GroupId = Companies },
            CallingOrderTests.Came("C041", 18) with { Precedence = Precedence.Elderly },
            CallingOrderTests.Came("C029", 40) with { ReturnedAt = Now.AddMinutes(-3) },
            CallingOrderTests.Came("C030", 20) with { Transferred = true },
        ];
        CallingRule companies = new(
        [
            new(ConditionKind.GreenChannel),
            new(ConditionKind.MaximumWait) { Minutes = 50 },
            new(ConditionKind.Matter) { GroupIds = [Companies] },
            new(ConditionKind.Returned),
            new(ConditionKind.Longest),
        ]);
        CallingRule alternating = new(
        [
            new(ConditionKind.Ratio) { First = RatioSide.Appointments, FirstTurns = 1, Second = RatioSide.WalkIns, SecondTurns = 2, Early = 10, Late = 10 },
            new(ConditionKind.Longest),
        ]);

        Assert.Equal(
            ["C024 WaitedLongest", "C027 GreenChannel", "C042 Matter", "C029 Returned", "C026 Ordinary", "C039 Ordinary", "C030 Ordinary", "C041 Ordinary", "C037 Ordinary", "C038 Ordinary"],
            Told(companies, ten));
        Assert.Equal(
            ["C037 Ratio", "C024 Ratio", "C026 Ratio", "C038 Ratio", "C027 Ratio", "C029 Ratio", "C030 Ratio", "C041 Ratio", "C042 Ratio", "C039 Ordinary"],
            Told(alternating, ten));
    }

    [Fact]
    public void The_green_channel_is_open_to_whom_the_profile_names_and_to_no_others()
    {
        var rule = CallingRule.Of(new CallingRule([new(ConditionKind.GreenChannel) { For = Precedence.Pregnant | Precedence.Disabled, GroupIds = [Companies] }, new(ConditionKind.Longest)]).ToText());
        Waiter[] line =
        [
            CallingOrderTests.Came("C001", 30),
            CallingOrderTests.Came("C002", 25) with { Precedence = Precedence.Elderly },
            CallingOrderTests.Came("C003", 20) with { GroupId = Companies },
            CallingOrderTests.Came("C004", 15) with { Precedence = Precedence.Disabled | Precedence.Elderly },
            CallingOrderTests.Came("C005", 10) with { Green = true },
        ];

        Assert.Equal(["C003 GreenChannel", "C004 GreenChannel", "C005 GreenChannel", "C001 Ordinary", "C002 Ordinary"], Told(rule, line));
        Assert.DoesNotContain("for", new CallingRule([new(ConditionKind.GreenChannel), new(ConditionKind.Longest)]).ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_profile_stores_is_read_back_as_it_was() => AnyRule.Sample(rule =>
    {
        var read = CallingRule.Of(rule.ToText());
        Assert.Equal(rule.ToText(), read.ToText());
        read.RefuseUnlessSound();
    });

    [Fact]
    public void By_any_profile_everybody_stands_once_in_an_order_that_does_not_depend_on_how_they_were_read() =>
        Gen.Select(AnyRule, CallingOrderTests.AnyWaiters, Gen.Bool, Gen.Int[0, 3]).Sample((rule, drawn, longestHad, first) =>
        {
            var waiters = drawn.Select((who, n) => who with { Number = $"{who.Number}{n:000}" }).ToArray();
            var turn = new Turn(longestHad, first, 0);

            var line = CallingOrder.Line(rule, waiters, Now, turn).Select(place => place.Who.Number).ToList();

            Assert.Equal(waiters.Select(who => who.Number).Order(), line.Order());
            Assert.Equal(line, CallingOrder.Line(rule, waiters.Reverse(), Now, turn).Select(place => place.Who.Number));
        });

    /// <summary>Case 27, for any profile with a maximum wait and whatever else comes all day.</summary>
    [Fact]
    public void Nobody_starves_by_any_profile_with_a_maximum_wait() =>
        Gen.Select(AnyRule.Where(rule => WaitOf(rule) is not null), Gen.Int[1, 12], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[0, 100_000]).Sample((rule, service, everyMinute, windows, seed) =>
        {
            var chance = new Random(seed);
            var waited = CallingOrderTests.WaitOfTheWalkIn(rule, service, windows, chance, (minute, now) => Enumerable.Range(0, everyMinute).Select(n => Favoured(chance.Next(6), $"F{minute:000}{n}", now)));
            Assert.True(waited <= WaitOf(rule) + service + 1, $"waited {waited} minutes by {rule.ToText()}");
        });

    [Fact]
    public void Over_a_long_run_the_ratio_holds_while_both_sides_wait_and_nothing_is_owed_when_one_is_alone() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 40]).Sample((bookings, walkIns, alone) =>
        {
            CallingRule rule = new([new(ConditionKind.Ratio) { First = RatioSide.Appointments, FirstTurns = bookings, Second = RatioSide.WalkIns, SecondTurns = walkIns }, new(ConditionKind.Longest)]);
            var turn = default(Turn);
            Called(rule, [.. Enumerable.Range(0, alone + 1).Select(n => CallingOrderTests.Came($"A{n:000}", 30))], alone, ref turn);
            List<Waiter> waiting = [.. Enumerable.Range(0, 400).SelectMany(n => new[] { CallingOrderTests.Came($"W{n:000}", 30), CallingOrderTests.Booked($"B{n:000}", 0, 0) })];

            var called = Called(rule, waiting, 10 * (bookings + walkIns), ref turn);

            Assert.Equal(10 * bookings, called.Count(who => who.DueAt is not null));
            Assert.Equal(10 * walkIns, called.Count(who => who.DueAt is null));
        }, iter: 20);

    [Theory]
    [InlineData("profile.needs-last", "[{\"kind\":\"precedence\"}]")]
    [InlineData("profile.needs-last", "[]")]
    [InlineData("profile.needs-last", "[{\"kind\":\"longest\"},{\"kind\":\"returned\"}]")]
    [InlineData("profile.twice", "[{\"kind\":\"returned\"},{\"kind\":\"returned\"},{\"kind\":\"longest\"}]")]
    [InlineData("profile.out-of-bounds", "[{\"kind\":\"maximumWait\",\"minutes\":5},{\"kind\":\"longest\"}]")]
    [InlineData("profile.out-of-bounds", "[{\"kind\":\"appointmentDue\",\"early\":61},{\"kind\":\"longest\"}]")]
    [InlineData("profile.out-of-bounds", "[{\"kind\":\"ratio\",\"second\":\"walkIns\",\"firstTurns\":10,\"secondTurns\":1},{\"kind\":\"longest\"}]")]
    [InlineData("profile.ratio-sides", "[{\"kind\":\"ratio\",\"firstTurns\":1,\"secondTurns\":1},{\"kind\":\"longest\"}]")]
    [InlineData("profile.needs-group", "[{\"kind\":\"matter\"},{\"kind\":\"longest\"}]")]
    [InlineData("profile.wait-too-late", "[{\"kind\":\"greenChannel\"},{\"kind\":\"appointmentDue\"},{\"kind\":\"maximumWait\",\"minutes\":45},{\"kind\":\"longest\"}]")]
    [InlineData("profile.wait-too-late", "[{\"kind\":\"appointmentDue\"},{\"kind\":\"greenChannel\",\"for\":\"elderly\"},{\"kind\":\"maximumWait\",\"minutes\":45},{\"kind\":\"longest\"}]")]
    [InlineData("profile.wait-too-late", "[{\"kind\":\"ratio\",\"second\":\"walkIns\",\"firstTurns\":9,\"secondTurns\":1},{\"kind\":\"maximumWait\",\"minutes\":45},{\"kind\":\"longest\"}]")]
    public void A_rule_that_could_not_be_kept_is_refused(string code, string text) =>
        Assert.Equal(code, Assert.Throws<Refusal>(() => CallingRule.Of(text).RefuseUnlessSound()).Code);

    [Fact]
    public void The_usual_rule_is_one_that_could_be_saved() => CallingRule.Usual.RefuseUnlessSound();

    // Any order of any conditions that may be saved.
    private static Gen<CallingRule> AnyRule =>
        Gen.Select(Gen.Shuffle(All), Gen.Int[0, All.Length], Gen.Int[10, 90], Gen.Int[1, 9]).Select((all, used, minutes, turns) =>
            new CallingRule([.. all.Take(used).Select(kind => Of(kind, minutes, turns)), new Condition(ConditionKind.Longest)])).Where(IsSound);

    private static readonly ConditionKind[] All = [.. Enum.GetValues<ConditionKind>().Where(kind => kind != ConditionKind.Longest)];

    private static Condition Of(ConditionKind kind, int minutes, int turns) => kind switch
    {
        ConditionKind.MaximumWait => new(kind) { Minutes = minutes },
        ConditionKind.AppointmentDue or ConditionKind.AppointmentSoon => new(kind) { Early = minutes % 30, Late = minutes % 20 },
        ConditionKind.Ratio => new(kind) { Early = minutes % 30, Late = 10, First = (RatioSide)(turns % 3), Second = (RatioSide)((turns + 1) % 3), FirstTurns = turns, SecondTurns = 10 - turns },
        ConditionKind.Matter => new(kind) { GroupIds = [Companies] },
        _ => new(kind),
    };

    private static bool IsSound(CallingRule rule)
    {
        try
        {
            rule.RefuseUnlessSound();
            return true;
        }
        catch (Refusal)
        {
            return false;
        }
    }

    private static int? WaitOf(CallingRule rule) => rule.Conditions.FirstOrDefault(condition => condition.Kind == ConditionKind.MaximumWait)?.Minutes;

    private static Waiter Favoured(int kind, string number, DateTime now)
    {
        var who = new Waiter(Guid.NewGuid(), number, Guid.Empty, now, now);
        return kind switch
        {
            0 => who with { DueAt = now },
            1 => who with { Precedence = Precedence.Elderly },
            2 => who with { ReturnedAt = now },
            3 => who with { Transferred = true },
            4 => who with { Green = true },
            _ => who with { GroupId = Companies },
        };
    }

    private static List<Waiter> Called(CallingRule rule, List<Waiter> waiting, int count, ref Turn turn)
    {
        List<Waiter> called = [];
        for (var n = 0; n < count; n++)
        {
            var line = CallingOrder.Line(rule, waiting, Now, turn);
            turn = CallingOrder.After(line, line[0], Now, turn);
            waiting.Remove(line[0].Who);
            called.Add(line[0].Who);
        }

        return called;
    }

    private static IEnumerable<string> Told(CallingRule rule, Waiter[] waiters) =>
        CallingOrder.Line(rule, waiters, Now).Select(place => $"{place.Who.Number} {place.Reason}");
}
