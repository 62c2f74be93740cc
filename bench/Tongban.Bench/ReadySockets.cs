using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Tongban.Bench;

/// <summary>
/// Which of many connections have something to read, asked of Linux (<c>epoll</c>). <c>Socket.Select</c> looks through all of
/// them at each question, and that was a fourth of what the generator takes of the processors it shares with the server.
/// </summary>
internal sealed class ReadySockets : IDisposable
{
    private const int Add = 1;
    private const int ToRead = 1;
    private const int Interrupted = 4;
    // Linux packs an event on x64 only: what happened, then our name for the connection, in 12 or in 16 bytes.
    private static readonly int NameAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Size = NameAt + 8;
    private readonly int queue = Told(Create(0));
    private readonly byte[] events;

    /// <summary>Each is called by its place in the list from now on.</summary>
    public ReadySockets(IReadOnlyList<Socket> sockets)
    {
        events = new byte[sockets.Count * Size];
        for (var n = 0; n < sockets.Count; n++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(events, ToRead);
            BinaryPrimitives.WriteInt32LittleEndian(events.AsSpan(NameAt), n);
            Told(Control(queue, Add, (int)sockets[n].Handle, events));
        }
    }

    /// <summary>Waits until one is ready, for a second at most: how many are.</summary>
    public int Wait()
    {
        var ready = Wait(queue, events, events.Length / Size, 1000);
        // The collector stops threads by a signal, which ends their wait.
        return ready < 0 && Marshal.GetLastPInvokeError() == Interrupted ? 0 : Told(ready);
    }

    /// <summary>Which the n-th of those is.</summary>
    public int this[int n] => BinaryPrimitives.ReadInt32LittleEndian(events.AsSpan((n * Size) + NameAt));

    public void Dispose() => Told(Close(queue));

    private static int Told(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Create(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int queue, int what, int socket, byte[] happening);

    [DllImport("libc", EntryPoint = "epoll_wait", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Wait(int queue, byte[] events, int most, int milliseconds);

    [DllImport("libc", EntryPoint = "close", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int queue);
}
