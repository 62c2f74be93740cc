using Tongban.Shared.Setup;

namespace Tongban.Commands;

/// <summary>A command that works on the data while nobody serves it.</summary>
public static class Offline
{
    public static async Task<int> RunAsync(string? data, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken stop)
    {
        var builder = WebApplication.CreateBuilder();
        var settings = SettingsReader.Read(builder.Configuration, data, TimeSpan.Zero);
        using var folder = DataFolderLock.TryTake(settings);
        if (folder is null)
        {
            await Console.Error.WriteLineAsync($"Tongban is serving the data folder {settings.DataFolder}; stop it first.");
            return 3;
        }

        builder.AddTongban(settings);
        await using var app = builder.Build();
        await work(app.Services, stop);
        return 0;
    }
}
