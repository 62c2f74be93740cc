using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tongban.Shared.Tags;

/// <summary>
/// A form that names no handler goes to the page's own one. After a refusal of another handler the address still says
/// <c>?handler=Again</c>, and without this the next form would be sent there.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class OwnFormTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        if (request.Query.ContainsKey("handler") && !context.AllAttributes.Any(attribute => attribute.Name.StartsWith("asp-", StringComparison.Ordinal) || attribute.Name == "action"))
        {
            output.Attributes.SetAttribute("action", request.PathBase + request.Path + new QueryBuilder(request.Query.Where(pair => pair.Key != "handler")).ToQueryString());
        }
    }
}
