namespace Tongban.Appointments.Releasing;

/// <summary>A share of the public places and the instant at which it opens.</summary>
public readonly record struct ReleaseStep(DateTime At, int Percent);

/// <summary>
/// How much of a slot is open to the public at an instant (分批放号). The shares of one slot always add up to its
/// capacity, and what is open never becomes less. A share of few places is no whole number: the slots of a day round at
/// different points (their phases), so that half of thirty single places is fifteen and not thirty.
/// </summary>
/// <param name="steps">In the order of their instants; none: everything is open at once.</param>
public sealed class Pace(IReadOnlyList<ReleaseStep> steps)
{
    /// <summary>Phases lie from 0 to below this.</summary>
    public const int Phases = 1000;

    private const int Bits = 10;

    public static Pace AtOnce { get; } = new([]);

    public IEnumerable<DateTime> Instants => steps.Select(step => step.At);

    /// <summary>
    /// Where the slot rounds: its number among the slots of all time, its bits in reverse (van der Corput). Neighbours lie
    /// half apart, every second one a quarter, so that any stretch of slots is spread about evenly.
    /// </summary>
    public static int PhaseOf(DateTime startsAt, DateTime endsAt)
    {
        var number = (int)(startsAt.Ticks / (endsAt - startsAt).Ticks % (1 << Bits));
        var reversed = Enumerable.Range(0, Bits).Sum(bit => ((number >> bit) & 1) << (Bits - 1 - bit));
        return reversed * Phases >> Bits;
    }

    /// <summary>Public places that are open by then, taken or not.</summary>
    public int OpenAt(int capacity, int phase, DateTime at)
    {
        if (steps.Count == 0)
        {
            return capacity;
        }

        var percent = steps.Where(step => step.At <= at).Sum(step => step.Percent);
        var thousandths = (percent * capacity * (Phases / 100)) - phase;
        return thousandths <= 0 ? 0 : (thousandths + Phases - 1) / Phases;
    }
}
