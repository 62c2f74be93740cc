using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Ratings;

/// <summary>Rates a service.</summary>
public sealed record Rate(string Token, Opinion Opinion, RatingChannel Channel, RatingContact? Contact, Actor By);

/// <summary>A rating was given.</summary>
public sealed record Rated(RatingLevel Level, bool MayCallBack);

/// <summary>Ratings that arrive together: the evaluators of a hall, the phones of those who have just left.</summary>
public sealed class RateBatch(TongbanDb db, Evaluation evaluation) : OneByOne<Rate, Rated>(db)
{
    protected override async Task<Outcome<Rated>> DoAsync(Rate command, CancellationToken stop)
    {
        var rating = await evaluation.RateAsync(command.Token, command.Opinion, command.Channel, command.Contact, command.By);
        return new Rated(rating.Level, rating.MayCallBack);
    }
}
