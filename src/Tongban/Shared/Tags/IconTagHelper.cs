using System.Collections.Frozen;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tongban.Shared.Tags;

/// <summary>An icon of the sprite beside a word: <c>&lt;tb-icon name="phone" /&gt;</c>. Readers skip it.</summary>
[HtmlTargetElement("tb-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(IFileVersionProvider versions) : TagHelper
{
    private static readonly FrozenSet<string> Known = ReadKnown();

    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"ti {output.Attributes["class"]?.Value}".TrimEnd());
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        output.Content.SetHtmlContent(new HtmlString($"<use href=\"{Sprite(versions)}#{Checked(Name)}\"></use>"));
    }

    /// <summary>The same icon where a tag helper builds its own markup.</summary>
    internal static HtmlString Html(IFileVersionProvider versions, string name) => new(
        $"<svg class=\"ti\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><use href=\"{Sprite(versions)}#{Checked(name)}\"></use></svg>");

    private static string Sprite(IFileVersionProvider versions) => versions.AddFileVersionToPath("", "/lib/icons.svg");

    // An icon that is not in the sprite would be an empty place that nobody notices.
    private static string Checked(string name) => Known.Contains(name)
        ? name
        : throw new InvalidOperationException($"icons.txt does not list the icon '{name}'.");

    private static FrozenSet<string> ReadKnown()
    {
        using var stream = typeof(IconTagHelper).Assembly.GetManifestResourceStream("icons.txt")!;
        using var reader = new StreamReader(stream);

        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
    }
}
