using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Tongban.Commands;

/// <summary>What lies in a backup: every entry with its size and checksum, and what database it was.</summary>
public sealed record BackupManifest(int Format, string Program, DateTime MadeAt, string Database, IReadOnlyList<string> Migrations, IReadOnlyList<BackupEntry> Entries)
{
    public const string Name = "manifest.json";
    public const int PresentFormat = 1;
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";
}

/// <summary>One file of a backup.</summary>
public sealed record BackupEntry(string Path, long Size, string Sha256);

/// <summary>A backup is one zip: <c>database/</c>, <c>keys/</c>, <c>files/</c>, and the manifest that names them.</summary>
public static class BackupArchive
{
    public const string DatabaseFolder = "database";
    private static readonly string[] Folders = [DatabaseFolder, "keys", "files"];

    /// <summary>Copies a file in, and answers its entry for the manifest.</summary>
    public static async Task<BackupEntry> AddAsync(ZipArchive zip, string path, string file, CancellationToken stop)
    {
        await using var source = File.OpenRead(file);
        await using var target = await zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(stop);
        var (size, sha256) = await CopyAsync(source, target, stop);
        return new BackupEntry(path, size, sha256);
    }

    public static async Task AddManifestAsync(ZipArchive zip, BackupManifest manifest, CancellationToken stop)
    {
        await using var target = await zip.CreateEntry(BackupManifest.Name).OpenAsync(stop);
        await JsonSerializer.SerializeAsync(target, manifest, JsonSerializerOptions.Web, stop);
    }

    /// <summary>The manifest, after the archive was found whole: nothing missing, nothing beside it, no path that leads out.</summary>
    public static async Task<BackupManifest> ReadManifestAsync(ZipArchive zip, CancellationToken stop)
    {
        var entry = zip.GetEntry(BackupManifest.Name) ?? throw new CommandFailure("This is no Tongban backup: it has no manifest.");
        await using var source = await entry.OpenAsync(stop);
        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(source, JsonSerializerOptions.Web, stop) ?? throw new CommandFailure("The backup's manifest is empty.");
        var named = manifest.Entries.Select(e => e.Path).Append(BackupManifest.Name).Order(StringComparer.Ordinal);
        var there = zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal);
        Need(manifest.Format == BackupManifest.PresentFormat, "This backup was made by a newer Tongban; use that version to restore it.");
        Need(named.SequenceEqual(there), "The backup is not whole: what it holds and what its manifest names differ.");
        Need(manifest.Entries.All(e => IsOurs(e.Path)), "The backup names a path outside its folders; it was not made by Tongban.");
        return manifest;
    }

    /// <summary>Takes a file out and checks what came.</summary>
    public static async Task ExtractAsync(ZipArchive zip, BackupEntry entry, string folder, CancellationToken stop)
    {
        var file = Path.Combine(folder, entry.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var source = await zip.GetEntry(entry.Path)!.OpenAsync(stop);
        await using var target = File.Create(file);
        var (size, sha256) = await CopyAsync(source, target, stop);
        Need(size == entry.Size && sha256 == entry.Sha256, $"{entry.Path} is damaged in this backup; nothing was restored.");
        OwnerOnly(file);
    }

    /// <summary>Keys, people's papers and the database are nobody else's on this machine.</summary>
    public static void OwnerOnly(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public static void Need(bool met, string otherwise)
    {
        if (!met)
        {
            throw new CommandFailure(otherwise);
        }
    }

    private static bool IsOurs(string path) =>
        path.Split('/') is [var first, .. var rest] && Folders.Contains(first) && rest.Length > 0 && rest.All(part => part.Length > 0 && part is not ("." or "..") && !part.Contains('\\'));

    private static async Task<(long Size, string Sha256)> CopyAsync(Stream source, Stream target, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        var size = 0L;
        for (var read = await source.ReadAsync(buffer, stop); read > 0; read = await source.ReadAsync(buffer, stop))
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), stop);
            size += read;
        }

        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
