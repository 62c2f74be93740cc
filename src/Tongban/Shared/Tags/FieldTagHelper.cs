using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Tongban.Shared.Words;

namespace Tongban.Shared.Tags;

/// <summary>
/// A field as it always stands: label, error, control, hint; all tied together for readers.
/// <c>&lt;tb-field for="Form.Phone" label="booking.phone" hint="booking.phone-hint" type="tel" /&gt;</c>.
/// Other attributes go to the control; <c>rows</c> makes it a text area, <c>items</c> a list.
/// </summary>
[HtmlTargetElement("tb-field", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(Say say, IHtmlGenerator html, IFileVersionProvider versions) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    /// <summary>Keys of the word resources.</summary>
    public string Label { get; set; } = "";

    /// <summary>A key that a page leaves out by an expression arrives as an empty text.</summary>
    public string? Hint { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Marks it "（可不填）"; a required field is not marked.</summary>
    public bool Optional { get; set; }

    public string Type { get; set; } = "text";

    public int Rows { get; set; }

    public IEnumerable<SelectListItem>? Items { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string Id => TagBuilder.CreateSanitizedId(Name, "_");

    private string? Error => ViewContext.ModelState.GetValueOrDefault(Name)?.Errors.FirstOrDefault()?.ErrorMessage;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = Control(Attributes(output));
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "tb-field");
        output.Content.AppendHtml(FieldLines.Label(Id, say[Label] + (Optional ? say["tags.optional"] : "")));
        output.Content.AppendHtml(Error is null ? HtmlString.Empty : FieldLines.Error(Id, IconTagHelper.Html(versions, "alert-circle"), Error));
        output.Content.AppendHtml(control);
        output.Content.AppendHtml(Hint is null ? HtmlString.Empty : FieldLines.Hint(Id, say[Hint]));
    }

    private Dictionary<string, object?> Attributes(TagHelperOutput output)
    {
        var all = output.Attributes.ToDictionary(given => given.Name, given => given.Value is HtmlString text ? text.Value : given.Value);
        all["class"] = (Items is null ? "form-control " : "form-select ") + all.GetValueOrDefault("class");

        // Error first: it is what the reader must hear first.
        string?[] told = [Error is null ? null : Id + FieldLines.ErrorSuffix, Hint is null ? null : Id + FieldLines.HintSuffix];

        if (told.Any(id => id is not null))
        {
            all["aria-describedby"] = string.Join(' ', told.Where(id => id is not null));
        }

        if (Error is not null)
        {
            all["aria-invalid"] = "true";
        }

        return all;
    }

    private TagBuilder Control(Dictionary<string, object?> attributes)
    {
        if (Items is not null)
        {
            return html.GenerateSelect(ViewContext, For.ModelExplorer, null, For.Name, Items, allowMultiple: false, attributes);
        }

        if (Rows > 0)
        {
            return html.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, 0, attributes);
        }

        attributes["type"] = Type;

        return html.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, Format, attributes);
    }

    // What browsers want in a date or time box, whatever the language.
    private string? Format => Type switch
    {
        "date" => "{0:yyyy-MM-dd}",
        "time" => "{0:HH:mm}",
        _ => null,
    };
}
