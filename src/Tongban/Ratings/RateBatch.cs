using Tongban.Kernel;
using Tongban.Ratings.FairPlay;
using Tongban.Shared.Rush;

namespace Tongban.Ratings;

/// <summary>Rates a service.</summary>
public sealed record Rate(string Token, Opinion Opinion, RatingChannel Channel, RatingContact? Contact, Actor By, int Number = Evaluation.First, WrittenDown? WrittenDown = null, GivenFrom? From = null);

/// <summary>A rating was given; a bad one has opened a rectification, whose number and page the person is told.</summary>
public sealed record Rated(RatingLevel Level, bool MayCallBack, string? MendingNumber = null, string? MendingToken = null);

/// <summary>Ratings that arrive together: the evaluators of a hall, the phones of those who have just left.</summary>
public sealed class RateBatch(TongbanDb db, Evaluation evaluation) : OneByOne<Rate, Rated>(db)
{
    protected override async Task<Outcome<Rated>> DoAsync(Rate command, CancellationToken stop)
    {
        var (rating, opened) = await evaluation.GiveAsync(command);
        return new Rated(rating.Level, rating.MayCallBack, opened?.Number, opened?.Token);
    }
}
