using System.Diagnostics;
using System.Globalization;

namespace Tongban.Tests.Chaos;

/// <summary>
/// How long it is tried: <c>./test --chaos N</c> sets the rounds, the ordinary <c>./test</c> does two. A round is one kill on
/// SQLite, three on PostgreSQL (a node, the database, all of it) and two long lines; the network is cut once in ten.
/// </summary>
internal static class Rounds
{
    private const int Ordinary = 2;
    private static readonly Stopwatch Since = Stopwatch.StartNew();

    public static int Count { get; } = int.Parse(Environment.GetEnvironmentVariable("TONGBAN_CHAOS_ROUNDS") is { Length: > 0 } given ? given : $"{Ordinary}", CultureInfo.InvariantCulture);

    public static bool IsLong => Count > Ordinary;

    /// <summary>How long the network is cut.</summary>
    public static TimeSpan Cut => TimeSpan.FromSeconds(IsLong ? 60 : 10);

    /// <summary>How often: long, once so that connections are forgotten and once so that they live on.</summary>
    public static int Cuts => IsLong ? Math.Max(2, Count / 10) : 1;

    /// <summary>Rounds in one hall: the books are checked as a whole each time, and grow with each.</summary>
    public const int InOneHall = 10;

    /// <summary>Where in the storm it strikes is chance; the same number strikes at the same moments again.</summary>
    public static int Seed { get; } = Environment.GetEnvironmentVariable("TONGBAN_CHAOS_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount & 0xFFFF;

    public static Random Chance(string what)
    {
        Console.WriteLine($"chaos: {what}, {Count} rounds, TONGBAN_CHAOS_SEED={Seed}");
        return new Random(Seed);
    }

    /// <summary>Says how far a long run has come, and when.</summary>
    public static void Done(int round, int rounds) => Console.WriteLine($"chaos: round {round} of {rounds} done {Since.Elapsed:m\\:ss} after the start");
}

/// <summary>These kill processes and cut wires: one after the other, with the machine for themselves.</summary>
[CollectionDefinition(nameof(Chaos), DisableParallelization = true)]
public sealed class Chaos : ICollectionFixture<SharedCluster>;
