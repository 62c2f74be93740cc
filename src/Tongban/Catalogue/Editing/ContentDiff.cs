using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tongban.Catalogue.Editing;

/// <summary>A field that two versions say differently; null where one does not say it.</summary>
/// <param name="Field">Name in <see cref="ItemContent"/>: <c>materials</c>.</param>
/// <param name="Within">Where in it: <c>SU01-M02 › nameZh</c>; empty for the field itself.</param>
/// <param name="Before">The text of the version that holds.</param>
/// <param name="After">The text of the draft.</param>
public sealed record Difference(string Field, string Within, string? Before, string? After);

/// <summary>What a draft changes. Rows with an id are compared by it, so that moving one is no change.</summary>
public static class ContentDiff
{
    public static IReadOnlyList<Difference> Between(ItemContent before, ItemContent after)
    {
        var (old, next) = (Flat(before), Flat(after));
        return [.. old.Keys.Union(next.Keys).Where(path => old.GetValueOrDefault(path) != next.GetValueOrDefault(path))
            .Select(path => new Difference(path.Field, path.Within, old.GetValueOrDefault(path), next.GetValueOrDefault(path)))];
    }

    private static Dictionary<(string Field, string Within), string> Flat(ItemContent content)
    {
        var all = new Dictionary<(string, string), string>();
        foreach (var (field, value) in JsonSerializer.SerializeToNode(content, ItemContent.Json)!.AsObject())
        {
            Add(all, field, "", value);
        }

        return all;
    }

    private static void Add(Dictionary<(string, string), string> all, string field, string within, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject row:
                foreach (var (name, child) in row.Where(child => child.Key != "id"))
                {
                    Add(all, field, Inside(within, name), child);
                }

                break;
            case JsonArray list when list.Any(child => child is JsonObject):
                foreach (var (index, child) in list.Index())
                {
                    Add(all, field, Inside(within, (string?)child!["id"] ?? $"{index + 1}"), child);
                }

                break;
            case JsonArray texts:
                all[(field, within)] = string.Join('\n', texts.Select(text => text!.ToString()));
                break;
            case not null:
                all[(field, within)] = value.ToString();
                break;
        }
    }

    private static string Inside(string within, string name) => within.Length == 0 ? name : $"{within} › {name}";
}
