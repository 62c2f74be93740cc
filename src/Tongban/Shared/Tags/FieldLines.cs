using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Tongban.Shared.Tags;

/// <summary>The lines around a control, with the ids that tie them to it.</summary>
internal static class FieldLines
{
    public const string ErrorSuffix = "-error";
    public const string HintSuffix = "-hint";

    public static TagBuilder Label(string id, string text)
    {
        var label = new TagBuilder("label");
        label.AddCssClass("form-label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(text);

        return label;
    }

    public static TagBuilder Error(string id, IHtmlContent icon, string message)
    {
        var error = Line("tb-error", id + ErrorSuffix);
        error.InnerHtml.AppendHtml(icon).Append(message);

        return error;
    }

    public static TagBuilder Hint(string id, string text)
    {
        var hint = Line("tb-hint", id + HintSuffix);
        hint.InnerHtml.Append(text);

        return hint;
    }

    private static TagBuilder Line(string css, string id)
    {
        var line = new TagBuilder("p");
        line.AddCssClass(css);
        line.Attributes["id"] = id;

        return line;
    }
}
