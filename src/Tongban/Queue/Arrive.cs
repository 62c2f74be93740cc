using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Queue;

/// <summary>Asks for a number: for somebody without a booking, or for what somebody shows.</summary>
public sealed record Arrive(WalkIn? WalkIn, Shown? Shown, Actor By);

/// <summary>What somebody shows at a site: a booking's QR or code, an ID card, a phone's number, or a slip that was given before.</summary>
public sealed record Shown(Guid SiteId, string Text);

/// <summary>A number was given, or is theirs already.</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="Token">Opens the ticket.</param>
/// <param name="Number">What is called.</param>
public sealed record Arrived(Guid VisitId, string Token, string Number);

/// <summary>Numbers for those who come at the same moment: one series, one commit.</summary>
public sealed class ArriveBatch(TongbanDb db, Arrival arrival, CheckingIn checkingIn) : OneByOne<Arrive, Arrived>(db)
{
    protected override async Task<Outcome<Arrived>> DoAsync(Arrive command, CancellationToken stop)
    {
        var visit = command.Shown is { } shown ? await checkingIn.ShowAsync(shown, command.By, stop) : await arrival.WalkInAsync(command.WalkIn!, command.By, stop);
        return new Arrived(visit.Id, visit.Token, visit.Number);
    }
}
