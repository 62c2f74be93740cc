using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Tongban.Shared.Words;

namespace Tongban.Shared.Tags;

/// <summary>
/// What is wrong with the form, at the top, each line linked to its field: <c>&lt;tb-errors /&gt;</c>. What belongs to no
/// field is one plain sentence: there may be nothing to mend.
/// </summary>
[HtmlTargetElement("tb-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorsTagHelper(Say say, IFileVersionProvider versions) : TagHelper
{
    /// <summary>Names of fields in the order of the page; without it they come in the order in which they were found.</summary>
    public IReadOnlyList<string> Places { get; set; } = [];

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ModelState.SelectMany(field => field.Value!.Errors.Select(error => (field.Key, error))).OrderBy(one => PlaceOf(one.Key)).ToList();

        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        Frame(output);
        output.Content.AppendHtml(IconTagHelper.Html(versions, "alert-circle"));
        if (errors is [{ Key.Length: 0 } only])
        {
            output.Content.AppendHtml(Linked("", only.error.ErrorMessage));
            return;
        }

        output.Content.AppendHtml(Heading(errors.Count));
        output.Content.AppendHtml(Lines(errors));
    }

    // What belongs to no field comes first, what is not in the list last.
    private int PlaceOf(string key) => key.Length == 0 ? -1 : Places.ToList().IndexOf(key) is >= 0 and var place ? place : int.MaxValue;

    private static void Frame(TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "tb-note tb-errors");
        output.Attributes.SetAttribute("data-s", "stop");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-focus", "");
    }

    private TagBuilder Heading(int count)
    {
        var heading = new TagBuilder("b");
        heading.InnerHtml.Append(count == 1 ? say["tags.one-error"] : say["tags.errors", count]);

        return heading;
    }

    private static TagBuilder Lines(IEnumerable<(string Key, ModelError Error)> errors)
    {
        var list = new TagBuilder("ul");

        foreach (var (key, error) in errors)
        {
            var line = new TagBuilder("li");
            line.InnerHtml.AppendHtml(Linked(key, error.ErrorMessage));
            list.InnerHtml.AppendHtml(line);
        }

        return list;
    }

    // An error without a field belongs to the whole form: there is nothing to jump to.
    private static TagBuilder Linked(string key, string message)
    {
        var text = new TagBuilder(key.Length == 0 ? "span" : "a");
        text.InnerHtml.Append(message);

        if (key.Length > 0)
        {
            text.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(key, "_");
        }

        return text;
    }
}
