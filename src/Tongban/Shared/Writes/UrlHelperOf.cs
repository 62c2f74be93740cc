using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Routing;

namespace Tongban.Shared.Writes;

/// <summary>The address to which a page goes on.</summary>
internal sealed class UrlHelperOf(PageHandlerExecutedContext context)
{
    public string? Page(RedirectToPageResult page) =>
        context.HttpContext.RequestServices.GetRequiredService<IUrlHelperFactory>().GetUrlHelper(context)
            .Page(page.PageName, page.PageHandler, page.RouteValues, protocol: null, host: null, page.Fragment);
}
