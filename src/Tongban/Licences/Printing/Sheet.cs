using SkiaSharp;

namespace Tongban.Licences.Printing;

/// <summary>Text at a place: its left end on its base line, in points from the upper left.</summary>
internal readonly record struct Written(TrueTypeFont Font, bool Bold, float Size, float X, float Y, string Text, SKColor Colour);

/// <summary>What stands on one page, before it is drawn.</summary>
internal sealed class Sheet
{
    public List<Written> Texts { get; } = [];

    public List<(SKRect Box, SKColor Fill, SKColor Edge, float Line)> Boxes { get; } = [];

    public List<(SKPath Path, SKMatrix Place)> Codes { get; } = [];

    public void Write(TextLine line, float size, float x, float y, SKColor colour)
    {
        foreach (var piece in line.Pieces)
        {
            Texts.Add(new Written(piece.Font, piece.Bold, size, x + piece.X, y, piece.Text, colour));
        }
    }
}

/// <summary>A laid-out paper, and where its seal stands: for the signature.</summary>
internal sealed record Layout(IReadOnlyList<Sheet> Sheets, (int Sheet, SKRect Box)? Seal);
