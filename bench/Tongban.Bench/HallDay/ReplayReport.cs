using System.Diagnostics;
using System.Globalization;

namespace Tongban.Bench.HallDay;

/// <summary>Forecasts of a made hall of 40 windows and 5,000 visitors a day, on days that were not seen, as a table.</summary>
internal static class ReplayReport
{
    private const int LearntDays = 10;
    private const int TestedDays = 5;

    public static string Of(int seed)
    {
        var began = Stopwatch.GetTimestamp();
        var replay = new Replay(new MadeHall(seed, windows: 40, visitors: 5000));
        var first = new DateOnly(2026, 11, 2);
        for (var n = 0; n < LearntDays; n++)
        {
            replay.Learn(first.AddDays(n));
        }

        var days = Enumerable.Range(LearntDays, TestedDays).Select(n => replay.Test(first.AddDays(n), forecastEvery: 4)).ToList();
        var all = Accuracy.Of([.. days.SelectMany(day => day)]);
        if (Environment.GetEnvironmentVariable("DIAG") is not null)
        {
            foreach (var kind in days.SelectMany(day => day).Where(one => one.Range is not null).GroupBy(one => one.Kind + " " + (one.Range!.Value.Max <= 10 ? "<=10" : one.Range.Value.Max <= 30 ? "<=30" : ">30")).OrderBy(one => one.Key))
            {
                Console.WriteLine($"{kind.Key} n {kind.Count()} held {kind.Average(one => one.Holds ? 1.0 : 0):0.00} bias {kind.Average(one => one.Truth - ((one.Range!.Value.Min + one.Range.Value.Max) / 2.0)):0.0} err {kind.Average(one => one.Error):0.0} mean {kind.Average(one => one.Truth):0.0} low {kind.Average(one => Math.Floor(one.Truth) < one.Range!.Value.Min ? 1.0 : 0):0.00}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            | forecast, seed {seed} | days learnt / tested | foretold | unknown | truth within the range | mean error, min | mean width, min | mean wait, min | worst day |
            |---|---|---|---|---|---|---|---|---|
            | replay | {LearntDays} / {TestedDays} | {all.Foretold} | {all.Unknown} | {all.Held:0.0%} | {all.MeanError:0.0} | {all.MeanWidth:0.0} | {all.MeanWait:0.0} | {days.Min(day => Accuracy.Of(day).Held):0.0%} |

            {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s for {LearntDays + TestedDays} days.
            """);
    }
}
