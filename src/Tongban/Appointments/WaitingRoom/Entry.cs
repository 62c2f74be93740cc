namespace Tongban.Appointments.WaitingRoom;

/// <summary>A place in the line before booking, and the instant at which it is the person's turn. Nothing of it is stored here: the person keeps it, sealed.</summary>
/// <param name="Id">Random.</param>
/// <param name="SiteId">Where.</param>
/// <param name="AdmitAt">From then on.</param>
/// <param name="Device">The browser that joined; null for a program, which is its own.</param>
public sealed record Entry(Guid Id, Guid SiteId, DateTime AdmitAt, string? Device)
{
    /// <summary>Whoever has so little to wait does not see the room at all.</summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(1);

    public bool IsIn(DateTime now, TimeSpan lasts) => now >= AdmitAt - Unseen && !IsOver(now, lasts);

    /// <summary>The turn has passed; nobody else waits for it.</summary>
    public bool IsOver(DateTime now, TimeSpan lasts) => now >= AdmitAt + lasts;
}

/// <summary>Asks for the next place in line.</summary>
/// <param name="SiteId">Where.</param>
/// <param name="Device">The browser.</param>
public sealed record Join(Guid SiteId, string? Device);
