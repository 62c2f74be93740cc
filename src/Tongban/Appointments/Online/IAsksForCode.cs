namespace Tongban.Appointments.Online;

/// <summary>A page that asks for the digits that were sent to a phone: of a booking, or of an entry of the waiting list.</summary>
public interface IAsksForCode
{
    /// <summary>What was typed.</summary>
    string? Digits { get; }

    /// <summary>Masked.</summary>
    string Phone { get; }

    /// <summary>Whether a code that was sent still works.</summary>
    bool IsCodeAlive { get; }

    /// <summary>What the main button says.</summary>
    string Button { get; }

    /// <summary>The place that is kept meanwhile, if one is.</summary>
    BookingFacts? Kept { get; }
}
