using System.Text.Json;

namespace Tongban.Partners.Exchange;

/// <summary>What the province answers to a record: <c>{ "accepted": true, "receipt": "…" }</c>, or <c>false</c> with a <c>code</c>.</summary>
/// <param name="IsAccepted">Whether it was taken.</param>
/// <param name="Text">The receipt's number, or the code that says why not.</param>
public sealed record Receipt(bool IsAccepted, string Text)
{
    /// <summary>An answer without words that was given with a good status is a yes.</summary>
    public static Receipt Read(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var accepted = answer.RootElement is not { ValueKind: JsonValueKind.Object } || !answer.RootElement.TryGetProperty("accepted", out var said) || said.ValueKind != JsonValueKind.False;
            return new(accepted, TextOf(answer.RootElement, accepted ? "receipt" : "code"));
        }
        catch (JsonException)
        {
            return new(true, "");
        }
    }

    private static string TextOf(JsonElement answer, string name)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty(name, out var said) || said.ValueKind != JsonValueKind.String)
        {
            return "";
        }

        var text = new string([.. said.GetString()!.Where(c => !char.IsControl(c))]);
        return text.Length <= Webhooks.PartnerEvent.MaxReceipt ? text : text[..Webhooks.PartnerEvent.MaxReceipt];
    }
}
