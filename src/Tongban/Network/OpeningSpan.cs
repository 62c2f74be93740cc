namespace Tongban.Network;

/// <summary>Open from a time of day to another, both of the hall's local time.</summary>
public readonly record struct OpeningSpan(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>A time of day cannot say 24:00; a place that never closes closes at this minute.</summary>
    public static TimeOnly LastMinute { get; } = new(23, 59);

    /// <summary>Open day and night.</summary>
    public bool IsRoundTheClock => Opens == TimeOnly.MinValue && Closes == LastMinute;

    /// <summary>Closing time itself is outside, except for a place that never closes.</summary>
    public bool Holds(TimeOnly time) => IsRoundTheClock || (time >= Opens && time < Closes);

    public override string ToString() => $"{Opens:H:mm}–{Closes:H:mm}";
}
