using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tongban.Shared.Data;

namespace Tongban.Shared.Setup;

/// <summary>
/// Ready while this machine's clock and the database's are at most two seconds apart. Nodes of one database decide by
/// their own clocks when a hold dies and what day it is; one whose clock is wrong would decide otherwise than the rest.
/// </summary>
public sealed class ClocksAgree(TongbanDb db, DatabaseWatch watch, TimeProvider time) : IHealthCheck
{
    public static readonly TimeSpan MostApart = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var ahead = await DatabaseTime.AheadAsync(db, watch, time, cancellationToken);
            return ahead.Duration() <= MostApart ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(Sentence(ahead));
        }
        catch (Exception away) when (DatabaseTrouble.IsAway(away))
        {
            // That the database is away is the other check's to say.
            return HealthCheckResult.Unhealthy();
        }
    }

    private static string Sentence(TimeSpan ahead) => string.Create(
        CultureInfo.InvariantCulture,
        $"This machine's clock is {ahead.Duration().TotalSeconds:0.0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the database's; more than {MostApart.TotalSeconds:0} s is not served. Let both keep time by NTP.");
}
