using Tongban.Network;

namespace Tongban.OneThing;

/// <summary>A bar in a lane, in per mille of the width.</summary>
public readonly record struct LaneBar(int From, int Width, bool Runs);

/// <summary>
/// The lanes of a bundle's picture: the open hours from its beginning until now, side by side without nights and breaks, so
/// that a bar's length is office time. Pure.
/// </summary>
public sealed class Lanes
{
    /// <summary>The whole width.</summary>
    public const int Width = 1000;

    private const int MostDays = 400;
    private readonly List<(DateTime From, DateTime To, double Offset)> open = [];
    private readonly double total;

    /// <param name="opening">The site's opening hours.</param>
    /// <param name="from">The beginning, local.</param>
    /// <param name="to">Now or the end, local.</param>
    /// <param name="atLeast">Office minutes that are shown at least: the promise.</param>
    public Lanes(OpeningCalendar opening, DateTime from, DateTime to, int atLeast)
    {
        for (var day = DateOnly.FromDateTime(from); day.DayNumber < DateOnly.FromDateTime(from).DayNumber + MostDays && (total < atLeast || day <= DateOnly.FromDateTime(to)); day = day.AddDays(1))
        {
            foreach (var span in opening.SpansOf(day))
            {
                var (opens, closes) = (day.ToDateTime(span.Opens), day.ToDateTime(span.Closes));
                open.Add((opens, closes, total));
                total += (closes - opens).TotalMinutes;
            }
        }
    }

    /// <summary>Where each day begins, for the head of the picture.</summary>
    public IReadOnlyList<(DateOnly Day, int At)> Days => [.. open.GroupBy(stretch => DateOnly.FromDateTime(stretch.From)).Select(day => (day.Key, Place(day.First().Offset)))];

    public int At(DateTime local) => total <= 0 ? 0 : Place(Offset(local));

    public LaneBar Bar(Stretch stretch, DateTime now)
    {
        var (from, to) = (At(stretch.From), At(stretch.To ?? now));
        return new(from, Math.Max(4, to - from), stretch.To is null);
    }

    private int Place(double offset) => total <= 0 ? 0 : (int)Math.Clamp(offset / total * Width, 0, Width);

    private double Offset(DateTime local)
    {
        var passed = open.Where(stretch => stretch.From <= local).ToList();
        return passed.Count == 0 ? 0 : passed[^1].Offset + (Smaller(local, passed[^1].To) - passed[^1].From).TotalMinutes;
    }

    private static DateTime Smaller(DateTime one, DateTime other) => one < other ? one : other;
}
