using Tongban.People;

namespace Tongban.Ratings;

/// <summary>
/// By which way a link came to the person: signed, so that nobody types another channel into an address and so falsifies what
/// was said by which way. The evaluator and the terminal are known by their device, calls and papers by who wrote them down.
/// </summary>
public sealed class RatingVia(PersonalData personal)
{
    /// <summary>A printed or shown code.</summary>
    public const string Qr = "qr";

    /// <summary>A text message.</summary>
    public const string Sms = "sms";

    private const int Length = 12;
    private const string Kind = "rating.via";

    /// <summary>What stands in the link to this service or ticket.</summary>
    public string Sign(string token, string way) => $"{way}.{personal.Hash(Kind, $"{token} {way}")[..Length]}";

    /// <summary>The channel of a rating on somebody's own device: what the link says, else what kind of device it is.</summary>
    public RatingChannel ChannelOf(string token, string? via, HttpRequest request) => Read(token, via) switch
    {
        Qr => RatingChannel.QrCode,
        Sms => RatingChannel.TextMessage,
        _ => request.Headers.UserAgent.ToString().Contains("Mobi", StringComparison.Ordinal) ? RatingChannel.Mobile : RatingChannel.Computer,
    };

    /// <summary>The same way, for the page that is posted under the service's own token.</summary>
    public string? SignAgain(string from, string? via, string to) => Read(from, via) is { } way ? Sign(to, way) : null;

    private string? Read(string token, string? via) =>
        via?.Split('.')[0] is { } way and (Qr or Sms) && Sign(token, way) == via ? way : null;
}
