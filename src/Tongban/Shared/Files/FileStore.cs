using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Kernel;
using Tongban.Shared.Setup;

namespace Tongban.Shared.Files;

/// <summary>A file that was taken: its content's address, size and type.</summary>
public sealed record StoredFile(string Hash, long Size, FileType Type);

/// <summary>
/// Content-addressed files under the data folder: the SHA-256 is the name, equal contents lie there once, and what is
/// there is never changed. A file that no row names (its write was undone) does no harm.
/// </summary>
/// <remarks>
/// Refusals: <c>file.empty</c>, <c>file.too-large</c> ({0} MB), <c>file.type</c>, <c>file.mislabelled</c>, <c>file.broken</c>.
/// </remarks>
public sealed class FileStore(TongbanSettings settings)
{
    public const int MaxMegabytes = 10;
    public const int MaxBytes = MaxMegabytes * 1024 * 1024;
    public const int HashLength = 64;
    public const int MaxName = 120;

    /// <summary>Checks and keeps one upload.</summary>
    /// <param name="upload">As the browser sent it.</param>
    /// <param name="stop">Ends the reading when the person has gone.</param>
    public async Task<StoredFile> KeepAsync(IFormFile upload, CancellationToken stop = default)
    {
        Refusal.Unless(upload.Length > 0, "file.empty");
        Refusal.Unless(upload.Length <= MaxBytes, "file.too-large", MaxMegabytes);
        var content = new byte[upload.Length];
        await using (var stream = upload.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, stop);
        }

        var type = FileTypes.Of(content) ?? throw new Refusal("file.type");
        Refusal.Unless(type.Fits(upload.FileName), "file.mislabelled");
        Refusal.Unless(type.IsWhole(content), "file.broken");
        return await KeepAsync(content, type, stop);
    }

    /// <summary>Keeps what the program made itself.</summary>
    public async Task<StoredFile> KeepAsync(byte[] content, FileType type, CancellationToken stop = default)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        await WriteAsync(PathOf(hash), content, stop);
        return new StoredFile(hash, content.LongLength, type);
    }

    public Stream Open(string hash) => File.OpenRead(PathOf(hash));

    /// <summary>Sends what was handed in: as an attachment, never kept by caches, and whatever it is it runs nothing.</summary>
    /// <param name="http">The request.</param>
    /// <param name="hash">Its address here.</param>
    /// <param name="type">What it is.</param>
    /// <param name="name">As a device called it; without an ending it gets the content's own.</param>
    public FileStreamHttpResult Send(HttpContext http, string hash, FileType type, string name)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentSecurityPolicy = "sandbox";
        return TypedResults.Stream(Open(hash), type.MediaType(), Path.HasExtension(name) ? name : name + type.Ending());
    }

    /// <summary>The last part of what a device called it, without what a disk or a header would choke on.</summary>
    public static string NameOf(IFormFile upload)
    {
        var name = upload.FileName[(upload.FileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. name.Where(c => !char.IsControl(c))]).Trim();
        return clean.Length <= MaxName ? clean : clean[^MaxName..];
    }

    // Written aside and moved: whoever finds the name finds the whole content.
    private static async Task WriteAsync(string path, byte[] content, CancellationToken stop)
    {
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.{Guid.NewGuid():N}";
        await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(content, stop);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    private string PathOf(string hash)
    {
        if (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("Not a content address.", nameof(hash));
        }

        return Path.Combine(settings.FilesFolder, hash[..2], hash);
    }
}
