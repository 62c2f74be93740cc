using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Gate;

/// <summary>Shows something at a gate.</summary>
/// <param name="SiteId">Which site's gate.</param>
/// <param name="Typed">What was read or typed.</param>
/// <param name="People">The holder and those who come along.</param>
/// <param name="By">Which guard or gate.</param>
public sealed record ScanAtGate(Guid SiteId, string? Typed, int People, Actor By);

/// <summary>What the gate says: an answer, or the codes of several bookings to choose from.</summary>
public sealed record GateSaid(Guid? AdmissionId, IReadOnlyList<string> Choice);

/// <summary>Scans of all gates of a centre that arrive together.</summary>
public sealed class ScanBatch(TongbanDb db, Scanning scanning) : OneByOne<ScanAtGate, GateSaid>(db)
{
    protected override async Task<Outcome<GateSaid>> DoAsync(ScanAtGate command, CancellationToken stop)
    {
        var result = await scanning.ScanAsync(command.SiteId, command.Typed, command.People, command.By, stop);
        return new GateSaid(result.Admission?.Id, [.. result.Choice.Select(booking => booking.Code)]);
    }
}
