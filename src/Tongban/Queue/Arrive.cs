using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Queue;

/// <summary>Asks for a number: for a walk-in, or for the booking with this code.</summary>
public sealed record Arrive(WalkIn? WalkIn, string? Booking, Actor By);

/// <summary>A number was given.</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="Token">Opens the ticket.</param>
public sealed record Arrived(Guid VisitId, string Token);

/// <summary>Numbers for those who come at the same moment: one series, one commit.</summary>
public sealed class ArriveBatch(TongbanDb db, Arrival arrival) : OneByOne<Arrive, Arrived>(db)
{
    protected override async Task<Outcome<Arrived>> DoAsync(Arrive command, CancellationToken stop)
    {
        var visit = command.Booking is { } code ? await arrival.CheckInAsync(code, command.By, stop) : await arrival.WalkInAsync(command.WalkIn!, command.By, stop);
        return new Arrived(visit.Id, visit.Token);
    }
}
