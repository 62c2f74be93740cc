using Tongban.Shared;

namespace Tongban.Appointments.WaitingList;

/// <summary>Looks every few seconds whether somebody who waits can be offered something; a place cools for minutes, so nobody comes before them.</summary>
public sealed class WaitingTimers(IServiceScopeFactory scopes, ILogger<WaitingTimers> log) : TimedWork(scopes, log, TimeSpan.FromSeconds(5))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<Offering>().RunAsync(stop);
}
