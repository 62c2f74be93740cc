using System.CommandLine;
using System.Globalization;
using Tongban.Ratings.Figures;
using Tongban.Shared.Words;

namespace Tongban.Commands;

/// <summary>
/// <c>tongban figures rebuild</c> counts every day anew from the rows; <c>figures check</c> sets the sums beside rows and journal:
/// 0 when they agree, 2 when not.
/// </summary>
public static class FiguresCommand
{
    private const int Differs = 2;

    public static Command Make(Option<string?> data)
    {
        var rebuild = new Command("rebuild", "Count every day of the ratings' figures anew from the rows; can be broken off and begun again");
        rebuild.SetAction((parsed, stop) => CommandFailure.ToldAsync(() => Offline.RunAsync(parsed.GetValue(data), (services, token) => InScopeAsync(services, scope => RebuildAsync(scope, Console.Out, token)), stop)));
        var check = new Command("check", "Set the sums that figures are read from beside the rows and the journal");
        check.SetAction((parsed, stop) => CommandFailure.ToldAsync(() => CheckAsync(parsed.GetValue(data), stop)));
        return new Command("figures", "Sums that the figures of ratings are read from") { rebuild, check };
    }

    /// <summary>Marks every day and counts until none is left; readers have the old sums of a day until the new ones are there.</summary>
    public static async Task RebuildAsync(IServiceProvider services, TextWriter output, CancellationToken stop)
    {
        var summing = services.GetRequiredService<RatingSumming>();
        var (days, done) = (await summing.CountAllAsync(stop), 0);
        await summing.RunToEndAsync(counted => output.WriteLine($"{done += counted,7:N0} days of {days:N0}"), stop);
        await output.WriteLineAsync("Every day is counted.");
    }

    /// <summary>Tells of each line.</summary>
    /// <returns>Whether all agree.</returns>
    public static async Task<bool> CheckAsync(IServiceProvider services, TextWriter output, CancellationToken stop)
    {
        var report = await services.GetRequiredService<SumCheck>().RunAsync(stop);
        await output.WriteLineAsync($"{"",-20}{"sums",14}{"rows",14}{"journal",14}");
        foreach (var line in report.Lines)
        {
            await output.WriteLineAsync($"{line.What,-20}{Text(line.Sums),14}{Text(line.Rows),14}{(line.Facts is { } facts ? Text(facts) : Formats.Unknown),14}{(line.Agrees ? "" : "  differs")}");
        }

        await output.WriteLineAsync($"{report.Waiting} days wait to be counted; {report.WrongMonths} months are not the sum of their days.");
        await output.WriteLineAsync(report.Agrees ? "All agree." : report.Waiting > 0 ? "They differ; days wait to be counted: check again, or rebuild." : "They differ: tongban figures rebuild.");
        return report.Agrees;
    }

    private static async Task<int> CheckAsync(string? data, CancellationToken stop)
    {
        var agrees = false;
        var done = await Offline.RunAsync(data, (services, token) => InScopeAsync(services, async scope => agrees = await CheckAsync(scope, Console.Out, token)), stop);
        return done != 0 ? done : agrees ? 0 : Differs;
    }

    private static async Task InScopeAsync(IServiceProvider services, Func<IServiceProvider, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
