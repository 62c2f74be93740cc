using System.Collections.Concurrent;

namespace Tongban.Browser.Tests.Harness;

/// <summary>
/// Notes what a person would not see but we must not leave: errors on the console (Chromium writes every breach
/// of the content security policy there, reports without enforcement too), uncaught exceptions, crashes, 5xx.
/// </summary>
public sealed class PageWatch
{
    private readonly ConcurrentQueue<string> noted = new();
    private readonly ConcurrentBag<string> expected = [];

    public IReadOnlyList<string> Complaints => [.. noted.Where(complaint => !expected.Any(complaint.Contains))];

    public void Expect(string complaint) => expected.Add(complaint);

    public void Over(IBrowserContext context)
    {
        context.Console += (_, message) =>
        {
            if (message.Type == "error" || IsAboutPolicy(message.Text))
            {
                noted.Enqueue($"{message.Page?.Url}: console: {message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => noted.Enqueue($"{error.Page?.Url}: uncaught: {error.Error}");
        context.Response += (_, response) =>
        {
            if (response.Status >= 500)
            {
                noted.Enqueue($"{response.Url}: status of {response.Status}");
            }
        };
        context.Page += (_, page) => page.Crash += (_, _) => noted.Enqueue($"{page.Url}: crashed");
    }

    // A policy that only reports is written as a warning by some versions.
    private static bool IsAboutPolicy(string text) => text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase);
}
