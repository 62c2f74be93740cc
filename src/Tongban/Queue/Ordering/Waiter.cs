namespace Tongban.Queue.Ordering;

/// <summary>
/// Somebody in line, as the calling rule sees them. <paramref name="ArrivedAt"/> is when the person came to the hall
/// (a booking that comes too late loses its precedence), <paramref name="SinceAt"/> when this matter began to wait (a
/// transfer keeps it), <paramref name="ForWindowId"/> the only window that may call while it is open.
/// </summary>
public sealed record Waiter(
    Guid LegId,
    string Number,
    Guid GroupId,
    DateTime ArrivedAt,
    DateTime SinceAt,
    DateTime? DueAt = null,
    Precedence Precedence = Precedence.None,
    DateTime? ReturnedAt = null,
    bool Transferred = false,
    Guid? ForWindowId = null,
    bool Green = false)
{
    /// <summary>Has something that a rule may put before the order of arrival.</summary>
    /// <remarks><see cref="Lines"/> says the same in SQL.</remarks>
    public bool MayBeFirst => DueAt is not null || Precedence != Precedence.None || Green || ReturnedAt is not null || Transferred;

    /// <summary>Whoever waits for another window waits for it only while it is open.</summary>
    public bool MayBeCalledAt(Guid windowId, Func<Guid, bool> isOpen) => ForWindowId is not { } only || only == windowId || !isOpen(only);
}

/// <summary>Why somebody is called when they are; the clerk reads it and the leg keeps it.</summary>
public enum CallReason
{
    /// <summary>Waited longer than the rule's maximum: every second turn is theirs.</summary>
    WaitedLongest,

    /// <summary>The booking's time has come.</summary>
    AppointmentDue,

    /// <summary>Elderly, pregnant or disabled (老年人、孕妇、残疾人).</summary>
    Precedence,

    /// <summary>Came back with the material, or once after having missed the call.</summary>
    Returned,

    /// <summary>Sent on by another window; the place is kept from the arrival.</summary>
    Transferred,

    /// <summary>The booking is due soon.</summary>
    AppointmentSoon,

    /// <summary>In the order of arrival: walk-ins, bookings far too early or too late.</summary>
    Ordinary,

    /// <summary>The clerk called this number by hand.</summary>
    ByHand,

    /// <summary>绿色通道.</summary>
    GreenChannel,

    /// <summary>Comes for a matter that this window calls first.</summary>
    Matter,

    /// <summary>The turn of this side by the ratio of the window's profile.</summary>
    Ratio,
}

/// <summary>A place in line with its reason.</summary>
/// <param name="Who">The person.</param>
/// <param name="Reason">As the leg keeps it.</param>
/// <param name="Why">The condition that was the first to be true.</param>
public sealed record Position(Waiter Who, CallReason Reason, Condition Why);
