using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tongban.Bench;

/// <summary>Servers and folders of this run: gone when it ends, also when it is broken off.</summary>
internal static class Leftovers
{
    private static readonly ConcurrentBag<Process> Processes = [];
    private static readonly ConcurrentDictionary<string, bool> Folders = new();
    // Since .NET 10 a signal ends a process without ProcessExit.
    private static readonly List<PosixSignalRegistration> Signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, _ => Clear()))];

    static Leftovers()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Clear();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Clear();
    }

    public static void Add(Process process) => Processes.Add(process);

    public static void Add(string folder) => Folders[folder] = true;

    public static void Delete(string folder)
    {
        if (Folders.TryRemove(folder, out _) && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Clear()
    {
        foreach (var process in Processes)
        {
            try
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit(5000);
            }
            catch (InvalidOperationException)
            {
                // It has ended and was let go.
            }
        }

        foreach (var folder in Folders.Keys)
        {
            Delete(folder);
        }
    }
}
