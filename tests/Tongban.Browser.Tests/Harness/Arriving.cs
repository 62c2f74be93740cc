using System.Diagnostics;

namespace Tongban.Browser.Tests.Harness;

/// <summary>
/// Waits until a page is where it goes and stands there whole. Playwright's own waiting listens for one event, and on a
/// machine with much to do that has been missed although the page was long there; this looks again instead.
/// </summary>
internal static class Arriving
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="page">The page that is on its way.</param>
    /// <param name="at">Whether this address is where it goes.</param>
    public static async Task ArrivesAsync(this IPage page, Func<string, bool> at)
    {
        var waited = Stopwatch.StartNew();
        while (!at(page.Url) || !await IsWholeAsync(page))
        {
            if (waited.Elapsed > Patience)
            {
                var says = await page.Locator(".tb-error, .tb-errors, [role=alert]").AllInnerTextsAsync();
                throw new TimeoutException($"After {Patience.TotalSeconds} s the page is still at {page.Url}; it says: {string.Join(" / ", says)}");
            }

            await Task.Delay(40, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the path is this one.</summary>
    public static Task ArrivesAtAsync(this IPage page, string path) => page.ArrivesAsync(url => new Uri(url).AbsolutePath == path);

    /// <summary>Waits until the address holds this.</summary>
    public static Task ArrivesInAsync(this IPage page, string part) => page.ArrivesAsync(url => url.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Waits until the address no longer holds this.</summary>
    public static Task LeavesAsync(this IPage page, string part) => page.ArrivesAsync(url => !url.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static async Task<bool> IsWholeAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState") == "complete";
        }
        catch (PlaywrightException moved) when (moved.Message.Contains("context was destroyed", StringComparison.Ordinal) || moved.Message.Contains("navigat", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
