using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tongban.Browser.Tests.Harness;

/// <summary>What the server sent to phones; in development it keeps each message as a file.</summary>
internal static class Messages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The newest message that says it, as soon as there is one: messages leave a moment after the change that they tell
    /// of. It reads <c>13800138000 【政务服务】验证码 123456</c>.
    /// </summary>
    public static async Task<Match> MessageAsync(this TongbanServer server, Regex wanted)
    {
        var folder = Directory.CreateDirectory(server.MessagesFolder).FullName;
        using var arrived = new SemaphoreSlim(0);
        using var watch = new FileSystemWatcher(folder, "*.json");
        watch.Created += (_, _) => arrived.Release();
        watch.Renamed += (_, _) => arrived.Release();
        watch.EnableRaisingEvents = true;
        while (true)
        {
            if (Find(folder, wanted) is { } found)
            {
                return found;
            }

            if (!await arrived.WaitAsync(Patience, TestContext.Current.CancellationToken))
            {
                throw new TimeoutException($"No message said {wanted}.");
            }
        }
    }

    private static Match? Find(string folder, Regex wanted) => Directory.EnumerateFiles(folder, "*.json").OrderDescending(StringComparer.Ordinal)
        .Select(file => wanted.Match(Read(file))).FirstOrDefault(match => match.Success);

    private static string Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return string.Concat(Part("to"), " ", Part("subject"), Part("text"));

        string? Part(string name) => json.RootElement.GetProperty(name).GetString();
    }
}
