using SkiaSharp;

namespace Tongban.Licences.Printing;

/// <summary>What a PDF says of itself.</summary>
internal sealed record PdfAbout(string Title, string Author, string Subject, DateTime At);

/// <summary>Draws a laid-out paper. Fonts come in with the characters that it uses and no more.</summary>
internal static class PdfWriter
{
    // Of the size.
    private const float Bolder = .028f;

    public static byte[] Write(Layout layout, PdfAbout about)
    {
        using var file = new MemoryStream();
        using var faces = new Faces(layout);
        using (var document = SKDocument.CreatePdf(file, Metadata(about)))
        {
            foreach (var sheet in layout.Sheets)
            {
                Draw(sheet, document.BeginPage(PaperLayout.Width, PaperLayout.Height), faces);
                document.EndPage();
            }

            document.Close();
        }

        return file.ToArray();
    }

    private static SKDocumentPdfMetadata Metadata(PdfAbout about) => new()
    {
        Title = about.Title,
        Author = about.Author,
        Subject = about.Subject,
        Creator = "Tongban",
        Producer = "Tongban, SkiaSharp",
        Creation = about.At,
        Modified = about.At,
    };

    private static void Draw(Sheet sheet, SKCanvas canvas, Faces faces)
    {
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var (box, fill, edge, line) in sheet.Boxes)
        {
            if (fill != SKColors.Transparent)
            {
                (paint.Style, paint.Color) = (SKPaintStyle.Fill, fill);
                canvas.DrawRect(box, paint);
            }

            (paint.Style, paint.Color, paint.StrokeWidth) = (SKPaintStyle.Stroke, edge, line);
            canvas.DrawRect(box, paint);
        }

        paint.Style = SKPaintStyle.Fill;
        foreach (var written in sheet.Texts)
        {
            var font = faces.Of(written);
            paint.Color = written.Colour;
            canvas.DrawText(written.Text, written.X, written.Y, SKTextAlign.Left, font, paint);
            if (written.Bold)
            {
                Thicken(canvas, written, font, paint);
            }
        }

        paint.Color = SKColors.Black;
        foreach (var (path, place) in sheet.Codes)
        {
            canvas.Save();
            canvas.Concat(in place);
            canvas.DrawPath(path, paint);
            canvas.Restore();
            path.Dispose();
        }
    }

    // The fonts have one weight. A font made bolder would become pictures of characters (Type 3): the outlines are drawn
    // over the text instead.
    private static void Thicken(SKCanvas canvas, Written written, SKFont font, SKPaint paint)
    {
        using var outline = font.GetTextPath(written.Text, new SKPoint(written.X, written.Y));
        (paint.Style, paint.StrokeWidth) = (SKPaintStyle.Stroke, written.Size * Bolder);
        canvas.DrawPath(outline, paint);
        paint.Style = SKPaintStyle.Fill;
    }

    // One typeface for each font of the paper, one font for each size.
    private sealed class Faces : IDisposable
    {
        private readonly Dictionary<TrueTypeFont, SKTypeface> faces = [];
        private readonly Dictionary<(TrueTypeFont, float), SKFont> fonts = [];

        public Faces(Layout layout)
        {
            foreach (var used in layout.Sheets.SelectMany(sheet => sheet.Texts).GroupBy(written => written.Font))
            {
                var runes = used.SelectMany(written => written.Text.EnumerateRunes()).Select(rune => rune.Value).Distinct();
                using var subset = SKData.CreateCopy(TrueTypeSubset.Of(used.Key, runes));
                faces[used.Key] = SKTypeface.FromData(subset) ?? throw new FontsMissingException("A font that PDF papers use cannot be read: take another one in Tongban:Pdf:Fonts.");
            }
        }

        public SKFont Of(Written written)
        {
            var key = (written.Font, written.Size);
            return fonts.TryGetValue(key, out var font) ? font : fonts[key] = new SKFont(faces[written.Font], written.Size)
            {
                Hinting = SKFontHinting.None,
                LinearMetrics = true,
                Subpixel = true,
            };
        }

        public void Dispose()
        {
            foreach (var font in fonts.Values)
            {
                font.Dispose();
            }

            foreach (var face in faces.Values)
            {
                face.Dispose();
            }
        }
    }
}
