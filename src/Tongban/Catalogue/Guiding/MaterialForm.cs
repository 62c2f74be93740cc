using Tongban.Shared.Words;

namespace Tongban.Catalogue.Guiding;

/// <summary>In which form a material is brought, and whether it comes back: 原件，看完还您.</summary>
public static class MaterialForm
{
    public static string Of(Material material, Say say) =>
        material.Form == "electronic" ? say["guide.form-electronic"]
        : material is { Originals: > 0, Returned: true } ? say["guide.form-shown"]
        : material.Originals > 0 && material.Copies > 0 ? say["guide.form-both", material.Originals, material.Copies]
        : material.Originals > 0 ? say[material.Originals == 1 ? "guide.form-original" : "guide.form-originals", material.Originals]
        : say[material.Copies <= 1 ? "guide.form-copy" : "guide.form-copies", material.Copies];
}
