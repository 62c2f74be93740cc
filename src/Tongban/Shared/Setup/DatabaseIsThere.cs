using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tongban.Shared.Data;

namespace Tongban.Shared.Setup;

/// <summary>Ready when the database answers. On PostgreSQL <see cref="DatabaseWatch"/> knows; whether it can be reached at all is seen before it has asked.</summary>
public sealed class DatabaseIsThere(TongbanDb db, DatabaseWatch watch) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        !watch.IsAway && await CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");

    private async Task<bool> CanConnectAsync(CancellationToken stop)
    {
        if (!db.Database.IsNpgsql())
        {
            return await db.Database.CanConnectAsync(stop);
        }

        try
        {
            await db.Database.OpenConnectionAsync(stop);
            return true;
        }
        catch (Exception away) when (DatabaseTrouble.IsOfDatabase(away))
        {
            return false;
        }
    }
}
