using Tongban.Shared.Setup;

namespace Tongban.Commands;

/// <summary>On SQLite exactly one process serves a data folder. PostgreSQL nodes share nothing and need no lock.</summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream? file;

    private DataFolderLock(FileStream? file) => this.file = file;

    public static DataFolderLock? TryTake(TongbanSettings settings)
    {
        Directory.CreateDirectory(settings.DataFolder);
        if (settings.Postgres is not null)
        {
            return new DataFolderLock(null);
        }

        try
        {
            return new DataFolderLock(new FileStream(Path.Combine(settings.DataFolder, "serve.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => file?.Dispose();
}
