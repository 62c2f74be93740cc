using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Ratings;
using Tongban.Ratings.Province;

namespace Tongban.Partners.Webhooks;

/// <summary>
/// Which facts about ratings the province is told of. A channel for which its platform has no code is not sent under another
/// one's: such ratings stay here and the page of the exchange counts them.
/// </summary>
public sealed class RatingEvents(RatingChannelCodecs codecs, IOptions<ProvinceSettings> settings)
{
    public const string Given = "rating.given";
    public const string Excluded = "rating.excluded";
    public const string PutBack = "rating.put-back";
    public const string ServiceEnded = "service.ended";

    private const string FilledIn = "rating.filled-in";
    private const string ExcludedByReview = "rectification.excluded";

    /// <summary>The types of ratings, for whoever counts them.</summary>
    public static IReadOnlyList<string> Types { get; } = [Given, Excluded, PutBack];

    /// <summary>Channels that the platform has a code for.</summary>
    public IReadOnlyList<RatingChannel> Channels => [.. codecs[settings.Value.Channels].Channels];

    /// <summary>Services are told where the province's page is the only one: it must know what may be rated.</summary>
    public bool IsTold(string what) => what is Given or FilledIn or Excluded or PutBack or ExcludedByReview || (what == ServiceEnded && settings.Value.OnlyThere);

    internal async Task<IEnumerable<EventTarget>> OfAsync(TongbanDb db, Fact fact, Rating? moved, CancellationToken stop)
    {
        if (fact.What == ServiceEnded)
        {
            return [new(fact, fact.SubjectId, ServiceEnded, PartnerKind.Province)];
        }

        var ratingId = fact.What == ExcludedByReview ? db.Set<Rectification>().Local.First(one => one.Id == fact.SubjectId).RatingId : fact.SubjectId;
        var channel = moved?.Channel ?? db.Set<Rating>().Local.FirstOrDefault(one => one.Id == ratingId)?.Channel ?? await db.Set<Rating>().Where(one => one.Id == ratingId).Select(one => one.Channel).SingleAsync(stop);
        return Channels.Contains(channel) ? [new(fact, ratingId, TypeOf(fact.What), PartnerKind.Province)] : [];
    }

    private static string TypeOf(string what) => what switch
    {
        FilledIn => Given,
        ExcludedByReview => Excluded,
        _ => what,
    };
}
