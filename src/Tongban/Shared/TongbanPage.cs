using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tongban.Shared;

/// <summary>A page of ours.</summary>
public abstract class TongbanPage : PageModel
{
    /// <summary>
    /// Loads again what the page shows, after a refused POST; what was typed stays in the form. A form sent with a used
    /// key is refused before its handler ran, so nothing is loaded yet.
    /// </summary>
    public virtual Task ShowAgainAsync() => Task.CompletedTask;

    /// <summary>For <see cref="ShowAgainAsync"/>: without it there is no page to show.</summary>
    /// <param name="isThere">Whether it was found.</param>
    /// <param name="elsewhere">Where the person goes on instead; null is "not found".</param>
    protected static void MustBeThere([DoesNotReturnIf(false)] bool isThere, string? elsewhere = null)
    {
        if (!isThere)
        {
            throw new NothingHereException(elsewhere);
        }
    }

    /// <summary>An act that waits for nothing, among others that do.</summary>
    protected static Task Immediately(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
