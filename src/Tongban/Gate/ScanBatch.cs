using Tongban.Kernel;
using Tongban.Queue;
using Tongban.Shared.Rush;

namespace Tongban.Gate;

/// <summary>Shows something at a gate, or is helped by the guard.</summary>
/// <param name="SiteId">Which site's gate.</param>
/// <param name="Typed">What was read, typed or chosen.</param>
/// <param name="People">The holder and those who come along.</param>
/// <param name="By">Which guard or gate.</param>
/// <param name="Assisted">What for and why the guard gives a number; null for a scan.</param>
public sealed record ScanAtGate(Guid SiteId, string? Typed, int People, Actor By, AssistedAtGate? Assisted = null);

/// <summary>人工登记: somebody without anything to show.</summary>
public sealed record AssistedAtGate(Guid GroupId, Precedence Precedence, string Reason);

/// <summary>What the gate says: an answer, or the codes of several bookings to choose from.</summary>
public sealed record GateSaid(Guid? AdmissionId, IReadOnlyList<string> Choice);

/// <summary>Scans of all gates of a centre that arrive together.</summary>
public sealed class ScanBatch(TongbanDb db, Scanning scanning, Admitting admitting) : OneByOne<ScanAtGate, GateSaid>(db)
{
    protected override async Task<Outcome<GateSaid>> DoAsync(ScanAtGate command, CancellationToken stop)
    {
        if (command.Assisted is { } helped)
        {
            return new GateSaid((await admitting.AssistAsync(command.SiteId, helped.GroupId, helped.Precedence, helped.Reason, command.People, command.By, stop)).Id, []);
        }

        var result = await scanning.ScanAsync(command.SiteId, command.Typed, command.People, command.By, stop);
        return new GateSaid(result.Admission?.Id, [.. result.Choice.Select(booking => booking.Code)]);
    }
}
