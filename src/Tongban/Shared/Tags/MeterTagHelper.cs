using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tongban.Shared.Tags;

/// <summary>A share beside its number: <c>&lt;tb-meter part="41567" whole="46369" /&gt;</c>. Drawn without style or script.</summary>
[HtmlTargetElement("tb-meter", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MeterTagHelper : TagHelper
{
    public long Part { get; set; }

    public long Whole { get; set; }

    public string? State { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"tb-meter {output.Attributes["class"]?.Value}".TrimEnd());
        output.Attributes.SetAttribute("viewBox", "0 0 100 6");
        output.Attributes.SetAttribute("preserveAspectRatio", "none");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"<rect width=\"{Percent}\" height=\"6\"/>");

        if (State is not null)
        {
            output.Attributes.SetAttribute("data-s", State);
        }
    }

    private string Percent => Whole == 0
        ? "0"
        : decimal.Clamp(100m * Part / Whole, 0, 100).ToString("0.##", CultureInfo.InvariantCulture);
}
