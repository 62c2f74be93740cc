using System.Text.Json.Nodes;

namespace Tongban.Tests.OneThing;

/// <summary>A text of JSON with one thing in it replaced or left out, once for each kind of place and each thing that could stand there.</summary>
internal static class BrokenTexts
{
    private static readonly string[] Others = ["null", "-1", "2147483647", "\"\"", "\"x\"", "true", "[]", "[null]", "[\"x\"]", "[{}]", "{}", "{\"x\": null}"];

    public static IEnumerable<(string What, string Text)> Of(string text)
    {
        foreach (var place in PlacesIn(JsonNode.Parse(text)!, []).DistinctBy(place => string.Join('.', place.Select(step => step is int ? "*" : step))))
        {
            foreach (var other in Others)
            {
                yield return ($"{string.Join('.', place)} = {other}", Changed(text, place, parent => Put(parent, place[^1], JsonNode.Parse(other))));
            }

            yield return ($"no {string.Join('.', place)}", Changed(text, place, parent => Remove(parent, place[^1])));
        }
    }

    private static IEnumerable<List<object>> PlacesIn(JsonNode node, List<object> at)
    {
        var inside = node switch
        {
            JsonObject one => one.Select(member => ((object)member.Key, member.Value)),
            JsonArray many => many.Select((member, index) => ((object)index, member)),
            _ => [],
        };
        foreach (var (step, member) in inside)
        {
            List<object> place = [.. at, step];
            yield return place;
            foreach (var deeper in member is null ? [] : PlacesIn(member, place))
            {
                yield return deeper;
            }
        }
    }

    private static string Changed(string text, List<object> place, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(text)!;
        change(place.SkipLast(1).Aggregate(root, (node, step) => step is int index ? node[index]! : node[(string)step]!));
        return root.ToJsonString();
    }

    private static void Put(JsonNode parent, object step, JsonNode? value)
    {
        if (step is int index)
        {
            parent[index] = value;
        }
        else
        {
            parent[(string)step] = value;
        }
    }

    private static void Remove(JsonNode parent, object step)
    {
        if (step is int index)
        {
            parent.AsArray().RemoveAt(index);
        }
        else
        {
            parent.AsObject().Remove((string)step);
        }
    }
}
