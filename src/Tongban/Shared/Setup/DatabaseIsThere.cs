using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tongban.Shared.Setup;

/// <summary>Ready when the database answers.</summary>
public sealed class DatabaseIsThere(TongbanDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
}
