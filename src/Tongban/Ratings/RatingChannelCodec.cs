using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tongban.Kernel;

namespace Tongban.Ratings;

/// <summary>
/// The channel's code <c>pf</c> for one upstream. Provinces differ (one calls 7 a text message, another a default
/// rating), so each has its own table in <c>data/codes/rating-channels.json</c> and none is guessed.
/// </summary>
public sealed class RatingChannelCodec
{
    public const string National = "national";

    private readonly FrozenDictionary<string, RatingChannel> channels;
    private readonly FrozenDictionary<RatingChannel, string> codes;

    public RatingChannelCodec(IReadOnlyDictionary<string, RatingChannel> table)
    {
        channels = table.ToFrozenDictionary(StringComparer.Ordinal);
        codes = table.ToFrozenDictionary(entry => entry.Value, entry => entry.Key);
    }

    public IEnumerable<RatingChannel> Channels => codes.Keys;

    /// <summary>Refuses a code that this upstream does not have.</summary>
    public RatingChannel Read(string code) =>
        channels.TryGetValue(code, out var channel) ? channel : throw new Refusal("rating.unknown-channel", code);

    /// <summary>Refuses a channel for which this upstream has no code: it must not be sent under another one's.</summary>
    public string Write(RatingChannel channel) =>
        codes.TryGetValue(channel, out var code) ? code : throw new Refusal("rating.channel-without-code");
}

/// <summary>The codec of each upstream, by its name in the data.</summary>
public sealed class RatingChannelCodecs
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly FrozenDictionary<string, RatingChannelCodec> upstreams;

    private RatingChannelCodecs(Table table) =>
        upstreams = table.Upstreams.ToFrozenDictionary(entry => entry.Key, entry => new RatingChannelCodec(entry.Value));

    public RatingChannelCodec this[string upstream] => upstreams[upstream];

    public IEnumerable<string> Upstreams => upstreams.Keys;

    public static RatingChannelCodecs Parse(string json) => new(JsonSerializer.Deserialize<Table>(json, Json)!);

    private sealed record Table(Dictionary<string, Dictionary<string, RatingChannel>> Upstreams);
}
