using System.Diagnostics;
using System.Globalization;
using Tongban.Kernel;
using Tongban.Shared.Setup;

namespace Tongban.Bench.Terms;

/// <summary>
/// What it costs to evaluate open terms: due day, days used and left, colour. A third have been stopped once or more,
/// some are extended, some stand still, some count calendar days; they began within the last two years.
/// </summary>
internal static class TermsTable
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    public static void Run(int terms, int rounds)
    {
        var calendar = Calendars.Load();
        var open = Open(terms);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n### {terms:N0} open terms, one thread\n\n| round | ms | ns a term | green | yellow | red | no day |\n|---|---|---|---|---|---|---|"));
        for (var round = 1; round <= rounds; round++)
        {
            var (green, yellow, red, undated) = (0, 0, 0, 0);
            var began = Stopwatch.GetTimestamp();
            foreach (var term in open)
            {
                var reading = term.Read(calendar, Today);
                _ = reading.Colour switch { TermColour.Green => green++, TermColour.Yellow => yellow++, _ => red++ };
                undated += reading.DueOn is null ? 1 : 0;
            }

            var took = Stopwatch.GetElapsedTime(began);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {round} | {took.TotalMilliseconds:N0} | {took.TotalNanoseconds / terms:N0} | {green:N0} | {yellow:N0} | {red:N0} | {undated:N0} |"));
        }
    }

    private static Term[] Open(int terms)
    {
        var dice = new Random(1);
        return [.. Enumerable.Range(0, terms).Select(_ => One(dice))];
    }

    private static Term One(Random dice)
    {
        var started = Today.AddDays(-dice.Next(0, 730));
        var term = new Term(started, dice.Next(1, 60), dice.Next(20) == 0 ? TermUnit.CalendarDay : TermUnit.Workday);
        for (var (day, left) = (started, dice.Next(3) == 0 ? dice.Next(1, 4) : 0); left > 0 && day < Today; left--)
        {
            day = day.AddDays(dice.Next(0, 20));
            term = term.Pause(day, "Testing");
            if (left == 1 && dice.Next(4) == 0)
            {
                break;
            }

            term = term.Resume(day = day.AddDays(dice.Next(0, 30)));
        }

        return dice.Next(10) == 0 ? term.Extend(10) : term;
    }
}
