using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tongban.Shared.Tags;

/// <summary>A state in one to four characters: <c>&lt;tb-tag state="ok" icon="check"&gt;部门共享&lt;/tb-tag&gt;</c>.</summary>
[HtmlTargetElement("tb-tag")]
public sealed class TagTagHelper(IFileVersionProvider versions) : TagHelper
{
    /// <summary>ok, wait, stop, hold or act; none is neutral. The word says it too: colour never speaks alone.</summary>
    public string? State { get; set; }

    public string? Icon { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"tb-tag {output.Attributes["class"]?.Value}".TrimEnd());

        if (State is not null)
        {
            output.Attributes.SetAttribute("data-s", State);
        }

        if (Icon is not null)
        {
            output.PreContent.AppendHtml(IconTagHelper.Html(versions, Icon));
        }
    }
}
