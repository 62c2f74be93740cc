using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Shared.Tags;

/// <summary>The hall's time of day, kept going by script: <c>&lt;tb-now /&gt;</c>. Right at load without it.</summary>
[HtmlTargetElement("tb-now", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NowTagHelper(HallClock clock, Formats formats) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("data-clock", clock.Now.ToString("O", CultureInfo.InvariantCulture));
        output.Content.SetContent(formats.Time(clock.Now));
    }
}
