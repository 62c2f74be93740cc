using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue.Importing;
using Tongban.Importing;
using Tongban.Network;
using Tongban.Ratings.FairPlay;
using Tongban.Shared.Files;
using Tongban.Shared.Words;

namespace Tongban.Commands;

/// <summary>
/// <c>tongban import year2020 --from FOLDER</c>: 0 when every row is in, 2 when some were rejected, 1 when a file could not
/// be read to its end. Begun again it goes on where it stopped.
/// </summary>
public static class ImportYearCommand
{
    public const string Year = "year2020";
    private const int Rejected = 2;
    private const int OddShown = 20;

    public static Command Make(Option<string?> data)
    {
        var from = new Option<DirectoryInfo>("--from") { Description = "Folder with the year's CSV files", Required = true }.AcceptExistingOnly();
        var district = new Option<DirectoryInfo?>("--district") { Description = "Folder with staff.json and devices.json; the folder district beside the year's if not given" };
        var rejects = new Option<FileInfo>("--rejects") { Description = "Where the rejected rows are told", DefaultValueFactory = _ => new FileInfo($"{Year}-rejects.csv") };
        var command = new Command(Year, "Import a year's enterprises, grants, waivers, services and ratings row by row; can be broken off and begun again") { from, district, rejects };
        command.SetAction((parsed, stop) => CommandFailure.ToldAsync(() => RunAsync(
            parsed.GetValue(data), new(parsed.GetValue(from)!.FullName, parsed.GetValue(district)?.FullName, parsed.GetValue(rejects)!.FullName), stop)));
        return command;
    }

    /// <summary>Takes the files in and tells of it.</summary>
    public static async Task<int> ImportAsync(IServiceProvider services, Wanted wanted, TextWriter output, CancellationToken stop)
    {
        await OfflineWork.MigrateAsync(services, stop);
        await NeedDistrictAsync(services, stop);
        var import = services.GetRequiredService<YearImport>();
        var told = new Told(output);
        try
        {
            await import.RunAsync(Year, FolderOf(wanted), told.Tell, stop);
        }
        catch (UnreadableFile unreadable)
        {
            await WriteRejectsAsync(import, wanted.Rejects, stop);
            throw new CommandFailure(unreadable.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new CommandFailure("Stopped. The same command goes on from here.");
        }

        var rejected = await WriteRejectsAsync(import, wanted.Rejects, stop);
        await output.WriteLineAsync(rejected == 0 ? "Every row is in." : $"{rejected:N0} rows were rejected: {wanted.Rejects}");
        await TellOddAsync(services, output, stop);
        return rejected == 0 ? 0 : Rejected;
    }

    // What is odd about the ratings that came in is looked for at once: nobody has to know where to press.
    private static async Task TellOddAsync(IServiceProvider services, TextWriter output, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var raised = await scope.ServiceProvider.GetRequiredService<FairPlayWatch>().LookAtImportedAsync(stop);
        var alerts = await scope.ServiceProvider.GetRequiredService<TongbanDb>().Set<FairPlayAlert>().AsNoTracking().Where(alert => EF.Parameter(raised).Contains(alert.Id)).OrderBy(alert => alert.Rule).ToListAsync(stop);
        var say = scope.ServiceProvider.GetRequiredService<Say>();
        await output.WriteLineAsync(alerts.Count == 0 ? "Nothing new is odd about the ratings." : $"Odd ratings to be judged at /staff/ratings/alerts: {alerts.Count:N0}");
        foreach (var alert in alerts.Take(OddShown))
        {
            await output.WriteLineAsync($"  {FairPlayView.TitleOf(say, alert)}{(alert.Levels.Length > 0 ? $" ({alert.Levels})" : "")}  {alert.FromOn:yyyy-MM-dd} - {alert.ThroughOn:yyyy-MM-dd}");
        }
    }

    private static async Task<int> RunAsync(string? data, Wanted wanted, CancellationToken stop)
    {
        var code = 0;
        var done = await Offline.RunAsync(data, async (services, token) => code = await ImportAsync(services, wanted, Console.Out, token), stop);
        return done == 0 ? code : done;
    }

    private static ImportFolder FolderOf(Wanted wanted)
    {
        try
        {
            return new ImportFolder(wanted.From, wanted.District);
        }
        catch (FaultyDistrict faulty)
        {
            throw new CommandFailure($"Who is meant by a staff code is not known: {faulty.Faults[0]}. Name the district's folder with --district.");
        }
    }

    private static async Task NeedDistrictAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<TongbanDb>().Set<Centre>().AnyAsync(stop))
        {
            throw new CommandFailure("Import the district first: tongban import FOLDER.");
        }
    }

    private static async Task<int> WriteRejectsAsync(YearImport import, string path, CancellationToken stop)
    {
        var rejects = await import.RejectsAsync(Year, stop);
        string[][] rows = [["file", "line", "id", "code"], .. rejects.Select(reject => (string[])[reject.File, $"{reject.Line}", reject.RowId, reject.Code])];
        await File.WriteAllBytesAsync(path, CsvText.Of(rows), stop);
        return rejects.Count;
    }

    /// <summary>What is imported, and where rejects are told.</summary>
    public sealed record Wanted(string From, string? District, string Rejects);

    // A line for each five thousand rows and one at a file's end; a file that is one batch, or was in before, has no rate.
    private sealed class Told(TextWriter output)
    {
        private const int Every = 5_000;
        private readonly Stopwatch since = Stopwatch.StartNew();
        private string file = "";
        private long begunWith;
        private long last;

        public void Tell(ImportProgress progress)
        {
            var isNew = progress.File != file;
            if (isNew)
            {
                (file, begunWith, last) = (progress.File, Math.Max(0, progress.Records - YearImport.BatchRows), 0);
                since.Restart();
            }

            if (progress.IsFinished || progress.Records - last >= Every)
            {
                last = progress.Records;
                output.WriteLine($"{file,-22}{progress.Records,9:N0} rows {progress.Accepted,9:N0} in {progress.Rejected,6:N0} rejected {(isNew ? "" : Rate(progress)),9}{(isNew ? "" : " rows/s")}{(progress.IsFinished ? "  done" : "")}");
            }
        }

        private string Rate(ImportProgress progress) => ((progress.Records - begunWith) / Math.Max(0.001, since.Elapsed.TotalSeconds)).ToString("N0", CultureInfo.InvariantCulture);
    }
}
