using Microsoft.AspNetCore.Mvc.RazorPages;
namespace Tongban.Shared;
public abstract class TongbanPage : PageModel { public virtual Task ShowAgainAsync() => Task.CompletedTask; }
