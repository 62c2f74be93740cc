using System.Text.Json.Serialization;

namespace Tongban.Queue.Ordering;

/// <summary>What puts somebody where they stand; a <see cref="CallingRule"/> is an ordered list of these, the first that is true wins.</summary>
public enum ConditionKind
{
    /// <summary>绿色通道: a member of staff has marked the visit; or the profile opens it to who says so (<see cref="Condition.For"/>) or comes for one of <see cref="Condition.GroupIds"/>.</summary>
    GreenChannel,

    /// <summary>The booking's time has come: from <see cref="Condition.Early"/> minutes before it, for who came at most <see cref="Condition.Late"/> minutes after it.</summary>
    AppointmentDue,

    /// <summary>Has waited longer than <see cref="Condition.Minutes"/>: every second turn is theirs.</summary>
    MaximumWait,

    /// <summary>Elderly, pregnant or disabled.</summary>
    Precedence,

    /// <summary>Back with the material, or once after a missed call.</summary>
    Returned,

    /// <summary>Sent on by another window.</summary>
    Transferred,

    /// <summary>As <see cref="AppointmentDue"/>, for a booking that is due soon.</summary>
    AppointmentSoon,

    /// <summary>Comes for one of <see cref="Condition.GroupIds"/>.</summary>
    Matter,

    /// <summary>So many turns of one side, then so many of the other.</summary>
    Ratio,

    /// <summary>Everybody else, the longest wait first: the last of every rule.</summary>
    Longest,
}

/// <summary>One side of a ratio.</summary>
public enum RatioSide
{
    /// <summary>Bookings whose time has come.</summary>
    Appointments,

    /// <summary>Who came without a booking.</summary>
    WalkIns,

    /// <summary>Elderly, pregnant or disabled.</summary>
    Precedence,
}

/// <summary>One condition of a rule, with the parameters that its kind has.</summary>
public sealed record Condition([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ConditionKind Kind)
{
    /// <summary>Minutes before the booked time.</summary>
    public int Early { get; init; }

    /// <summary>Who comes more minutes after the booked time waits like everybody.</summary>
    public int Late { get; init; }

    /// <summary>The wait after which nobody is passed over twice in a row.</summary>
    public int Minutes { get; init; }

    /// <summary>The matter groups that come first, or go through the green channel.</summary>
    public IReadOnlyList<Guid> GroupIds { get; init; } = [];

    /// <summary>Who goes through the green channel by saying so when they take the number; staff can take it back.</summary>
    public Precedence For { get; init; }

    public RatioSide First { get; init; }

    public RatioSide Second { get; init; }

    public int FirstTurns { get; init; }

    public int SecondTurns { get; init; }

    /// <summary>Whether this puts the person in its lane at this moment.</summary>
    public bool Holds(Waiter who, DateTime now) => Kind switch
    {
        ConditionKind.GreenChannel => who.Green || IsOpenTo(who.Precedence) || GroupIds.Contains(who.GroupId),
        ConditionKind.AppointmentDue or ConditionKind.AppointmentSoon => IsDue(who, now),
        ConditionKind.MaximumWait => now - who.SinceAt > TimeSpan.FromMinutes(Minutes),
        ConditionKind.Precedence => who.Precedence != Precedence.None,
        ConditionKind.Returned => who.ReturnedAt is not null,
        ConditionKind.Transferred => who.Transferred,
        ConditionKind.Matter => GroupIds.Contains(who.GroupId),
        ConditionKind.Ratio => SideOf(who, now) is not null,
        _ => true,
    };

    /// <summary>Whether who says this goes through the green channel without being asked further.</summary>
    public bool IsOpenTo(Precedence said) => Kind == ConditionKind.GreenChannel && (For & said) != Precedence.None;

    /// <summary>The side of the ratio on which this person stands.</summary>
    public RatioSide? SideOf(Waiter who, DateTime now) => IsOn(First, who, now) ? First : IsOn(Second, who, now) ? Second : null;

    private bool IsDue(Waiter who, DateTime now) =>
        who.DueAt is { } due && who.ArrivedAt <= due.AddMinutes(Late) && now >= due.AddMinutes(-Early);

    private bool IsOn(RatioSide side, Waiter who, DateTime now) => side switch
    {
        RatioSide.Appointments => IsDue(who, now),
        RatioSide.WalkIns => who.DueAt is null,
        _ => who.Precedence != Precedence.None,
    };
}
