using System.CommandLine;

namespace Tongban.Commands;

/// <summary>The command line: <c>tongban serve | migrate | demo …</c>.</summary>
public static class TongbanCommands
{
    private static readonly Option<string?> Data = new("--data") { Description = "Data folder (database, keys, files)", Recursive = true };

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Tongban 通办: the platform of a government-service centre") { Data, Serve(), Migrate(), ImportCommand.Make(Data), Demo(), AdminCommand.Make(Data), BackupCommand.Make(Data), RestoreCommand.Make(Data), FiguresCommand.Make(Data) };
        return root.Parse(args.Length == 0 ? ["serve"] : args).InvokeAsync();
    }

    private static Command Serve()
    {
        var port = new Option<int>("--port") { Description = "Port on this machine", DefaultValueFactory = _ => 5080 };
        var listen = new Option<string>("--listen") { Description = "localhost, an IP address of this machine, or * for all of them", DefaultValueFactory = _ => ServeOptions.ThisMachine };
        var metrics = new Option<int?>("--metrics") { Description = "Port for Prometheus, which asks for /metrics there; none without it" };
        var at = new Option<string?>("--at") { Description = "Shift the hall's clock to this local time (development only)" };
        var demo = new Option<bool>("--demo") { Description = "Import the demo district into a new database and print the sign-ins (development only)" };
        var serve = new Command("serve", "Serve the pages, devices and the API") { port, listen, metrics, at, demo };
        serve.SetAction((parsed, stop) => CommandFailure.ToldAsync(() => Commands.Serve.RunAsync(
            new ServeOptions(parsed.GetValue(Data), parsed.GetValue(port), parsed.GetValue(at), parsed.GetValue(demo), parsed.GetValue(listen)!, parsed.GetValue(metrics)), stop)));
        return serve;
    }

    private static Command Migrate()
    {
        var migrate = new Command("migrate", "Bring the database up to this version");
        migrate.SetAction((parsed, stop) => CommandFailure.ToldAsync(() => Offline.RunAsync(parsed.GetValue(Data), OfflineWork.MigrateAsync, stop)));
        return migrate;
    }

    private static Command Demo()
    {
        var demo = new Command("demo", "Import the demo district and make its accounts (development only)");
        demo.SetAction((parsed, stop) => CommandFailure.ToldAsync(() => Offline.RunAsync(parsed.GetValue(Data), OfflineWork.DemoAsync, stop)));
        return demo;
    }
}
