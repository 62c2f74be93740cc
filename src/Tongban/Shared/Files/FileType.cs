using System.IO.Compression;

namespace Tongban.Shared.Files;

/// <summary>What may be handed in, told by content. Stored by name.</summary>
public enum FileType
{
    Pdf,
    Jpeg,
    Png,

    /// <summary>Office Open XML text.</summary>
    Docx,

    /// <summary>版式文档, GB/T 33190.</summary>
    Ofd,
}

/// <summary>Tells a file's type by its first bytes and, for the two zip formats, by what the zip holds.</summary>
public static class FileTypes
{
    private static readonly byte[] Pdf = "%PDF-"u8.ToArray();
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];

    /// <summary>Null when it is none of ours.</summary>
    public static FileType? Of(byte[] content) =>
        Begins(content, Pdf) ? FileType.Pdf
        : Begins(content, Jpeg) ? FileType.Jpeg
        : Begins(content, Png) ? FileType.Png
        : Begins(content, Zip) ? OfZip(content)
        : null;

    /// <summary>Whether the name's ending is one of this type's; a name without an ending says nothing.</summary>
    public static bool Fits(this FileType type, string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        "" => true,
        ".PDF" => type == FileType.Pdf,
        ".JPG" or ".JPEG" or ".JPE" or ".JFIF" => type == FileType.Jpeg,
        ".PNG" => type == FileType.Png,
        ".DOCX" => type == FileType.Docx,
        ".OFD" => type == FileType.Ofd,
        _ => false,
    };

    public static string MediaType(this FileType type) => type switch
    {
        FileType.Pdf => "application/pdf",
        FileType.Jpeg => "image/jpeg",
        FileType.Png => "image/png",
        FileType.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/ofd",
    };

    public static string Ending(this FileType type) => type switch
    {
        FileType.Pdf => ".pdf",
        FileType.Jpeg => ".jpg",
        FileType.Png => ".png",
        FileType.Docx => ".docx",
        _ => ".ofd",
    };

    private static bool Begins(byte[] content, byte[] with) => content.AsSpan().StartsWith(with);

    // Only the table of contents is read, nothing is unpacked.
    private static FileType? OfZip(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            return zip.GetEntry("OFD.xml") is not null ? FileType.Ofd
                : zip.GetEntry("word/document.xml") is not null && zip.GetEntry("[Content_Types].xml") is not null ? FileType.Docx
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
