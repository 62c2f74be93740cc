using System.Text.Json;
using Tongban.Kernel;

namespace Tongban.Cases.Showing;

/// <summary>Reads one value of a fact's data.</summary>
internal static class FactValues
{
    /// <summary>As text; null when the fact does not say it.</summary>
    public static string? Value(this Fact fact, string name)
    {
        if (fact.Data.Length == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(fact.Data);
        return document.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
    }
}
