using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tongban.Shared.Tags;

/// <summary>
/// The form's idempotency key: <c>&lt;tb-key-field /&gt;</c> once inside a form. The same form sent twice is one act.
/// A page shown again after a refusal gets a new key, because a refused request changed nothing.
/// </summary>
[HtmlTargetElement("tb-key-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KeyFieldTagHelper : TagHelper
{
    public const string Name = "request-key";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "input";
        output.TagMode = TagMode.SelfClosing;
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", Name);
        output.Attributes.SetAttribute("value", Guid.CreateVersion7().ToString());

        // Browsers put an old key back on reload unless they are told not to.
        output.Attributes.SetAttribute("autocomplete", "off");
    }
}
