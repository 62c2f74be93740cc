namespace Tongban.Queue.Forecast;

public enum TicketStopReason
{
    /// <summary>Who takes a number now would not be done before the lunch break.</summary>
    BeforeLunch,

    /// <summary>Would not be done before closing.</summary>
    BeforeClosing,

    /// <summary>The hall does not receive now, but later today.</summary>
    NotYetOpen,

    /// <summary>The hall receives no more today.</summary>
    ClosedToday,

    /// <summary>The hall manager has stopped the group's tickets, and says why.</summary>
    Ordered,
}

/// <summary>Why no number is given now, and when again today; null when not today or not known.</summary>
public sealed record TicketStop(TicketStopReason Reason, DateTime? AgainAt, string Words = "")
{
    /// <summary>Numbers are given so long before the doors open.</summary>
    public static readonly TimeSpan BeforeOpening = TimeSpan.FromMinutes(30);

    /// <summary>
    /// A number is an honest promise only if its holder is served before the break. Null: a number may be given.
    /// </summary>
    public static TicketStop? For(DateTime now, IReadOnlyList<OpenSpan> spans, WaitRange? wait, double minutesEach)
    {
        var next = spans.Where(span => span.From > now).Select(span => (DateTime?)span.From).FirstOrDefault();
        if (spans.FirstOrDefault(span => span.From <= now && now < span.To) is { To.Ticks: > 0 } open)
        {
            // Nobody knows how long it takes where no window serves: only what surely cannot be done is refused.
            var done = WaitForecast.DoneAt(now, wait, minutesEach) ?? now.AddMinutes(minutesEach);
            return done <= open.To ? null
                : new TicketStop(next is null ? TicketStopReason.BeforeClosing : TicketStopReason.BeforeLunch, next - BeforeOpening);
        }

        return next is not { } opens ? new TicketStop(TicketStopReason.ClosedToday, null)
            : now >= opens - BeforeOpening ? null
            : new TicketStop(TicketStopReason.NotYetOpen, opens - BeforeOpening);
    }
}
