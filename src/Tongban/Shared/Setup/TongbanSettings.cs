namespace Tongban.Shared.Setup;

/// <summary>Where this installation keeps its things.</summary>
/// <param name="DataFolder">Database file, keys, uploaded files, local messages.</param>
/// <param name="Postgres">Connection string, or null for SQLite in the data folder.</param>
/// <param name="Shift">A demonstration's shift of the hall's clock.</param>
public sealed record TongbanSettings(string DataFolder, string? Postgres, TimeSpan Shift)
{
    public string SqliteFile => Path.Combine(DataFolder, "tongban.db");

    public string KeyFile => Path.Combine(DataFolder, "keys", "personal-data.json");

    /// <summary>The test certificate, where no other is set.</summary>
    public string SigningFolder => Path.Combine(DataFolder, "keys", "signing");

    public string FilesFolder => Path.Combine(DataFolder, "files");

    public string MessagesFolder => Path.Combine(DataFolder, "messages");
}
