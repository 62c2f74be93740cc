using Microsoft.EntityFrameworkCore;
using Tongban.Devices;

namespace Tongban.Commands;

/// <summary>Demo accounts have printed passwords and demo devices no administrator: neither is served in earnest.</summary>
public static class DemoLeft
{
    /// <summary>Why this database is not served outside development, or null.</summary>
    public static async Task<string?> SentenceAsync(IServiceProvider services, CancellationToken stop)
    {
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            return null;
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TongbanDb>();
        var accounts = await db.Users.CountAsync(account => account.IsDemo, stop);
        var devices = await db.Set<Device>().IgnoreQueryFilters().CountAsync(device => device.IsDemo && device.RevokedAt == null, stop);
        return accounts + devices == 0
            ? null
            : $"This database holds {accounts} demo accounts and {devices} demo devices, whose passwords are printed: it is served in the Development environment only. Start with a new data folder, or set ASPNETCORE_ENVIRONMENT=Development.";
    }
}
