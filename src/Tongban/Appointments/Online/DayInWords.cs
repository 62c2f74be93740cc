using Tongban.Appointments.Releasing;
using Tongban.Shared.Words;

namespace Tongban.Appointments.Online;

/// <summary>Says what a day or a time is, in a word or two: every view asks here, so that no two can say different things.</summary>
public sealed class DayInWords(Say say, NextInWords next)
{
    public string Of(OfferedDay day) => Of(day.State, day.Free, day.Next);

    public string Of(MonthDay day) => Of(day.State, day.Free, day.Next);

    /// <summary>A time has room for how many open then.</summary>
    public string Of(OfferedTime time) => time is { State: DayState.Later, Next: { } opens } ? next.Brief(opens) : Of(time.State, time.Free, time.Next);

    private string Of(DayState state, int free, NextRelease? opens) => state switch
    {
        DayState.Free or DayState.Few => say["booking.left", free],
        DayState.Later => next.When(opens!),
        DayState.Full => say["booking.full"],
        DayState.None => say["booking.none"],
        DayState.Over => say["booking.day-over"],
        DayState.Closed => say["month.closed"],
        DayState.NotYet => say["month.not-yet"],
        _ => "",
    };
}
