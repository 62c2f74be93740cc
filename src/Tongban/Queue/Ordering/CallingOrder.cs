namespace Tongban.Queue.Ordering;

/// <summary>
/// Who is called next, and why. Precedence goes booking due, elderly, pregnant or disabled, returned, transferred,
/// booking due soon, then the order of arrival. So that nobody starves, whoever without a due booking has waited
/// past <see cref="Bound"/> takes turns with those who have precedence, the longest wait first: a walk-in is called
/// at the latest one turn after the bound, however many bookings come.
/// </summary>
public static class CallingOrder
{
    /// <summary>Longer than this nobody is passed over twice in a row.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(45);

    /// <summary>A booking so near stands before those without one.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);

    /// <summary>Who comes later than this after the booked time waits like everybody.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The whole line, first to be called first. <paramref name="longestHadTurn"/>: the last call was that of somebody
    /// past the bound.
    /// </summary>
    public static IReadOnlyList<Position> Line(IEnumerable<Waiter> waiters, DateTime now, bool longestHadTurn)
    {
        var all = waiters.Select(who => new Position(who, ReasonFor(who, now))).Order(Comparer<Position>.Create(Compare)).ToList();
        var longest = all.Where(place => place.Reason == CallReason.WaitedLongest);
        var before = all.Where(place => place.Reason is not (CallReason.WaitedLongest or CallReason.Ordinary));
        return [.. InTurns(longest, before, secondFirst: longestHadTurn), .. all.Where(place => place.Reason == CallReason.Ordinary)];
    }

    /// <summary>Why this person stands where they stand.</summary>
    public static CallReason ReasonFor(Waiter who, DateTime now) => who switch
    {
        { DueAt: { } due } when IsPunctual(who, due) && now >= due => CallReason.AppointmentDue,
        _ when now - who.SinceAt > Bound => CallReason.WaitedLongest,
        { Precedence: not Precedence.None } => CallReason.Precedence,
        { ReturnedAt: not null } => CallReason.Returned,
        { Transferred: true } => CallReason.Transferred,
        { DueAt: { } due } when IsPunctual(who, due) && now >= due - Soon => CallReason.AppointmentSoon,
        _ => CallReason.Ordinary,
    };

    private static bool IsPunctual(Waiter who, DateTime due) => who.ArrivedAt <= due + Lateness;

    private static int Compare(Position one, Position other) =>
        one.Reason != other.Reason ? one.Reason.CompareTo(other.Reason)
        : Key(one).CompareTo(Key(other)) is not 0 and var byTime ? byTime
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
