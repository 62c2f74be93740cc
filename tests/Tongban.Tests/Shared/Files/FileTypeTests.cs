using System.IO.Compression;
using CsCheck;
using Tongban.Shared.Files;
using Tongban.Tests.Mending;

namespace Tongban.Tests.Shared.Files;

public sealed class FileTypeTests
{
    [Fact]
    public void Types_are_told_by_content()
    {
        Assert.Equal(FileType.Pdf, FileTypes.Of("%PDF-1.7 …"u8.ToArray()));
        Assert.Equal(FileType.Jpeg, FileTypes.Of([0xFF, 0xD8, 0xFF, 0xE0]));
        Assert.Equal(FileType.Png, FileTypes.Of([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]));
        Assert.Equal(FileType.Docx, FileTypes.Of(Zip("[Content_Types].xml", "word/document.xml")));
        Assert.Equal(FileType.Ofd, FileTypes.Of(Zip("OFD.xml")));
    }

    [Fact]
    public void Programs_pages_and_other_archives_are_none_of_ours()
    {
        Assert.Null(FileTypes.Of("MZ…"u8.ToArray()));
        Assert.Null(FileTypes.Of("<html><script>"u8.ToArray()));
        Assert.Null(FileTypes.Of(Zip("run.exe")));
        Assert.Null(FileTypes.Of([0x50, 0x4B, 0x03, 0x04, 1, 2, 3]));
    }

    [Fact]
    public void What_only_begins_like_a_picture_or_a_paper_is_not_whole()
    {
        byte[] mark = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC0, 0, 4, 8, 1, 0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0xD9];
        Assert.True(FileType.Png.IsWhole(MendingDesk.Png));
        Assert.True(FileType.Png.IsWhole([.. MendingDesk.Png, 1, 2]));
        Assert.All(new byte[][] { [.. mark, .. "<script>alert(1)</script>"u8], MendingDesk.Png[..^12], [.. MendingDesk.Png[..33], .. MendingDesk.Png[^12..]], mark }, bytes => Assert.False(FileType.Png.IsWhole(bytes)));
        Assert.True(FileType.Jpeg.IsWhole(jpeg));
        Assert.All(new byte[][] { jpeg[..^2], [0xFF, 0xD8, 0xFF, .. "<script>"u8], [.. jpeg[..8], .. jpeg[14..]] }, bytes => Assert.False(FileType.Jpeg.IsWhole(bytes)));
        Assert.True(FileType.Pdf.IsWhole(Upload.Pdf("Scan").Content));
        Assert.False(FileType.Pdf.IsWhole("%PDF-1.4 garbage"u8.ToArray()));
        Assert.False(FileType.Pdf.IsWhole("%PDF-1.4 garbage %%EOF"u8.ToArray()));
        Gen.Byte.Array[0, 200].Sample(bytes => { _ = FileType.Png.IsWhole([.. mark, .. bytes]); _ = FileType.Jpeg.IsWhole([0xFF, 0xD8, 0xFF, .. bytes]); _ = FileType.Pdf.IsWhole(bytes); });
    }

    [Theory]
    [InlineData("a.jpg", true)]
    [InlineData("照片", true)]
    [InlineData("a.JPEG", true)]
    [InlineData("a.pdf", false)]
    [InlineData("a.jpg.exe", false)]
    public void The_ending_must_not_say_otherwise(string name, bool fits) => Assert.Equal(fits, FileType.Jpeg.Fits(name));

    [Fact]
    public void No_bytes_make_it_fall() => Gen.Byte.Array[0, 200].Sample(bytes => { _ = FileTypes.Of(bytes); _ = FileTypes.Of([0x50, 0x4B, 0x03, 0x04, .. bytes]); });

    private static byte[] Zip(params string[] names)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            Array.ForEach(names, name => zip.CreateEntry(name));
        }

        return memory.ToArray();
    }
}
