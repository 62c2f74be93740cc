using Tongban.Network;

namespace Tongban.Appointments.Planning;

/// <summary>A slot as the opening hours want it, and how many windows are open from its start to its end.</summary>
public readonly record struct PlannedSlot(TimeOnly Starts, TimeOnly Ends, int Windows);

/// <summary>
/// Cuts the opening hours of a group's windows on one day into slots. The last slot ends at closing time at the
/// latest and none runs across a break: a rest too short for a slot is left to those who just come.
/// </summary>
public sealed class SlotPlan(IReadOnlyList<IReadOnlyList<OpeningSpan>> windows)
{
    /// <param name="minutes">Length of a slot.</param>
    public IReadOnlyList<PlannedSlot> Cut(int minutes) =>
        [.. Stretches().SelectMany(stretch => Cut(stretch, minutes)).Where(slot => slot.Windows > 0)];

    /// <summary>Stretches of which slots of this length leave a rest, and its minutes.</summary>
    public IReadOnlyList<(OpeningSpan Stretch, int Minutes)> Rests(int minutes) =>
        [.. Stretches().Select(stretch => (stretch, (Minute(stretch.Closes) - Minute(stretch.Opens)) % minutes)).Where(rest => rest.Item2 > 0)];

    /// <summary>How many windows are open through the whole of it.</summary>
    public int WindowsOpen(TimeOnly from, TimeOnly to) =>
        windows.Count(spans => spans.Any(span => span.Opens <= from && to <= span.Closes));

    private IEnumerable<PlannedSlot> Cut(OpeningSpan stretch, int minutes)
    {
        // Whole minutes of the day: a time of day would wrap at midnight.
        var last = Minute(stretch.Closes) - minutes;
        for (var start = Minute(stretch.Opens); start <= last; start += minutes)
        {
            var (from, to) = (At(start), At(start + minutes));
            yield return new(from, to, WindowsOpen(from, to));
        }
    }

    // Windows of one group share a grid where their hours overlap; hours that only touch are two stretches.
    private IEnumerable<OpeningSpan> Stretches()
    {
        OpeningSpan? open = null;
        foreach (var span in windows.SelectMany(spans => spans).OrderBy(span => span.Opens))
        {
            if (open is { } wider && span.Opens < wider.Closes)
            {
                open = wider with { Closes = span.Closes > wider.Closes ? span.Closes : wider.Closes };
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = span;
        }

        if (open is { } rest)
        {
            yield return rest;
        }
    }

    private static int Minute(TimeOnly time) => (time.Hour * 60) + time.Minute;

    private static TimeOnly At(int minute) => new(minute / 60, minute % 60);
}
