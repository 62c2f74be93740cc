using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tongban.Bench;

/// <summary>Connections to one server or to several in turn, open until they are disposed of.</summary>
internal sealed class Connections : IDisposable
{
    private readonly IReadOnlyList<Uri> nodes;
    private readonly List<Connection> all = [];
    private ReadySockets? ready;

    public Connections(IReadOnlyList<Uri> nodes, int count)
    {
        this.nodes = nodes;
        all.AddRange(Enumerable.Range(0, count).Select(NewOne));
    }

    public IReadOnlyList<Connection> All => all;

    /// <summary>As new for the next load: nothing counted, and those that the server has ended since the last opened again.</summary>
    public void Renew()
    {
        for (var n = 0; n < all.Count; n++)
        {
            if (all[n].IsBroken || all[n].HasEnded)
            {
                all[n].Dispose();
                all[n] = NewOne(n);
            }

            all[n].Forget();
        }

        ready?.Dispose();
        ready = new ReadySockets([.. all.Select(connection => connection.Socket)]);
    }

    /// <summary>Those that have an answer, or have been ended; waits for the first.</summary>
    public IEnumerable<Connection> Ready()
    {
        for (int n = 0, many = ready!.Wait(); n < many; n++)
        {
            yield return all[ready[n]];
        }
    }

    public void Dispose()
    {
        ready?.Dispose();
        all.ForEach(connection => connection.Dispose());
    }

    private Connection NewOne(int n) => new(nodes[n % nodes.Count]);
}

/// <summary>One of them. It asks, and asks again when it has its answer.</summary>
internal sealed class Connection : IDisposable
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private int asked;
    private int length;
    private long began;

    public Connection(Uri node)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(new IPEndPoint(IPAddress.Loopback, node.Port));
        Socket.Blocking = false;
    }

    public Socket Socket { get; }

    public bool IsBroken { get; private set; }

    /// <summary>Waits for an answer.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Something can be read although nothing was asked: that the server has ended it.</summary>
    public bool HasEnded => Socket.Poll(0, SelectMode.SelectRead);

    public List<double> Latencies { get; } = [];

    public List<int> Statuses { get; } = [];

    public List<int> Created { get; } = [];

    /// <summary>False when the connection has broken.</summary>
    public bool Ask(int n, byte[] request)
    {
        (asked, length, began) = (n, 0, Stopwatch.GetTimestamp());
        // A request fits into the socket's buffer, which is empty: the one before has been answered.
        return IsBusy = Socket.Send(request, SocketFlags.None, out _) == request.Length || Break();
    }

    /// <summary>Reads what has come: whether that ends the request, answered or broken.</summary>
    public bool HasAnswer()
    {
        var read = Socket.Receive(buffer.AsSpan(length), SocketFlags.None, out var error);
        if (read <= 0)
        {
            IsBusy = error == SocketError.WouldBlock || Break();
            return !IsBusy;
        }

        length += read;
        if (!Answer.IsWhole(buffer.AsSpan(0, length)))
        {
            return false;
        }

        IsBusy = false;
        Latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        Note(Answer.StatusOf(buffer));
        return true;
    }

    /// <summary>Says that it is broken, and false.</summary>
    public bool Break()
    {
        Statuses.Add(0);
        IsBroken = true;
        return false;
    }

    public void Forget()
    {
        Latencies.Clear();
        Statuses.Clear();
        Created.Clear();
    }

    public void Dispose()
    {
        IsBroken = true;
        Socket.Dispose();
    }

    private void Note(int status)
    {
        Statuses.Add(status);
        if (status == 201)
        {
            Created.Add(asked);
        }
    }
}

/// <summary>An answer as bytes.</summary>
internal static class Answer
{
    public static int StatusOf(ReadOnlySpan<byte> answer) => ((answer[9] - '0') * 100) + ((answer[10] - '0') * 10) + answer[11] - '0';

    public static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        var at = head.IndexOf("Content-Length: "u8);
        return at >= 0 ? answer.Length >= end + 4 + Number(head[(at + 16)..])
            : head.IndexOf("Transfer-Encoding: chunked"u8) < 0 || answer.EndsWith("0\r\n\r\n"u8);
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        for (var n = 0; n < digits.Length && digits[n] is >= (byte)'0' and <= (byte)'9'; n++)
        {
            number = (number * 10) + digits[n] - '0';
        }

        return number;
    }
}
