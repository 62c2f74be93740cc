using System.CommandLine;
using Tongban.Kernel;
using Tongban.People.Administering;
using Tongban.Shared.Data;
using Tongban.Shared.Words;

namespace Tongban.Commands;

/// <summary><c>tongban admin create</c>: the first administrator, who makes all other accounts in the pages.</summary>
public static class AdminCommand
{
    /// <summary>For scripts; a password on the command line would stand in the history and in every process list.</summary>
    public const string PasswordVariable = "TONGBAN_ADMIN_PASSWORD";

    public static Command Make(Option<string?> data)
    {
        var name = new Option<string>("--name") { Description = "Account name: letters and digits", Required = true };
        var fullName = new Option<string?>("--full-name") { Description = "The person's name (the account name if not given)" };
        var force = new Option<bool>("--force") { Description = "Make another one although there is an administrator" };
        var create = new Command("create", $"Make the first administrator; the password is asked for, or read from the input or {PasswordVariable}") { name, fullName, force };
        create.SetAction((parsed, stop) => CommandFailure.ToldAsync(() =>
        {
            var wanted = new Wanted(parsed.GetValue(name)!, parsed.GetValue(fullName) ?? parsed.GetValue(name)!, parsed.GetValue(force));
            return Offline.RunAsync(parsed.GetValue(data), (services, ending) => CreateAsync(services, wanted, Password(), ending), stop);
        }));
        return new Command("admin", "Administrators") { create };
    }

    /// <summary>Creates, and tells a refusal in English: the command line speaks one language.</summary>
    public static async Task CreateAsync(IServiceProvider services, Wanted wanted, string password, CancellationToken stop)
    {
        await OfflineWork.MigrateAsync(services, stop);
        await using var scope = services.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<TongbanDb>().BeginAsync(stop);
        try
        {
            await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().CreateAsync(wanted.Name, wanted.FullName, password, wanted.Another);
        }
        catch (Refusal refusal)
        {
            throw new CommandFailure(services.GetRequiredService<Say>().In(WordBook.English, "refused." + refusal.Code, [.. refusal.Values]));
        }

        await transaction.CommitAsync(stop);
        await Console.Out.WriteLineAsync($"The administrator {wanted.Name} can sign in at /staff/sign-in.");
    }

    private static string Password()
    {
        if (Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } given)
        {
            return given;
        }

        return Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : AskedTwice();
    }

    private static string AskedTwice()
    {
        var first = Asked("Password: ");
        return first == Asked("Once more: ") ? first : throw new CommandFailure("The two passwords differ; nothing was made.");
    }

    private static string Asked(string question)
    {
        Console.Error.Write(question);
        var typed = new List<char>();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.RemoveRange(Math.Max(0, typed.Count - 1), Math.Min(1, typed.Count));
            }
            else
            {
                typed.Add(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return new string([.. typed]);
    }

    /// <summary>The administrator to be made.</summary>
    public sealed record Wanted(string Name, string FullName, bool Another);
}
