namespace Tongban.Commands;

/// <summary>Why a command did nothing, in one sentence for the operator.</summary>
public sealed class CommandFailure(string sentence) : Exception(sentence)
{
    /// <summary>Runs, and answers a failure by its sentence on the error stream and exit code 1.</summary>
    public static async Task<int> ToldAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (CommandFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
