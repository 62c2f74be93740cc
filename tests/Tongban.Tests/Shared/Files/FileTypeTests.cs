using System.IO.Compression;
using CsCheck;
using Tongban.Shared.Files;

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
