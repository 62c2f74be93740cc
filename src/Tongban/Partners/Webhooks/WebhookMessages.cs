using System.Globalization;
using System.Text.Json;
using Tongban.Kernel;
using Tongban.Partners.Exchange;
using Tongban.Shared.Api;
using Tongban.Shared.Sm;

namespace Tongban.Partners.Webhooks;

/// <summary>A message ready to be sent: the bytes that are signed, and the headers that go with them.</summary>
public sealed record WebhookMessage(string Body, IReadOnlyList<(string Name, string Value)> Headers);

/// <summary>
/// Makes an event into what is sent. A body outside is told which step and what happened, and fetches the rest with its
/// token: nothing of a person goes out here. The province gets the record itself, signed with SM2.
/// </summary>
public sealed class WebhookMessages(HallClock clock, TimeProvider time, PartnerSecrets secrets, ExchangeRecords records)
{
    public async Task<WebhookMessage> OfAsync(PartnerEvent one, PartnerClient to, CancellationToken stop)
    {
        // The machine's time: whoever checks it has no part in a demonstration's.
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        var body = to.Kind == PartnerKind.Province ? JsonSerializer.Serialize(await RecordOfAsync(one, to, stop), JsonSerializerOptions.Web) : Told(one);
        List<(string, string)> headers = [(WebhookSignature.IdHeader, one.MessageId), (WebhookSignature.TimeHeader, at.ToString(CultureInfo.InvariantCulture))];
        if (to.Kind != PartnerKind.Province)
        {
            headers.Add((WebhookSignature.Header, WebhookSignature.Of(one.MessageId, at, body, KeysOf(to))));
        }

        return new(body, headers);
    }

    /// <summary>The record for the province, signed.</summary>
    public async Task<SignedExchange> RecordOfAsync(PartnerEvent one, PartnerClient to, CancellationToken stop) =>
        SignedExchange.Of(await records.PayloadAsync(one, stop), secrets.Open(to.SigningCipher));

    private string Told(PartnerEvent one)
    {
        var href = $"{ApiRoutes.Root}/partner/{(one.Type == EventTypes.ParcelReady ? "parcels" : "steps")}/{one.SubjectId}";
        return JsonSerializer.Serialize(new { type = one.Type, timestamp = clock.WithOffset(one.MadeAt), data = new { id = one.SubjectId, sequence = one.Position, href } }, JsonSerializerOptions.Web);
    }

    private IEnumerable<byte[]> KeysOf(PartnerClient to)
    {
        yield return secrets.Open(to.SigningCipher);
        if (to.FormerSigningUntilAt > clock.Now && to.FormerSigningCipher is { } former)
        {
            yield return secrets.Open(former);
        }
    }
}
