using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;
using QRCoder;
using Tongban.Shared.Words;

namespace Tongban.Shared.Tags;

/// <summary>A QR code as one SVG path: <c>&lt;tb-qr value="@url" size="m" /&gt;</c>; s, m or l.</summary>
[HtmlTargetElement("tb-qr", TagStructure = TagStructure.WithoutEndTag)]
public sealed class QrTagHelper(Say say) : TagHelper
{
    public string Value { get; set; } = "";

    public string Size { get; set; } = "m";

    /// <summary>What it holds, already in the request's language.</summary>
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(Value, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"tb-qr tb-qr-{Size}");
        output.Content.AppendHtml($"<svg viewBox=\"0 0 {rows.Count} {rows.Count}\" role=\"img\" shape-rendering=\"crispEdges\" aria-label=\"");
        output.Content.Append(Label ?? say["tags.qr"]);
        output.Content.AppendHtml($"\"><path d=\"{Path(rows)}\"/></svg>");
    }

    // Runs of dark modules, row by row; the quiet zone is part of the matrix.
    private static string Path(IReadOnlyList<System.Collections.BitArray> rows)
    {
        var path = new StringBuilder();

        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;

                while (x < rows.Count && rows[y][x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return path.ToString();
    }
}
