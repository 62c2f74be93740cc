using System.Text.Json;
using System.Text.Json.Serialization;
using Tongban.Kernel;

namespace Tongban.Queue.Ordering;

/// <summary>In which order a window calls, as data: conditions in the order in which they are asked, the first that is true wins.</summary>
public sealed record CallingRule(IReadOnlyList<Condition> Conditions)
{
    /// <summary>No wait of the kind that a rule may name is shorter or longer.</summary>
    public const int LeastWait = 10;
    public const int MostWait = 240;

    /// <summary>Minutes of tolerance before or after a booked time.</summary>
    public const int MostTolerance = 60;

    /// <summary>Turns of one side of a ratio.</summary>
    public const int MostTurns = 9;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>
    /// What a window follows that has no profile: booking due, green channel, longer than 45 minutes in turns with those
    /// who have precedence, elderly, pregnant or disabled, returned, transferred, booking due soon, then the order of arrival.
    /// </summary>
    public static CallingRule Usual { get; } = new(
    [
        new(ConditionKind.AppointmentDue) { Late = 10 },
        new(ConditionKind.GreenChannel),
        new(ConditionKind.MaximumWait) { Minutes = 45 },
        new(ConditionKind.Precedence),
        new(ConditionKind.Returned),
        new(ConditionKind.Transferred),
        new(ConditionKind.AppointmentSoon) { Early = 15, Late = 10 },
        new(ConditionKind.Longest),
    ]);

    /// <summary>As a profile stores it.</summary>
    public string ToText() => JsonSerializer.Serialize(Conditions, Json);

    public static CallingRule Of(string text) => new(JsonSerializer.Deserialize<List<Condition>>(text, Json)!);

    /// <summary>What every rule must be, whoever made it.</summary>
    /// <remarks>
    /// Refusals: <c>profile.needs-last</c>, <c>profile.twice</c>, <c>profile.out-of-bounds</c>, <c>profile.ratio-sides</c>,
    /// <c>profile.needs-group</c>, <c>profile.wait-too-late</c>.
    /// </remarks>
    public void RefuseUnlessSound()
    {
        Refusal.Unless(Conditions.Count > 0 && Conditions[^1].Kind == ConditionKind.Longest, "profile.needs-last");
        Refusal.Unless(Conditions.DistinctBy(condition => condition.Kind).Count() == Conditions.Count, "profile.twice");
        foreach (var condition in Conditions)
        {
            RefuseUnlessSound(condition);
        }

        // Whoever stands below two others without a bound could wait for ever behind them; and a ratio, in which everybody
        // stands on one of its sides, would leave nobody to be found by a bound below it. Bookings are no more than there are
        // places, so a green channel that only staff open, one by one, may stand behind those whose time has come.
        var before = Conditions.TakeWhile(condition => condition.Kind != ConditionKind.MaximumWait).ToList();
        Refusal.Unless(before.Count == Conditions.Count || (before.Count <= 1 && before.All(condition => condition.Kind != ConditionKind.Ratio)) || IsGreenBehindBookings(before), "profile.wait-too-late");
    }

    private static bool IsGreenBehindBookings(IReadOnlyList<Condition> conditions) =>
        conditions is [{ Kind: ConditionKind.AppointmentDue }, { Kind: ConditionKind.GreenChannel, For: Precedence.None, GroupIds.Count: 0 }];

    private static void RefuseUnlessSound(Condition condition)
    {
        Refusal.Unless(condition.Early is >= 0 and <= MostTolerance && condition.Late is >= 0 and <= MostTolerance, "profile.out-of-bounds", 0, MostTolerance);
        Refusal.Unless(condition.Kind != ConditionKind.MaximumWait || condition.Minutes is >= LeastWait and <= MostWait, "profile.out-of-bounds", LeastWait, MostWait);
        Refusal.Unless(condition.Kind != ConditionKind.Matter || condition.GroupIds.Count > 0, "profile.needs-group");
        if (condition.Kind == ConditionKind.Ratio)
        {
            Refusal.Unless(condition.First != condition.Second, "profile.ratio-sides");
            Refusal.Unless(condition.FirstTurns is >= 1 and <= MostTurns && condition.SecondTurns is >= 1 and <= MostTurns, "profile.out-of-bounds", 1, MostTurns);
        }
    }
}
