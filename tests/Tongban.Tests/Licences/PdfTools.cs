using System.Diagnostics;

namespace Tongban.Tests.Licences;

/// <summary>Programs that know nothing of ours read and check our PDFs: Poppler's, and NSS's list of trusted issuers.</summary>
internal sealed class PdfTools : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tongban-pdf-").FullName;

    private PdfTools()
    {
    }

    /// <summary>Without the programs or the fonts the test is not run.</summary>
    public static PdfTools Need()
    {
        var lacking = new[] { "pdfsig", "pdftotext", "certutil" }.Where(tool => Environment.GetEnvironmentVariable("PATH")!.Split(':').All(path => !File.Exists(Path.Combine(path, tool)))).ToList();
        Assert.SkipWhen(lacking.Count > 0, $"not run: {string.Join(", ", lacking)} missing (poppler-utils, libnss3-tools)");
        Assert.SkipUnless(File.Exists("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"), "not run: fonts-droid-fallback missing");
        return new PdfTools();
    }

    public string Keep(byte[] pdf, string name = "paper.pdf")
    {
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(file, pdf);
        return file;
    }

    public Task<string> TextAsync(byte[] pdf, params string[] options) => RunAsync("pdftotext", [.. options, "-enc", "UTF-8", Keep(pdf), "-"]);

    /// <summary>What pdfsig says, with this CA among the trusted.</summary>
    public async Task<string> SignaturesAsync(byte[] pdf, string? trusted = null)
    {
        var nss = Path.Combine(folder, "nss");
        if (!Directory.Exists(nss))
        {
            Directory.CreateDirectory(nss);
            await RunAsync("certutil", "-N", "-d", $"sql:{nss}", "--empty-password");
        }

        if (trusted is not null)
        {
            await RunAsync("certutil", "-A", "-d", $"sql:{nss}", "-n", "test-ca", "-t", "CT,C,C", "-i", trusted);
        }

        return await RunAsync("pdfsig", "-nssdir", nss, Keep(pdf));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // pdfsig's exit code tells what its words tell.
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Length > 0 ? output : await error;
    }
}
