namespace Tongban.Shared.Setup;

public static class SettingsReader
{
    /// <summary>From the command line first, then configuration and the environment.</summary>
    public static TongbanSettings Read(IConfiguration configuration, string? dataFolder, TimeSpan shift)
    {
        var folder = dataFolder ?? configuration["Tongban:Data"] ?? Path.Combine(Directory.GetCurrentDirectory(), ".tongban");
        var postgres = configuration["TONGBAN_POSTGRES"] ?? configuration["Tongban:Postgres"];
        return new TongbanSettings(Path.GetFullPath(folder), string.IsNullOrWhiteSpace(postgres) ? null : postgres, shift);
    }
}
