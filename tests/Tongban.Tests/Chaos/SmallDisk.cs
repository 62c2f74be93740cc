using System.Diagnostics;

namespace Tongban.Tests.Chaos;

/// <summary>A disk of a few megabytes, in memory, that can be full.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string mount;

    private SmallDisk(string mount) => this.mount = mount;

    private string Ballast => Path.Combine(mount, "ballast");

    /// <summary>Skips the test, as "not run", where this machine lets nobody mount anything.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "not run: a small disk is mounted by root on Linux.");
        var mount = Directory.CreateTempSubdirectory("tongban-disk-").FullName;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", mount) == 0, "not run: this machine mounts no tmpfs.");
        return new(mount);
    }

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(mount, name)).FullName;

    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", mount);
        Directory.Delete(mount);
    }

    private static async Task<int> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
