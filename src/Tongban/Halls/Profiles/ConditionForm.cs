using Tongban.Queue;
using Tongban.Queue.Ordering;

namespace Tongban.Halls.Profiles;

/// <summary>A condition as the form has it: its place in the order, empty where the profile does not use it, and its parameters.</summary>
public sealed class ConditionForm
{
    public ConditionKind Kind { get; set; }

    public int? Place { get; set; }

    public int? Early { get; set; }

    public int? Late { get; set; }

    public int? Minutes { get; set; }

    public List<Guid> GroupIds { get; set; } = [];

    /// <summary>Who goes through the green channel by saying so.</summary>
    public List<Precedence> For { get; set; } = [];

    public RatioSide First { get; set; }

    public RatioSide Second { get; set; } = RatioSide.WalkIns;

    public int? FirstTurns { get; set; }

    public int? SecondTurns { get; set; }

    /// <summary>Every kind that a person chooses, with what one would usually set; the last of every rule is not chosen.</summary>
    public static List<ConditionForm> All() =>
    [
        new() { Kind = ConditionKind.GreenChannel },
        new() { Kind = ConditionKind.AppointmentDue, Early = 0, Late = 10 },
        new() { Kind = ConditionKind.MaximumWait, Minutes = 45 },
        new() { Kind = ConditionKind.Precedence },
        new() { Kind = ConditionKind.Returned },
        new() { Kind = ConditionKind.Transferred },
        new() { Kind = ConditionKind.Ratio, Early = 0, Late = 10, FirstTurns = 2, SecondTurns = 1 },
        new() { Kind = ConditionKind.Matter },
        new() { Kind = ConditionKind.AppointmentSoon, Early = 15, Late = 10 },
    ];

    /// <summary>The rows of a rule: what it uses in its order, then what it does not.</summary>
    public static List<ConditionForm> Of(CallingRule rule)
    {
        var used = rule.Conditions.Where(condition => condition.Kind != ConditionKind.Longest).Select((condition, n) => Of(condition, n + 1)).ToList();
        return [.. used, .. All().Where(row => !used.Exists(one => one.Kind == row.Kind))];
    }

    public Condition ToCondition() => new(Kind)
    {
        Early = Has(Kind, nameof(Early)) ? Early ?? -1 : 0,
        Late = Has(Kind, nameof(Late)) ? Late ?? -1 : 0,
        Minutes = Has(Kind, nameof(Minutes)) ? Minutes ?? 0 : 0,
        GroupIds = Kind is ConditionKind.Matter or ConditionKind.GreenChannel ? GroupIds : [],
        For = Kind == ConditionKind.GreenChannel ? For.Aggregate(Precedence.None, (all, one) => all | one) : default,
        First = Kind == ConditionKind.Ratio ? First : default,
        Second = Kind == ConditionKind.Ratio ? Second : default,
        FirstTurns = Kind == ConditionKind.Ratio ? FirstTurns ?? 0 : 0,
        SecondTurns = Kind == ConditionKind.Ratio ? SecondTurns ?? 0 : 0,
    };

    /// <summary>Whether a kind has this parameter.</summary>
    public static bool Has(ConditionKind kind, string parameter) => parameter switch
    {
        nameof(Early) or nameof(Late) => kind is ConditionKind.AppointmentDue or ConditionKind.AppointmentSoon or ConditionKind.Ratio,
        nameof(Minutes) => kind == ConditionKind.MaximumWait,
        _ => false,
    };

    private static ConditionForm Of(Condition condition, int place) => new()
    {
        Kind = condition.Kind,
        Place = place,
        Early = condition.Early,
        Late = condition.Late,
        Minutes = condition.Minutes,
        GroupIds = [.. condition.GroupIds],
        For = [.. Enum.GetValues<Precedence>().Where(one => one != Precedence.None && condition.For.HasFlag(one))],
        First = condition.First,
        Second = condition.Second,
        FirstTurns = condition.FirstTurns,
        SecondTurns = condition.SecondTurns,
    };
}
