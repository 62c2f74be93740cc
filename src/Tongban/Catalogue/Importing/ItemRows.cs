using Tongban.Kernel;

namespace Tongban.Catalogue.Importing;

/// <summary>Life events, and items with all that their guide says.</summary>
public static class ItemRows
{
    private static readonly Dictionary<string, string> Audiences = new() { ["natural"] = ItemContent.Personal, ["legal"] = ItemContent.Enterprise };

    public static Row<LifeEventFacts> LifeEvent(JsonPart part) => new(
        part.Text("id", 20),
        new(part.Text("name_zh", 200), part.Text("name_en", 200), part.Text("audience") == "enterprise" ? ItemContent.Enterprise : ItemContent.Personal, part.Text("icon", 40), part.Number("sort", 0, 1000)),
        part);

    public static ItemRow Item(JsonPart part)
    {
        var (baseCode, implementation) = (part.Text("base_code"), part.Text("implementation_code"));
        MustBeCode(part, "base_code", baseCode, ItemCodeKind.Base);
        MustBeCode(part, "implementation_code", implementation, ItemCodeKind.Implementation);
        return new(
            part.Text("id", 20), part.Text("department_id"), part.Text("item_group"), baseCode, implementation, part.Day("effective_from"),
            ContentRows.Content(part, Audience(part)), part);
    }

    private static List<string> Audience(JsonPart part)
    {
        var known = part.Texts("service_object").Select(name => Audiences.GetValueOrDefault(name)).OfType<string>().ToList();
        if (known.Count == 0 || known.Count != part.Texts("service_object").Count)
        {
            part.Fault("service_object", "natural or legal is needed, or both");
        }

        return known;
    }

    private static void MustBeCode(JsonPart part, string name, string code, ItemCodeKind kind)
    {
        if (code.Length > 0 && (!ItemCode.TryParse(code, out var parsed) || parsed.Kind != kind))
        {
            part.Fault(name, $"“{code}” is no {kind.ToString().ToLowerInvariant()} code (10 or 12 digits; 24 or 31 characters with the body's credit code)");
        }
    }
}
