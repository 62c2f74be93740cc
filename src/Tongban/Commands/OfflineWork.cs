using Microsoft.EntityFrameworkCore;

namespace Tongban.Commands;

/// <summary>What commands do with the data.</summary>
public static class OfflineWork
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TongbanDb>();
        await db.Database.MigrateAsync(stop);
    }

    public static async Task DemoAsync(IServiceProvider services, CancellationToken stop)
    {
        var environment = services.GetRequiredService<IHostEnvironment>();
        if (!environment.IsDevelopment())
        {
            throw new CommandFailure("Demo accounts have printed passwords: they are refused outside the Development environment.");
        }

        await MigrateAsync(services, stop);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoDistrict>().SetUpAsync(stop);
    }
}
