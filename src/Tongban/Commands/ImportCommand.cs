using System.CommandLine;
using Tongban.Catalogue.Importing;
using Tongban.OneThing;

namespace Tongban.Commands;

/// <summary>
/// <c>tongban import FOLDER</c>: 0 when it is in, 1 when it has faults and nothing was changed. Below it a year's files:
/// <see cref="ImportYearCommand"/>.
/// </summary>
public static class ImportCommand
{
    public static Command Make(Option<string?> data)
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Folder with centre, departments, sites, items … as JSON", Arity = ArgumentArity.ZeroOrOne }.AcceptExistingOnly();
        var import = new Command("import", "Import a district's catalogue and network; all of it or nothing") { folder, ImportYearCommand.Make(data) };
        import.SetAction((parsed, stop) => CommandFailure.ToldAsync(() => RunAsync(parsed.GetValue(data), parsed.GetValue(folder)?.FullName ?? throw new CommandFailure("Name the district's folder, or a year: tongban import year2020 --from FOLDER."), stop)));
        return import;
    }

    private static async Task<int> RunAsync(string? data, string folder, CancellationToken stop)
    {
        var code = 0;
        var done = await Offline.RunAsync(data, async (services, token) => code = await ImportAsync(services, folder, token), stop);
        return done == 0 ? code : done;
    }

    private static async Task<int> ImportAsync(IServiceProvider services, string folder, CancellationToken stop)
    {
        await OfflineWork.MigrateAsync(services, stop);
        await using var scope = services.CreateAsyncScope();
        try
        {
            Tell(await scope.ServiceProvider.GetRequiredService<DistrictImport>().ImportAsync(folder, stop));
            Console.WriteLine($"{await scope.ServiceProvider.GetRequiredService<TemplateImport>().ImportAsync(folder, stop)} templates of one-things added");
            return 0;
        }
        catch (FaultyDistrict faulty)
        {
            Tell(faulty);
            return 1;
        }
    }

    private static void Tell(ImportReport report)
    {
        foreach (var warning in report.Warnings)
        {
            Console.WriteLine($"  warning: {warning}");
        }

        foreach (var kept in report.Kept)
        {
            Console.WriteLine($"  kept: {kept}");
        }

        Console.WriteLine(report);
    }

    private static void Tell(FaultyDistrict faulty)
    {
        foreach (var fault in faulty.Faults)
        {
            Console.Error.WriteLine(fault);
        }

        Console.Error.WriteLine($"Nothing was imported: {faulty.Faults.Count} faults.");
    }
}
