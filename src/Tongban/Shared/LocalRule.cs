using System.Text.Json;

namespace Tongban.Shared;

/// <summary>A value that no law settles and that differs by place, with the reason for it.</summary>
public sealed record LocalRule(int Value, string Unit, string Source, string UnitZh, string SourceZh)
{
    /// <summary>The rules of a table of <c>data/codes</c> by name; a value of the same name in the configuration wins.</summary>
    public static IReadOnlyDictionary<string, LocalRule> Read(string json, IConfigurationSection? local) =>
        JsonSerializer.Deserialize<Table>(json, JsonSerializerOptions.Web)!.Settings.ToDictionary(
            rule => rule.Key,
            rule => rule.Value with { Value = local?.GetValue(rule.Key, rule.Value.Value) ?? rule.Value.Value });

    private sealed record Table(Dictionary<string, LocalRule> Settings);
}
