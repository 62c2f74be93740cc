namespace Tongban.Queue.Ordering;

/// <summary>
/// Who is called next by a rule, and why. Each person stands in the lane of the first condition that is true; lanes go
/// one after the other, except that whoever has waited past the rule's maximum takes turns with all lanes but the last,
/// the longest wait first: they are called at the latest one turn after the bound, however many others come.
/// </summary>
public static class CallingOrder
{
    /// <summary>The whole line, first to be called first.</summary>
    public static IReadOnlyList<Position> Line(CallingRule rule, IEnumerable<Waiter> waiters, DateTime now, Turn turn = default)
    {
        var lanes = waiters.Select(who => Place(rule, who, now)).ToLookup(place => place.Why);
        List<Position> before = [], longest = [], last = [];
        foreach (var condition in rule.Conditions)
        {
            var lane = lanes[condition].Order(Comparer<Position>.Create(Compare));
            (condition.Kind switch { ConditionKind.MaximumWait => longest, ConditionKind.Longest => last, _ => before })
                .AddRange(condition.Kind == ConditionKind.Ratio ? ByRatio(condition, lane, now, turn) : lane);
        }

        return [.. InTurns(longest, before, secondFirst: turn.LongestHad), .. last];
    }

    /// <summary>The turn after this one of the line was called.</summary>
    public static Turn After(IReadOnlyList<Position> line, Position called, DateTime now, Turn turn) => called.Why.Kind switch
    {
        ConditionKind.MaximumWait => turn with { LongestHad = true },
        ConditionKind.Ratio when IsContested(called.Why, line, now) => Counted(called.Why, called.Who, now, turn with { LongestHad = false }),
        ConditionKind.Longest => default,
        _ => turn with { LongestHad = false },
    };

    private static Position Place(CallingRule rule, Waiter who, DateTime now)
    {
        var why = rule.Conditions.First(condition => condition.Holds(who, now));
        return new Position(who, ReasonOf(why.Kind), why);
    }

    private static CallReason ReasonOf(ConditionKind kind) => kind switch
    {
        ConditionKind.GreenChannel => CallReason.GreenChannel,
        ConditionKind.AppointmentDue => CallReason.AppointmentDue,
        ConditionKind.MaximumWait => CallReason.WaitedLongest,
        ConditionKind.Precedence => CallReason.Precedence,
        ConditionKind.Returned => CallReason.Returned,
        ConditionKind.Transferred => CallReason.Transferred,
        ConditionKind.AppointmentSoon => CallReason.AppointmentSoon,
        ConditionKind.Matter => CallReason.Matter,
        ConditionKind.Ratio => CallReason.Ratio,
        _ => CallReason.Ordinary,
    };

    private static int Compare(Position one, Position other) =>
        Key(one).CompareTo(Key(other)) is not 0 and var byTime ? byTime
        : one.Who.SinceAt.CompareTo(other.Who.SinceAt) is not 0 and var bySince ? bySince
        : ByNumber(one.Who.Number, other.Who.Number);

    private static DateTime Key(Position place) => place.Reason switch
    {
        CallReason.AppointmentDue or CallReason.AppointmentSoon => place.Who.DueAt!.Value,
        CallReason.Returned => place.Who.ReturnedAt!.Value,
        _ => place.Who.SinceAt,
    };

    // A1000 comes after A999.
    private static int ByNumber(string one, string other) =>
        one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one, other);

    private static IEnumerable<Position> ByRatio(Condition ratio, IEnumerable<Position> lane, DateTime now, Turn turn)
    {
        var sides = lane.ToLookup(place => ratio.SideOf(place.Who, now));
        var (first, second) = (new Queue<Position>(sides[ratio.First]), new Queue<Position>(sides[ratio.Second]));
        while (first.Count > 0 && second.Count > 0)
        {
            var next = (turn.First < ratio.FirstTurns ? first : second).Dequeue();
            turn = Counted(ratio, next.Who, now, turn);
            yield return next;
        }

        foreach (var rest in first.Concat(second))
        {
            yield return rest;
        }
    }

    // Where only one side waits nobody gives way, and nothing is owed for it afterwards.
    private static bool IsContested(Condition ratio, IReadOnlyList<Position> line, DateTime now) =>
        line.Where(place => place.Why == ratio).Select(place => ratio.SideOf(place.Who, now)).Distinct().Count() > 1;

    private static Turn Counted(Condition ratio, Waiter who, DateTime now, Turn turn)
    {
        var counted = ratio.SideOf(who, now) == ratio.First ? turn with { First = turn.First + 1 } : turn with { Second = turn.Second + 1 };
        return counted.First >= ratio.FirstTurns && counted.Second >= ratio.SecondTurns ? counted with { First = 0, Second = 0 } : counted;
    }

    private static IEnumerable<Position> InTurns(IEnumerable<Position> first, IEnumerable<Position> second, bool secondFirst)
    {
        var (a, b) = (new Queue<Position>(first), new Queue<Position>(second));
        var lanes = secondFirst ? (A: b, B: a) : (A: a, B: b);
        while (lanes.A.Count + lanes.B.Count > 0)
        {
            if (lanes.A.TryDequeue(out var next))
            {
                yield return next;
            }

            lanes = (lanes.B, lanes.A);
        }
    }
}
