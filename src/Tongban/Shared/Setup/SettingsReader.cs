namespace Tongban.Shared.Setup;

public static class SettingsReader
{
    /// <summary>From the command line first, then configuration and the environment.</summary>
    public static TongbanSettings Read(IConfiguration configuration, string? dataFolder, TimeSpan shift)
    {
        var folder = dataFolder ?? configuration["Tongban:Data"] ?? Path.Combine(Directory.GetCurrentDirectory(), ".tongban");
        var postgres = configuration["TONGBAN_POSTGRES"] ?? configuration["Tongban:Postgres"] ?? FromFile(configuration["TONGBAN_POSTGRES_FILE"]);
        return new TongbanSettings(Path.GetFullPath(folder), string.IsNullOrWhiteSpace(postgres) ? null : postgres, shift);
    }

    // How containers hand over secrets: a file, which no list of processes and no crash report shows.
    private static string? FromFile(string? file) => string.IsNullOrWhiteSpace(file) ? null : File.ReadAllText(file).Trim();
}
