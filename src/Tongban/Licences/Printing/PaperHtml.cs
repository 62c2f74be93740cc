using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Tongban.Licences.Printing;

/// <summary>Writes a page's part to text, outside of any request: the same part that the screen shows and prints.</summary>
public sealed class PaperHtml(IRazorViewEngine engine, ITempDataProvider temporary, IServiceProvider services)
{
    /// <summary>A request that nobody made, from which parts take the address that people know.</summary>
    /// <param name="origin">Scheme and host; empty where nobody knows.</param>
    public HttpContext Request(string origin)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        if (Uri.TryCreate(origin, UriKind.Absolute, out var address))
        {
            (http.Request.Scheme, http.Request.Host, http.Request.PathBase) = (address.Scheme, HostString.FromUriComponent(address), address.AbsolutePath.TrimEnd('/'));
        }

        return http;
    }

    /// <param name="http">Of <see cref="Request"/>.</param>
    /// <param name="part">The part's file.</param>
    /// <param name="page">The page whose neighbours it may use.</param>
    /// <param name="model">What it shows.</param>
    public async Task<string> OfAsync(HttpContext http, string part, string page, object model)
    {
        var action = new ActionContext(http, new RouteData { Values = { ["page"] = page } }, new PageActionDescriptor { RouteValues = { ["page"] = page } });
        var view = engine.GetView(null, part, isMainPage: false).View ?? throw new InvalidOperationException($"There is no part {part}.");
        await using var text = new StringWriter();
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await view.RenderAsync(new ViewContext(action, view, data, new TempDataDictionary(http, temporary), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}
