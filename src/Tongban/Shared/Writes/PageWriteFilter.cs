using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Rush;
using Tongban.Shared.Words;

namespace Tongban.Shared.Writes;

/// <summary>
/// Every POST of a page is <see cref="OneWrite"/>: committed when the handler redirects, undone when it refuses,
/// fails or shows its form again. A refusal is told on the page itself.
/// </summary>
public sealed class PageWriteFilter(OneWrite write, RequestPerson person, ThisRequest request, TongbanDb db, Say say) : IAsyncPageFilter
{
    public const string KeyField = "request-key";

    private const string Changed = "request.changed-meanwhile";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // Sent for an act that this page does not know: there is nothing to do and nothing loaded to show. The pages that
        // tell of an error are run again with the method of the request that failed.
        if (context.HandlerMethod is null && HttpMethods.IsPost(context.HttpContext.Request.Method) && context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            context.Result = new NotFoundResult();
            return;
        }

        if (await NoText.IsInFormAsync(context.HttpContext.Request))
        {
            context.Result = await PageAgainAsync((PageModel)context.HandlerInstance, new Refusal("request.not-text"));
            return;
        }

        if (HttpMethods.IsPost(context.HttpContext.Request.Method) && JoinsGroup(context))
        {
            var sent = await context.HttpContext.Request.ReadFormAsync(context.HttpContext.RequestAborted);
            request.IsAsked(db.CentreId, KeyOf(sent), person.Fingerprint(sent));
            await ShowRefusalAsync(context, await next());
            return;
        }

        // A page that tells of an error writes nothing, whatever the request was that failed.
        if (!HttpMethods.IsPost(context.HttpContext.Request.Method) || context.HandlerMethod is null || OutsideTransactionAttribute.IsOn(context))
        {
            await ShowRefusalAsync(context, await next());
            return;
        }

        try
        {
            await RunAsync(context, next);
        }
        finally
        {
            await write.EndAsync();
        }
    }

    private async Task RunAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var aborted = context.HttpContext.RequestAborted;
        var form = await context.HttpContext.Request.ReadFormAsync(aborted);
        var key = KeyOf(form);
        try
        {
            if (await write.BeginAsync(key, person.Fingerprint(form), aborted) is { } earlier)
            {
                context.Result = new LocalRedirectResult(earlier);
                return;
            }
        }
        catch (Refusal refusal)
        {
            await write.UndoAsync();
            context.Result = await PageAgainAsync((PageModel)context.HandlerInstance, refusal);
            return;
        }

        var done = await next();
        if (done.Exception is null && LocationOf(done) is { } location)
        {
            await write.CommitAsync(key, location, CancellationToken.None);
            return;
        }

        await write.UndoAsync();
        await ShowRefusalAsync(context, done);
    }

    private static string? KeyOf(IFormCollection form) => form[KeyField].FirstOrDefault() is { Length: > 0 and <= 64 } given ? given : null;

    private static bool JoinsGroup(PageHandlerExecutingContext context) => context.HandlerMethod?.MethodInfo.IsDefined(typeof(InGroupAttribute), inherit: true) == true;

    private async Task ShowRefusalAsync(PageHandlerExecutingContext context, PageHandlerExecutedContext done)
    {
        if (AsRefusal(done.Exception) is { } refusal && !done.ExceptionHandled)
        {
            done.ExceptionHandled = true;
            done.Result = await PageAgainAsync((PageModel)context.HandlerInstance, refusal);
        }
    }

    private async Task<IActionResult> PageAgainAsync(PageModel page, Refusal refusal)
    {
        page.ModelState.AddModelError("", say.Plainly(refusal));
        page.Response.StatusCode = refusal.Code == Changed ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        page.Response.Headers["Tongban-Refusal"] = refusal.Code;
        try
        {
            await ((page as TongbanPage)?.ShowAgainAsync() ?? Task.CompletedTask);
            return page.Page();
        }
        catch (NothingHereException nothing)
        {
            return nothing.Elsewhere is { } address ? new LocalRedirectResult(address) : new NotFoundResult();
        }
    }

    /// <summary>Somebody else changed the row first: nothing happened here, and the person may look again.</summary>
    private static Refusal? AsRefusal(Exception? exception) => exception switch
    {
        Refusal refusal => refusal,
        DbUpdateConcurrencyException => new Refusal(Changed),
        _ => null,
    };

    private static string? LocationOf(PageHandlerExecutedContext done) => done.Result switch
    {
        RedirectToPageResult page => new UrlHelperOf(done).Page(page),
        LocalRedirectResult local => local.Url,
        RedirectResult redirect => redirect.Url,
        _ => null,
    };
}
