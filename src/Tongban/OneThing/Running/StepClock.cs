using Tongban.Kernel;

namespace Tongban.OneThing;

/// <summary>A stretch of the hall's local time; without an end it goes on.</summary>
public readonly record struct Stretch(DateTime From, DateTime? To);

/// <summary>
/// How long a step, or the whole, has been with the bodies, in office minutes: a promise of service, never a legal term.
/// While it is the applicant's turn the promise does not run. Pure; all times are the hall's local ones.
/// </summary>
/// <param name="Used">Office minutes with the bodies so far.</param>
/// <param name="Target">Office minutes promised.</param>
/// <param name="DueAt">When the promise ends as things stand, local; null when it does not run or has ended.</param>
public sealed record StepClock(int Used, int Target, DateTime? DueAt)
{
    /// <summary>From this share of the promise on it is yellow: habit, no norm.</summary>
    private const int YellowPercent = 80;

    public TermColour Colour => Used > Target ? TermColour.Red : Used * 100 >= Target * YellowPercent ? TermColour.Yellow : TermColour.Green;

    /// <param name="minutes">The site's opening hours.</param>
    /// <param name="worked">When it was with the bodies; may overlap, in any order.</param>
    /// <param name="target">Office minutes promised.</param>
    /// <param name="now">The hall's local time.</param>
    public static StepClock Of(OfficeMinutes minutes, IEnumerable<Stretch> worked, int target, DateTime now)
    {
        var merged = Merge(worked);
        var used = merged.Sum(stretch => minutes.Between(stretch.From, stretch.To ?? now));
        var runs = merged is [.., { To: null }];
        return new StepClock(used, target, runs && used <= target ? LastMinute(minutes, merged, target) : null);
    }

    // Counted from when the last stretch began, not from now: it says the same minute whenever somebody looks.
    private static DateTime? LastMinute(OfficeMinutes minutes, List<Stretch> merged, int target)
    {
        var before = merged[..^1].Sum(stretch => minutes.Between(stretch.From, stretch.To!.Value));
        return minutes.DueAt(merged[^1].From, target - before);
    }

    /// <summary>When a step was with its body: from its beginning to its end, less what the applicant had in hand.</summary>
    public static IReadOnlyList<Stretch> Worked(DateTime begun, DateTime? ended, IEnumerable<(DateTime At, bool Returned)> moves)
    {
        var stretches = new List<Stretch>();
        DateTime? from = begun;
        foreach (var (at, returned) in moves.OrderBy(move => move.At))
        {
            if (returned && from is { } since)
            {
                stretches.Add(new(since, at));
                from = null;
            }
            else if (!returned)
            {
                from ??= at;
            }
        }

        if (from is { } open)
        {
            stretches.Add(new(open, ended));
        }

        return stretches;
    }

    private static List<Stretch> Merge(IEnumerable<Stretch> worked)
    {
        var merged = new List<Stretch>();
        foreach (var next in worked.OrderBy(stretch => stretch.From))
        {
            if (merged is [.., var last] && (last.To ?? DateTime.MaxValue) >= next.From)
            {
                merged[^1] = last with { To = last.To is { } a && next.To is { } b ? (a > b ? a : b) : null };
            }
            else
            {
                merged.Add(next);
            }
        }

        return merged;
    }
}
