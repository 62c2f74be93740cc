using System.Text;
using System.Text.Json;
using Tongban.Partners.Webhooks;
using Tongban.Shared.Sm;

namespace Tongban.Partners.Exchange;

/// <summary>
/// What the province answers to a record: <c>{ "id": "msg_…", "accepted": true, "receipt": "…" }</c>, or <c>false</c> with a
/// <c>code</c>. Where its key is known the answer is signed as our records are, and names the record that it is for.
/// </summary>
/// <param name="IsAccepted">Whether it was taken.</param>
/// <param name="Text">The receipt's number, or the code that says why not.</param>
public sealed record Receipt(bool IsAccepted, string Text)
{
    /// <summary>Null where the answer is not what the province signed for this record: then nothing was received.</summary>
    public static Receipt? Read(string body, string messageId, byte[]? key)
    {
        if (key is null)
        {
            return Plain(body, null);
        }

        try
        {
            var signed = JsonSerializer.Deserialize<SignedExchange>(body, JsonSerializerOptions.Web);
            return signed is { Payload: not null, Signature: not null } && signed.IsFrom(key) ? Plain(signed.Payload, messageId) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What others wrote, kept to what we keep.</summary>
    public static string Cut(string? said)
    {
        var text = new string([.. (said ?? "").EnumerateRunes().Where(rune => !Rune.IsControl(rune)).SelectMany(rune => rune.ToString())]);
        return text.Length <= PartnerEvent.MaxReceipt ? text : text[..PartnerEvent.MaxReceipt];
    }

    // Unsigned, an answer without words that was given with a good status is a yes.
    private static Receipt? Plain(string body, string? messageId)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var said = answer.RootElement;
            if (messageId is not null && TextOf(said, "id") != messageId)
            {
                return null;
            }

            var accepted = said is not { ValueKind: JsonValueKind.Object } || !said.TryGetProperty("accepted", out var yes) || yes.ValueKind != JsonValueKind.False;
            return new(accepted, Cut(TextOf(said, accepted ? "receipt" : "code")));
        }
        catch (JsonException)
        {
            return messageId is null ? new(true, "") : null;
        }
    }

    private static string? TextOf(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : null;
}
