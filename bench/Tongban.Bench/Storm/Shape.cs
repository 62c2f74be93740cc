namespace Tongban.Bench.Storm;

/// <summary>How a storm comes.</summary>
/// <param name="Name">As the table's heading says it.</param>
/// <param name="Slots">Times that are asked for.</param>
/// <param name="Places">In each of them.</param>
/// <param name="Requests">In all; every twentieth is the one before once more.</param>
/// <param name="Connections">Kept open; each sends its next request when it has the answer to the last.</param>
internal sealed record Shape(string Name, int Slots, int Places, int Requests, int Connections)
{
    /// <summary>Connections that are opened once and held from one storm to the next, as the proxy before a node holds its own.</summary>
    public const int Held = 256;

    public static IReadOnlyList<Shape> All { get; } =
    [
        new("one hot slot of 20,000, 20,000 requests, 256 connections", 1, 20_000, 20_000, Held),
        new("50 slots of 1,000, 20,000 requests, 256 connections", 50, 1_000, 20_000, Held),
        new("1 slot of 500, 5,000 at once", 1, 500, 5_000, 5_000),
    ];

    /// <summary>By a word of the command's: many slots, or a slot that is soon full; else the hot one.</summary>
    public static Shape Of(IEnumerable<string> words) => All[words.Contains("many") ? 1 : words.Contains("full") ? 2 : 0];

    /// <summary>The same with fewer requests; what comes at once still comes at once.</summary>
    public Shape With(int most) => Requests <= most ? this : this with { Requests = most, Connections = Math.Min(Connections, most) };
}

/// <summary>What the database says after a storm.</summary>
/// <param name="Oversold">Places beyond what a slot has, and places that are counted otherwise than they are kept.</param>
/// <param name="Doubles">Places beyond one for a key.</param>
/// <param name="Stored">Keys with a place.</param>
internal sealed record Books(long Oversold, long Doubles, long Stored);

/// <summary>One way to give places away, ready to be stormed.</summary>
internal interface IContestant : IAsyncDisposable
{
    string Name { get; }

    IReadOnlyList<Uri> Urls { get; }

    /// <summary>Fewer for ways that would take minutes.</summary>
    int MostRequests => int.MaxValue;

    /// <summary>Makes room for so many more and answers the requests of this storm.</summary>
    Task<Func<int, byte[]>> PrepareAsync(Shape shape, string round);

    Task<Books> CheckAsync(string round);
}

internal static class Keys
{
    /// <summary>Every twentieth is the one before once more: a phone that lost the answer.</summary>
    public static string Of(string round, int n) => $"{round}-{Asked(n):x12}-storm";

    /// <summary>Which request it is: sent again, it asks for the same.</summary>
    public static int Asked(int n) => n % 20 == 19 ? n - 1 : n;
}
