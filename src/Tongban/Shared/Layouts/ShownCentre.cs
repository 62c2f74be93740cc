namespace Tongban.Shared.Layouts;

/// <summary>Whose pages these are, as headers and footers show it; filled once per request from the centre's row.</summary>
public sealed class ShownCentre
{
    /// <summary>郑东新区; hidden on the narrowest screens. May be empty.</summary>
    public string Place { get; set; } = "";

    /// <summary>The hall's full name, on devices, boards and tickets.</summary>
    public string Name { get; set; } = "";

    /// <summary>One line for the footer: entrance and opening hours.</summary>
    public string Hours { get; set; } = "";
}
