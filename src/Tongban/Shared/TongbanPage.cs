using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tongban.Shared;

/// <summary>A page of ours.</summary>
public abstract class TongbanPage : PageModel
{
    /// <summary>Loads again what the page shows, after a refused POST; what was typed stays in the form.</summary>
    public virtual Task ShowAgainAsync() => Task.CompletedTask;
}
