namespace Tongban.Catalogue.Importing;

/// <summary>What another feature brings to a district: its files are read and checked with the others and taken in the same transaction.</summary>
public interface IDistrictPart
{
    /// <summary>Reads, and notes every fault; answers what takes it in. Null when the folder has no such file.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="district">What was read of it before.</param>
    Func<ImportLedger, Known, CancellationToken, Task>? Read(FolderOfJson files, District district);
}
